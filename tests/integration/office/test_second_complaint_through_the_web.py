"""A complaint for the second time, from its lodging to its closed file, through the pages."""

import pytest
from flask import Flask

from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office, announce_dialogue, day_fields
from tests.integration.office.test_complaint_through_the_web import (
    SETTLEMENT,
    VERIFICATION,
    carry_out,
)
from tests.worlds import stories

SECOND = SETTLEMENT | {
    "first_result": "Chủ tịch Ủy ban nhân dân xã công nhận một phần nội dung khiếu nại."
}


def settle_first(app: Flask) -> int:
    """A complaint settled by the commune on 20 August 2026; the id of its case."""
    office = Office(app)
    petition = office.lodge(at("2026-08-03"))
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    case = accept(office, petition, "canboxa", "chutichxa", "2026-08-06")
    office.act("chutichxa", "2026-08-07", case, "assign", officer="xacminh")
    report = VERIFICATION | {"claim_differs": "no"}
    office.act("xacminh", "2026-08-14", case, "report_verification", **report)
    office.render(at("2026-08-14"))
    office.act("xacminh", "2026-08-20", case, "settle", **SETTLEMENT)
    office.approve("chutichxa", "2026-08-20")
    return case


beginning, first = stories(first=settle_first)


def accept(office: Office, petition: int, officer: str, head: str, day: str) -> int:
    office.act(officer, day, petition, "record_signature", signature_form="counter")
    office.act(officer, day, petition, "propose_acceptance", reason="Đủ điều kiện.")
    office.act(officer, day, petition, "accept")
    office.approve(head, day)
    case = office.case_of(petition)
    assert case is not None
    return case


def classify(office: Office, petition: int, earlier: str, agency: str) -> object:
    return office.act(
        "tiepnhan", "2026-09-02", petition, "classify",
        kind="complaint", field="land", agency=agency, earlier=earlier,
    )  # fmt: skip


def meeting(office: Office, case: int, day: str, held: str) -> object:
    return office.act(
        "cbtinh", day, case, "announce_meeting",
        **day_fields("meeting_on", held), place="Hội trường Ủy ban nhân dân tỉnh",
    )  # fmt: skip


def clocks_of(office: Office, subject: int) -> set[str]:
    found = office.one(
        "select string_agg(rule, ' ') from deadline where subject_id = :id and state = 'open'",
        id=subject,
    )
    return set(found.split())


def test_a_second_complaint_is_settled_by_the_superior_and_closed(office, first):
    petition = office.lodge(at("2026-09-01"))
    answer = classify(office, petition, "vv-2026-00001", "Ủy ban nhân dân tỉnh Quảng Ninh")
    assert answer.status_code == 302
    assert "KN2-ACCEPT" in clocks_of(office, petition)
    assert "KN1-ACCEPT" not in clocks_of(office, petition)
    case = accept(office, petition, "cbtinh", "chutichtinh", "2026-09-03")
    followed = "select follows_id from legal_case where id = :id"
    assert office.one(followed, id=case) == first
    assert clocks_of(office, case) == {"KN2-RESOLVE"}

    office.act("chutichtinh", "2026-09-04", case, "assign", officer="cbtinh")
    office.act("cbtinh", "2026-09-14", case, "report_verification", **VERIFICATION)
    without = office.act("cbtinh", "2026-09-14", case, "settle", **SECOND)
    assert without.status_code == 422
    assert "Khiếu nại lần hai phải tổ chức đối thoại" in texts(without.text)
    announce_dialogue(
        office, case, "cbtinh", "chutichtinh", "2026-09-14", "2026-09-21",
        dialogue_reasons=["heated"],
    )  # fmt: skip
    held = {"absence": "nobody", "dialogue_result": "Hai bên thống nhất về nguồn gốc đất."}
    people = ("cbtinh", "chutichtinh", "2026-09-21", case)
    delegated = office.hold_dialogue(*people, presided_by="delegate", **held)
    assert delegated.status_code == 422
    assert "phải trực tiếp đối thoại" in texts(delegated.text)
    office.hold_dialogue(*people, presided_by="head", **held)
    office.act("cbtinh", "2026-09-22", case, "settle", **SECOND)
    office.approve("chutichtinh", "2026-09-23")
    assert {"KN2-DECISION-SEND", "KN2-PUBLISH"} <= clocks_of(office, case)
    office.render(at("2026-09-23"))
    assert office.act("cbtinh", "2026-09-24", case, "send", delivery="post").status_code == 302
    short = meeting(office, case, "2026-09-28", "2026-09-30")
    assert short.status_code == 422
    assert "Phải thông báo trước ngày họp ít nhất 3 ngày làm việc" in texts(short.text)
    assert meeting(office, case, "2026-09-24", "2026-09-29").status_code == 302
    where = {"published_how": ["meeting", "web"], "published_at": "Cổng thông tin của tỉnh"}
    early = office.act("cbtinh", "2026-09-28", case, "publish", **where)
    assert "chưa đến ngày họp đã báo" in texts(early.text)
    assert office.act("cbtinh", "2026-09-30", case, "publish", **where).status_code == 302
    early = office.act("cbtinh", "2026-10-10", case, "close")
    assert "chưa được niêm yết, đăng tải đủ 15 ngày" in texts(early.text)
    carry_out(office, case, "cbtinh", "chutichtinh", "2026-10-27")
    assert office.act("cbtinh", "2026-12-10", case, "close").status_code == 302
    assert office.one("select state from subject where id = :id", id=case) == "closed"
    with office.desk("cbtinh", "2026-12-11") as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{case}").text)
    assert "Quyết định giải quyết khiếu nại lần hai số" in page
    decision = office.context("second_settlement_decision")["first_decision"]
    assert decision.startswith("Quyết định số 01/QĐ-UBND ngày 20/8/2026")


