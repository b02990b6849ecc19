"""What the citizen's page says is open to them once a decision reached them, and until when."""

import time_machine

from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office, day_fields
from tests.integration.office.test_complaint_through_the_web import SETTLEMENT, VERIFICATION
from tests.integration.office.test_withdrawal_through_the_web import CODE, accepted, end


def page(office: Office, day: str) -> str:
    with time_machine.travel(at(day), tick=True):
        return texts(Visitor(office.app).answer("/tra-cuu", {"code": CODE}).text)


def sent(office: Office) -> int:
    """A complaint settled on 20 August 2026 and sent on the 21st; the id of its case."""
    case = accepted(office, people=1)
    report = VERIFICATION | {"claim_differs": "no"}
    office.act("xacminh", "2026-08-14", case, "report_verification", **report)
    office.render(at("2026-08-14"))
    office.act("xacminh", "2026-08-20", case, "settle", **SETTLEMENT)
    office.approve("chutichxa", "2026-08-20")
    office.render(at("2026-08-20"))
    office.act("xacminh", "2026-08-21", case, "send", delivery="post")
    return case


def test_from_the_day_of_receipt_one_may_complain_again_for_thirty_days(office):
    case = sent(office)
    before = page(office, "2026-08-22")
    assert "khiếu nại lần hai đến hết ngày" not in before
    assert "khiếu nại lần hai trong 30 ngày kể từ ngày bạn nhận quyết định" in before
    office.act(
        "xacminh", "2026-08-26", case, "record_delivery",
        **day_fields("delivered_on", "2026-08-25"), delivered_how="signed",
    )  # fmt: skip
    told = page(office, "2026-08-27")
    assert "kể từ ngày bạn nhận quyết định" not in told
    assert "Bạn được khiếu nại lần hai đến hết ngày 24/09/2026" in told
    assert "hoặc khởi kiện vụ án hành chính tại Tòa án" in told
    assert "khoản 1 Điều 33 Luật 02/2011/QH13" in told
    past = page(office, "2026-09-25")
    assert "Quá hạn" not in past


def test_after_a_complaint_was_terminated_one_may_go_on_for_thirty_days(office):
    case = accepted(office, people=1)
    last = "Ủy ban nhân dân phường Cẩm Phả"
    end(office, "2026-08-11", case, "no_successor", last_residence=last)
    office.approve("chutichxa", "2026-08-12")
    office.render(at("2026-08-12"))
    assert "khiếu nại tiếp đến hết ngày" not in page(office, "2026-08-12")
    office.act("xacminh", "2026-08-12", case, "send_notice", delivery="post")
    told = page(office, "2026-08-13")
    assert "Bạn được khiếu nại tiếp đến hết ngày 11/09/2026" in told
    assert "khoản 8 Điều 11 Luật 02/2011/QH13" in told


def test_not_decided_in_time_one_may_complain_again_though_the_case_goes_on(office):
    accepted(office, people=1)
    assert "đã quá thời hạn giải quyết" not in page(office, "2026-09-07")
    told = page(office, "2026-09-08")
    assert "Vụ việc đã quá thời hạn giải quyết" in told
    assert "khiếu nại lần hai tới người đứng đầu cơ quan cấp trên trực tiếp đến hết ngày" in told
    assert "07/10/2026, hoặc khởi kiện vụ án hành chính tại Tòa án" in told
    assert "khoản 1 Điều 33 Luật 02/2011/QH13" in told
