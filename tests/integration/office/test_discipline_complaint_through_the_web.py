"""A complaint against discipline, from the citizen's form to the closed file, both instances."""

from datetime import date

import pytest
import time_machine
from flask import Flask

from feedback.domain.petitions import Kind
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office, announce_dialogue, day_fields
from tests.integration.office.test_complaint_through_the_web import carry_out
from tests.worlds import stories

TO_COMMUNE = {"kind": "complaint_discipline", "field": "conduct", "agency": "xa tien yen"}
TO_PROVINCE = TO_COMMUNE | {"agency": "Ủy ban nhân dân tỉnh Quảng Ninh"}
VERIFICATION = {
    "report_number": "31/BC",
    **day_fields("report_date", "2026-08-14"),
    "findings": "Giấy ra viện có thật; biên bản họp không ghi giấy này.",
}
FIRST = {
    "verdict": "wrong",
    "legal_grounds": "Luật Cán bộ, công chức",
    "conclusion": "Việc nghỉ không được cho phép.",
    "discipline_ruling": "keep",
    "executors": "Văn phòng xã và bà Đỗ Thị Thảo",
}
SECOND = {
    "verdict": "right",
    "legal_grounds": "Luật Cán bộ, công chức",
    "conclusion": "Về số ngày nghỉ: có giấy ra viện.",
    "on_first_settlement": "Giữ nguyên hình thức kỷ luật là chưa đúng.",
    "particulars": "Yêu cầu hủy bỏ quyết định kỷ luật.",
    "executors": "Chủ tịch Ủy ban nhân dân xã Tiên Yên",
}


def send(office: Office, day: str) -> int:
    """An official writes through the pages of citizens; the id of the petition."""
    with time_machine.travel(at(day), tick=True):
        visitor = Visitor(office.app)
        visitor.answer("/gui-don", {"kind": "complaint_discipline"})
        prepare = texts(visitor.get("/gui-don/chuan-bi").text)
        assert "Thời hiệu khiếu nại là 15 ngày" in prepare
        story = {"story": "Tôi nằm viện bảy ngày mà bị kỷ luật vì tự ý nghỉ."}
        visitor.answer("/gui-don/cau-chuyen", story)
        visitor.answer("/gui-don/ve-ai", {"against": "Quyết định số 402/QĐ-UBND"})
        who = {"name": "Đỗ Thị Thảo", "address": "thôn Thủy Cơ", "people": "1"}
        visitor.answer("/gui-don/ban-la-ai", who)
        sent = visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
        assert sent.headers["Location"] == "/bien-nhan"
        receipt = texts(visitor.get("/bien-nhan").text)
        assert "Luật chỉ nhận khiếu nại quyết định kỷ luật bằng đơn có chữ ký" in receipt
        assert "thông báo thụ lý hoặc không thụ lý" in receipt
    return office.one("select max(id) from petition")


def accept(office: Office, petition: int, officer: str, head: str, day: str) -> int:
    office.act(officer, day, petition, "record_signature", signature_form="paper")
    office.act(officer, day, petition, "propose_acceptance", reason="Đủ điều kiện.")
    office.act(officer, day, petition, "accept")
    office.approve(head, day)
    case = office.case_of(petition)
    assert case is not None
    return case


def clocks_of(office: Office, subject: int) -> set[str]:
    found = office.one(
        "select string_agg(rule, ' ') from deadline where subject_id = :id and state = 'open'",
        id=subject,
    )
    return set(found.split())


def state_of(office: Office, subject: int) -> str:
    return office.one("select state from subject where id = :id", id=subject)


def meet(office: Office, case: int, officer: str, head: str, day: str, held: str) -> None:
    announce_dialogue(office, case, officer, head, day, held)
    said = {"absence": "nobody", "dialogue_result": "Hai bên giữ nguyên ý kiến."}
    office.hold_dialogue(officer, head, held, case, **said)


def settle_first(office: Office, petition: int) -> int:
    """Accepted on 6 August 2026 by the commune and settled on the 24th; the id of the case."""
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE, dismissal="yes")
    case = accept(office, petition, "canboxa", "chutichxa", "2026-08-06")
    office.act("chutichxa", "2026-08-07", case, "assign", officer="xacminh")
    office.act("xacminh", "2026-08-14", case, "report_verification", **VERIFICATION)
    office.act("xacminh", "2026-08-15", case, "consult_council", council_opinion="Giữ nguyên.")
    meet(office, case, "xacminh", "chutichxa", "2026-08-15", "2026-08-20")
    office.act("xacminh", "2026-08-21", case, "settle", **FIRST)
    office.approve("chutichxa", "2026-08-24")
    return case


def settle_one(app: Flask) -> int:
    office = Office(app)
    return settle_first(office, send(office, "2026-08-03"))


beginning, settled = stories(settled=settle_one)