@pytest.mark.parametrize(
    ("earlier", "agency", "says"),
    [
        pytest.param("VV-2026-00009", "tinh quang ninh", "Không có vụ việc", id="no such case"),
        pytest.param("hôm qua", "tinh quang ninh", "Không có vụ việc", id="no number at all"),
        pytest.param(
            "VV-2026-00001", "xa tien yen", "thuộc thẩm quyền của Ủy ban nhân dân tỉnh",
            id="back to who settled it for the first time",
        ),
    ],
)  # fmt: skip
def test_a_wrong_first_case_or_desk_is_refused_beside_the_field(
    office, first, earlier, agency, says
):
    petition = office.lodge(at("2026-09-01"))
    where = (
        "Ủy ban nhân dân xã Tiên Yên"
        if agency == "xa tien yen"
        else ("Ủy ban nhân dân tỉnh Quảng Ninh")
    )
    refused = classify(office, petition, earlier, where)
    assert refused.status_code == 422
    assert says in texts(refused.text)
    assert f'value="{earlier}"' in refused.text
    assert office.one("select earlier_case_id from petition where id = :id", id=petition) is None


def test_no_second_complaint_while_the_first_is_being_settled(office):
    petition = office.lodge(at("2026-08-03"))
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    accept(office, petition, "canboxa", "chutichxa", "2026-08-06")
    again = office.lodge(at("2026-09-01"))
    refused = classify(office, again, "VV-2026-00001", "Ủy ban nhân dân tỉnh Quảng Ninh")
    assert refused.status_code == 422
    assert "chưa hết thời hạn giải quyết" in texts(refused.text)
    late = office.act(
        "tiepnhan", "2026-10-01", again, "classify", kind="complaint", field="land",
        agency="Ủy ban nhân dân tỉnh Quảng Ninh", earlier="VV-2026-00001",
    )  # fmt: skip
    assert late.status_code == 302


def test_a_complaint_that_ended_without_a_decision_is_not_late_and_not_complained_about_again(
    office,
):
    petition = office.lodge(at("2026-08-03"))
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    case = accept(office, petition, "canboxa", "chutichxa", "2026-08-06")
    office.act(
        "xacminh", "2026-08-11", case, "terminate", termination_ground="no_successor",
        reason="Người khiếu nại đã chết.", last_residence="Ủy ban nhân dân xã Tiên Yên",
    )  # fmt: skip
    office.approve("chutichxa", "2026-08-12")
    late = office.act(
        "tiepnhan", "2026-10-01", office.lodge(at("2026-09-30")), "classify", kind="complaint",
        field="land", agency="Ủy ban nhân dân tỉnh Quảng Ninh", earlier="VV-2026-00001",
    )  # fmt: skip
    assert late.status_code == 422
    assert "chưa được khiếu nại lần hai" in texts(late.text)
