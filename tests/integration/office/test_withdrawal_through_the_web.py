"""Withdrawing while a complaint is settled: a part, one of several, all; and the end after it."""

import pytest
import time_machine

from feedback.vault.codes import new_code
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.complaints import assigned_complaint
from tests.integration.office.conftest import Office
from tests.integration.office.test_complaint_through_the_web import (
    SETTLEMENT,
    VERIFICATION,
    state_of,
)
from tests.papers import upload

CODE = new_code()


def accepted(office: Office, people: int) -> int:
    """A complaint of so many people, accepted on 6 August 2026; the id of its case."""
    return assigned_complaint(office, code=CODE, people=people)


def following(office: Office, day: str, path: str, **said: str) -> str:
    """The citizen's page after they did something there."""
    with time_machine.travel(at(day), tick=True):
        visitor = Visitor(office.app)
        visitor.answer("/tra-cuu", {"code": CODE})
        return texts(visitor.post(path, {"code": CODE, **said}).text)


def end(office: Office, day: str, case: int, ground: str, **said: str) -> object:
    stated = {"termination_ground": ground, "reason": "Như hồ sơ.", **said}
    return office.act("xacminh", day, case, "terminate", **stated)


def runs(office: Office, case: int, rule: str) -> bool:
    count = "select count(*) from deadline where subject_id = :id and rule = :r and state = 'open'"
    return office.one(count, id=case, r=rule) == 1


def test_a_part_is_withdrawn_by_its_sender_and_by_paper_and_the_decision_says_so(office):
    case = accepted(office, people=1)
    page = following(office, "2026-08-08", "/tra-cuu/rut-mot-phan", withdrawn_content="Cây trồng.")
    assert "Đã ghi nhận phần khiếu nại bạn rút" in page
    assert "Người khiếu nại rút một phần" in page
    said = {"withdrawn_content": "Chi phí di chuyển."}
    refused = office.act("xacminh", "2026-08-10", case, "withdraw_part", **said)
    assert refused.status_code == 422
    assert "theo văn bản có chữ ký" in texts(refused.text)
    done = office.act(
        "xacminh", "2026-08-10", case, "withdraw_part", **said, withdrawal_paper=upload()
    )
    assert done.status_code == 302
    assert "chưa rút khiếu nại" in texts(end(office, "2026-08-10", case, "withdrawn").text)
    report = VERIFICATION | {"claim_differs": "no"}
    office.act("xacminh", "2026-08-14", case, "report_verification", **report)
    office.render(at("2026-08-14"))
    office.act("xacminh", "2026-08-20", case, "settle", **SETTLEMENT)
    office.approve("chutichxa", "2026-08-20")
    withdrawn = office.context("settlement_decision")["withdrawn"]
    assert withdrawn == ["Cây trồng.", "Chi phí di chuyển."]


def test_one_of_several_withdraws_and_the_others_go_on_until_all_have(office):
    case = accepted(office, people=3)
    page = following(office, "2026-08-10", "/tra-cuu/rut-don", reason="Thôi.", sure="y")
    assert "vẫn giải quyết cho những người còn lại" in page or "Đã ghi nhận việc bạn rút" in page
    assert not runs(office, case, "KN-SUSPEND-ISSUE")
    refused = end(office, "2026-08-11", case, "withdrawn")
    assert refused.status_code == 422
    assert "vẫn giải quyết cho những người còn lại" in texts(refused.text)
    unsigned = office.act("xacminh", "2026-08-12", case, "confirm_all_withdrew")
    assert "Bạn chưa chọn tệp: Văn bản rút đơn có chữ ký" in texts(unsigned.text)
    office.act("xacminh", "2026-08-12", case, "confirm_all_withdrew", withdrawal_paper=upload())
    assert runs(office, case, "KN-SUSPEND-ISSUE")
    assert end(office, "2026-08-12", case, "withdrawn").status_code == 302
    office.approve("chutichxa", "2026-08-12")
    assert state_of(office, case) == "terminated"
    assert not runs(office, case, "KN-SUSPEND-ISSUE")


@pytest.mark.parametrize("people", [1, 3])
def test_what_withdrawing_means_is_told_before(office, people):
    accepted(office, people=people)
    with time_machine.travel(at("2026-08-10"), tick=True):
        page = texts(Visitor(office.app).answer("/tra-cuu", {"code": CODE}).text)
    assert ("Nhiều người cùng khiếu nại" in page) is (people > 1)
    assert ("Cơ quan sẽ kết thúc việc giải quyết" in page) is (people == 1)


def test_where_nobody_is_left_the_decision_goes_to_where_they_last_lived(office):
    case = accepted(office, people=1)
    refused = end(office, "2026-08-11", case, "no_successor")
    assert "nơi thường trú cuối cùng" in texts(refused.text)
    last = "Ủy ban nhân dân phường Cẩm Phả"
    end(office, "2026-08-11", case, "no_successor", last_residence=last)
    assert office.approve("chutichxa", "2026-08-12").status_code == 302
    decided = office.context("termination_decision")
    assert decided["ground"] == "điểm b khoản 2 Điều 11a của Luật Khiếu nại"
    assert last in str(decided["recipients"])


def test_who_has_no_telephone_brings_a_signed_paper_and_the_officer_records_it(office):
    case = accepted(office, people=1)
    unsigned = office.act("xacminh", "2026-08-10", case, "withdraw", reason="Đã thỏa thuận.")
    assert unsigned.status_code == 422
    assert "theo văn bản có chữ ký" in texts(unsigned.text)
    done = office.act(
        "xacminh", "2026-08-10", case, "withdraw", reason="Đã thỏa thuận.",
        withdrawal_paper=upload(),
    )  # fmt: skip
    assert done.status_code == 302
    assert runs(office, case, "KN-SUSPEND-ISSUE")
    end(office, "2026-08-10", case, "withdrawn")
    office.approve("chutichxa", "2026-08-10")
    assert state_of(office, case) == "terminated"


def test_a_paper_withdraws_also_before_anything_is_decided(office):
    petition = office.lodge(at("2026-08-03"))
    refused = office.act("tiepnhan", "2026-08-04", petition, "withdraw", reason="Thôi.")
    assert refused.status_code == 422
    office.act(
        "tiepnhan", "2026-08-04", petition, "withdraw", reason="Thôi.", withdrawal_paper=upload()
    )
    assert state_of(office, petition) == "withdrawn"