def test_a_first_complaint_goes_from_the_citizens_form_to_the_closed_file(office):
    petition = send(office, "2026-08-03")
    assert "KL-ACCEPT" in clocks_of(office, petition)
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE, dismissal="no")
    assert "KL-ACCEPT" in clocks_of(office, petition)
    digital = office.act(
        "canboxa", "2026-08-05", petition, "record_signature", signature_form="digital"
    )
    assert digital.status_code == 422
    assert "phải bằng đơn có chữ ký trên giấy" in texts(digital.text)
    case = accept(office, petition, "canboxa", "chutichxa", "2026-08-06")
    assert clocks_of(office, case) == {"KL-RESOLVE"}
    office.act("chutichxa", "2026-08-07", case, "assign", officer="xacminh")
    office.act("xacminh", "2026-08-14", case, "report_verification", **VERIFICATION)
    early = office.act("xacminh", "2026-08-14", case, "settle", **FIRST)
    assert early.status_code == 422
    assert "Chưa có đề nghị của Hội đồng kỷ luật" in texts(early.text)
    assert "Phải đối thoại với người khiếu nại trước khi ra quyết định" in texts(early.text)
    office.act("xacminh", "2026-08-15", case, "consult_council", council_opinion="Giữ nguyên.")
    meet(office, case, "xacminh", "chutichxa", "2026-08-15", "2026-08-20")
    office.act("xacminh", "2026-08-21", case, "settle", **FIRST)
    office.approve("chutichxa", "2026-08-24")
    assert clocks_of(office, case) == {"KL-DECISION-IN-FORCE"}
    office.render(at("2026-08-24"))
    assert office.act("xacminh", "2026-08-25", case, "send", delivery="post").status_code == 302
    where = {"published_at": "Cuộc họp toàn thể công chức xã"}
    early = office.act("xacminh", "2026-09-20", case, "publish", **where)
    assert "Quyết định giải quyết lần đầu chưa có hiệu lực pháp luật" in texts(early.text)
    assert office.act("xacminh", "2026-09-25", case, "publish", **where).status_code == 302
    assert office.act("xacminh", "2026-09-25", case, "close").status_code == 302
    assert state_of(office, case) == "closed"
    with office.desk("xacminh", "2026-09-26") as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{case}").text)
    assert "Quyết định giải quyết khiếu nại kỷ luật số" in page
    decided = office.context("discipline_settlement_decision")
    assert decided["second_complaint_days"] == 10
    assert decided["dismissal"] is False
    assert decided["second_authority"] == "Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh"


def test_a_second_complaint_is_settled_by_the_superior_in_person_and_closed(office, settled):
    assert office.context("discipline")["second_complaint_days"] == 30
    petition = send(office, "2026-09-01")
    answer = office.act(
        "tiepnhan", "2026-09-02", petition, "classify",
        **TO_PROVINCE, dismissal="yes", earlier="VV-2026-00001",
    )  # fmt: skip
    assert answer.status_code == 302
    case = accept(office, petition, "cbtinh", "chutichtinh", "2026-09-03")
    assert office.one("select follows_id from legal_case where id = :id", id=case) == settled
    assert clocks_of(office, case) == {"KL-RESOLVE"}
    office.act("chutichtinh", "2026-09-04", case, "assign", officer="cbtinh")
    unasked = office.act("cbtinh", "2026-09-10", case, "report_verification", **VERIFICATION)
    assert unasked.status_code == 422
    assert "Chưa yêu cầu người ra quyết định kỷ luật báo cáo" in texts(unasked.text)
    office.act("cbtinh", "2026-09-10", case, "ask_for_report", report_asked="Hồ sơ kỷ luật.")
    office.act("cbtinh", "2026-09-14", case, "report_verification", **VERIFICATION)
    without = office.act("cbtinh", "2026-09-14", case, "settle", **SECOND)
    assert without.status_code == 422
    assert "Khiếu nại lần hai cũng phải đối thoại" in texts(without.text)
    meet(office, case, "cbtinh", "chutichtinh", "2026-09-14", "2026-09-21")
    office.act("cbtinh", "2026-09-22", case, "settle", **SECOND)
    office.approve("chutichtinh", "2026-09-23")
    assert clocks_of(office, case) == {"KL2-DECISION-SEND", "KL-DECISION-IN-FORCE"}
    office.render(at("2026-09-23"))
    assert office.act("cbtinh", "2026-09-24", case, "send", delivery="post").status_code == 302
    early = office.act("cbtinh", "2026-10-10", case, "close")
    assert "lần hai chưa có hiệu lực pháp luật" in texts(early.text)
    unfinished = office.act("cbtinh", "2026-10-27", case, "close")
    assert "mà chưa thi hành xong" in texts(unfinished.text)
    carry_out(office, case, "cbtinh", "chutichtinh", "2026-10-27")
    assert office.act("cbtinh", "2026-12-10", case, "close").status_code == 302
    assert state_of(office, case) == "closed"
    decided = office.context("second_discipline")
    assert decided["dismissal"] is True
    assert decided["first_decision"].startswith("Quyết định số 01/QĐ-UBND")
    assert "Bộ trưởng Bộ Nội vụ" in str(decided["recipients"])
    assert office.context("acceptance_notice")["second"] is True


def test_whether_it_was_dismissal_is_known_before_acceptance_is_proposed(office):
    petition = send(office, "2026-08-03")
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    office.act("canboxa", "2026-08-05", petition, "record_signature", signature_form="counter")
    refused = office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đủ.")
    assert refused.status_code == 422
    assert "Chưa ghi quyết định kỷ luật có phải buộc thôi việc" in texts(refused.text)


def test_only_a_complaint_against_discipline_says_whether_it_was_dismissal(office):
    petition = office.lodge(at("2026-08-03"))
    refused = office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen", dismissal="yes",
    )  # fmt: skip
    assert refused.status_code == 422
    assert "Chỉ khiếu nại quyết định kỷ luật mới trả lời câu này" in texts(refused.text)
    assert state_of(office, petition) == "received"


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        pytest.param(
            TO_COMMUNE | {"earlier": "VV-2026-00001"},
            "thuộc thẩm quyền của Ủy ban nhân dân tỉnh Quảng Ninh",
            id="back to who made the decision",
        ),
        pytest.param(
            TO_PROVINCE | {"earlier": "VV-2026-00009"},
            "Không có vụ việc khiếu nại quyết định kỷ luật lần đầu",
            id="no such case",
        ),
        pytest.param(
            TO_PROVINCE | {"kind": "complaint", "earlier": "VV-2026-00001"},
            "Không có vụ việc khiếu nại lần đầu",
            id="an ordinary complaint does not follow one against discipline",
        ),
    ],
)
def test_a_wrong_first_case_or_desk_is_refused_with_its_article(office, settled, stated, says):
    petition = send(office, "2026-09-01")
    refused = office.act("tiepnhan", "2026-09-02", petition, "classify", **stated)
    assert refused.status_code == 422
    assert says in texts(refused.text)
    assert office.one("select earlier_case_id from petition where id = :id", id=petition) is None


def test_after_the_chair_of_the_province_the_minister_is_named(office):
    petition = send(office, "2026-08-03")
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_PROVINCE, dismissal="no")
    accept(office, petition, "cbtinh", "chutichtinh", "2026-08-06")
    again = send(office, "2026-10-01")
    refused = office.act(
        "tiepnhan", "2026-10-02", again, "classify", **TO_PROVINCE, earlier="VV-2026-00001"
    )
    assert refused.status_code == 422
    assert "Bộ trưởng Bộ Nội vụ (khoản 3 Điều 51 Luật Khiếu nại)" in texts(refused.text)


def test_who_classifies_anew_as_another_kind_forgets_the_first_case(office, settled):
    petition = send(office, "2026-09-01")
    office.act(
        "tiepnhan", "2026-09-02", petition, "classify", **TO_PROVINCE, earlier="VV-2026-00001"
    )
    office.act("cbtinh", "2026-09-03", petition, "classify", **TO_PROVINCE | {"kind": "complaint"})
    assert office.one("select earlier_case_id from petition where id = :id", id=petition) is None
    assert "KN1-ACCEPT" in clocks_of(office, petition)


@pytest.mark.parametrize(
    ("known_on", "dismissal", "again", "says"),
    [
        pytest.param("2026-07-20", "no", False, "15 ngày, đến 04/08/2026: nộp trong", id="in time"),
        pytest.param("2026-07-16", "yes", False, "15 ngày, đến 31/07/2026: nộp sau", id="late"),
        pytest.param("2026-08-25", "no", True, "10 ngày, đến 04/09/2026: nộp sau", id="again"),
        pytest.param(
            "2026-08-25", "yes", True, "30 ngày, đến 24/09/2026: nộp trong",
            id="again after a dismissal",
        ),
    ],
)  # fmt: skip
def test_officers_are_told_whether_it_came_within_its_period(
    office, settled, known_on, dismissal, again, says
):
    lodged = "2026-09-07" if again else "2026-08-04"
    stated = TO_COMMUNE | {"dismissal": dismissal}
    if again:
        stated = TO_PROVINCE | {"dismissal": dismissal, "earlier": "VV-2026-00001"}
    petition = office.lodge(
        at(lodged), kind=Kind.DISCIPLINE_COMPLAINT, known_on=date.fromisoformat(known_on)
    )
    answer = office.act("tiepnhan", lodged, petition, "classify", **stated)
    assert answer.status_code == 302
    with office.desk("cbtinh" if again else "canboxa", lodged) as visitor:
        page = texts(visitor.get(f"/can-bo/don/{petition}").text)
    assert says in page
    assert ("Buộc thôi việc" in page) is (dismissal == "yes")
