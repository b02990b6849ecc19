"""A denunciation from its paper to the closed file, each act through the officers' pages."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.services.papers.delivery_papers import address_of
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office, day_fields
from tests.papers import upload
from tests.worlds import stories

TO_COMMUNE = {"kind": "denunciation", "field": "conduct", "agency": "xa tien yen"}
TO_PROVINCE = TO_COMMUNE | {"agency": "Ủy ban nhân dân tỉnh Quảng Ninh"}
PAPER = {
    "channel": "counter",
    "kind": "denunciation",
    "form_of_address": "ông",
    "name": "Nguyễn Văn Hòa",
    "address": "thôn Đồng Mạ, xã Tiên Yên",
    "phone": "0912 345 678",
    "email": "hoa@example.invalid",
    "people": "1",
    "story": "Công chức địa chính xã thu tiền làm giấy tờ đất của 12 hộ, không có biên lai.",
    "against": "Công chức địa chính xã Tiên Yên",
    "commune": "Tiên Yên",
    "field": "conduct",
    "signed": "yes",
}
CHECK = {
    "identity_result": "confirmed",
    "check_scope": "one_place",
    "denounced": "Ông Bế Văn Lực, công chức địa chính xã Tiên Yên",
    "contents": "Thu tiền làm giấy tờ đất trái quy định năm 2025.",
    "conditions": ["form", "capacity", "competence", "basis"],
}
TEAM = {
    "team_leader": "xacminh",
    "team": ["xacminh", "canboxa"],
    "no_conflict": "yes",
    "contents": "Xác minh việc thu tiền làm giấy tờ đất.",
}
REPORT = {
    "findings": "Có thu 4.200.000 đồng của 12 hộ, không có biên lai.",
    "report_truth": "right",
    "report_responsibility": "Công chức địa chính thu tiền trái quy định.",
    "report_proposals": "Xem xét kỷ luật, hoàn trả tiền cho 12 hộ.",
}
CONCLUSION = {
    "truth": "right",
    "legal_grounds": "Luật Phí và lệ phí 97/2015/QH13",
    "conclusion": "Tố cáo là đúng.",
    "responsibility": "Công chức địa chính thu tiền trái quy định.",
    "measures": "Xem xét kỷ luật, hoàn trả tiền cho 12 hộ.",
}
COPIES = {
    "open_contents": "Thu tiền đo đạc không có biên lai.",
    "open_conclusion": "Việc thu tiền là trái quy định.",
    "open_measures": "Xem xét kỷ luật, hoàn trả tiền cho 12 hộ.",
}


def lodge(office: Office, day: str = "2026-08-03") -> int:
    """A denunciation brought to the counter on paper, written down there."""
    with office.desk("tiepnhan", day) as visitor:
        written = visitor.answer("/can-bo/nhan-don", PAPER | day_fields("received_on", day))
    assert written.status_code == 200, texts(written.text)
    return office.one("select max(id) from petition")


def accept(office: Office, petition: int, day: str, officer: str, head: str) -> int:
    office.act(officer, day, petition, "check_identity", **CHECK)
    office.act(officer, day, petition, "propose_acceptance", reason="Đủ bốn điều kiện.")
    office.act(officer, day, petition, "accept")
    office.approve(head, day)
    case = office.case_of(petition)
    assert case is not None
    return case


def form_a_team(app: Flask) -> int:
    """Received on 3 August 2026, accepted on the 6th, verified from the 7th; the id of its case."""
    office = Office(app)
    petition = lodge(office)
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    accepted = accept(office, petition, "2026-08-06", "canboxa", "chutichxa")
    office.render(at("2026-08-06"))
    office.post(at("2026-08-07"))
    office.act("xacminh", "2026-08-07", accepted, "notify_acceptance", delivery="post")
    office.redact(petition, at("2026-08-07"))
    office.act("xacminh", "2026-08-07", accepted, "form_team", **TEAM)
    office.approve("chutichxa", "2026-08-07")
    return accepted


beginning, verifying = stories(verifying=form_a_team)


def clocks_of(office: Office, subject: int) -> set[str]:
    found = office.one(
        "select coalesce(string_agg(rule, ' '), '') from deadline"
        " where subject_id = :id and state = 'open'",
        id=subject,
    )
    return set(found.split())


def due(office: Office, subject: int, rule: str) -> date:
    return office.one(
        "select due_raw from deadline where subject_id = :id and rule = :rule"
        " order by id desc limit 1",
        id=subject,
        rule=rule,
    )


def state_of(office: Office, subject: int) -> str:
    return office.one("select state from subject where id = :id", id=subject)


def envelopes_to_the_denounced(office: Office) -> dict[str, str]:
    """Whom each document to the denounced is addressed to, by its name."""
    with office.app.app_context():
        rows = db.session.scalars(select(Delivery).where(Delivery.role == "denounced"))
        return {
            db.session.get_one(IssuedLetter, row.letter_id).name: address_of(db.session(), row).name
            for row in rows
        }


def test_a_denunciation_is_worked_from_its_paper_to_the_closed_file(office, verifying):
    case = verifying
    assert state_of(office, case) == "verifying"
    assert clocks_of(office, case) == {"TC-RESOLVE"}
    office.act(
        "xacminh", "2026-08-18", case, "record_explanation",
        **day_fields("explanation_on", "2026-08-18"), explanation_given="yes",
        explanation="Thừa nhận thu tiền.",
    )  # fmt: skip
    office.act("xacminh", "2026-08-24", case, "report_verification", **REPORT)
    unread = office.act("xacminh", "2026-08-25", case, "conclude", **CONCLUSION)
    assert "chưa được lập thành văn bản" in texts(unread.text)
    office.render(at("2026-08-25"))
    office.act("xacminh", "2026-08-25", case, "conclude", **CONCLUSION)
    office.approve("chutichxa", "2026-08-26")
    assert clocks_of(office, case) == {
        "TC-CONCLUSION-SEND", "TC-CONCLUSION-HANDLE", "TC-PUBLISH",
    }  # fmt: skip
    unsent = office.act("xacminh", "2026-08-26", case, "send", delivery="post")
    assert "chưa được ký, đóng dấu và phát hành" in texts(unsent.text)
    office.render(at("2026-08-26"))
    uncopied = office.act("xacminh", "2026-08-26", case, "send", delivery="post")
    assert "không có thông tin về người tố cáo" in texts(uncopied.text)
    office.act("xacminh", "2026-08-26", case, "issue_copies", **COPIES)
    office.approve("chutichxa", "2026-08-26")
    office.render(at("2026-08-26", 11))
    assert envelopes_to_the_denounced(office) == {
        "denounced_conclusion_copy": CHECK["denounced"], "denounced_notice": CHECK["denounced"],
    }  # fmt: skip
    office.post(at("2026-08-27"))
    office.act("xacminh", "2026-08-27", case, "send", delivery="post")
    handled = office.act(
        "chutichxa", "2026-08-28", case, "act_on_conclusion",
        handling=["discipline", "remedy"], particulars="Khiển trách; hoàn trả tiền.",
    )  # fmt: skip
    assert handled.status_code == 302
    office.act("xacminh", "2026-08-31", case, "publish", published_at="Trụ sở xã")
    office.act("xacminh", "2026-09-08", case, "report_follow_up", follow_up="Đã hoàn trả 8 hộ.")
    office.act("xacminh", "2026-09-14", case, "finish_follow_up", follow_up="Đã hoàn trả 12 hộ.")
    early = office.act("xacminh", "2026-09-15", case, "close")
    assert "đủ 15 ngày" in texts(early.text)
    office.act("xacminh", "2026-09-16", case, "close")
    assert state_of(office, case) == "closed"
    assert clocks_of(office, case) == set()


def test_nobody_but_the_custodian_can_read_who_denounces(office, verifying):
    """Not in any table, letter or page of the file."""
    tables = office.one("""
        select string_agg(row::text, ' ') from (
          select to_jsonb(act) as row from act union all select to_jsonb(petition) from petition
          union all select to_jsonb(party) from party
          union all select to_jsonb(letter) from letter
          union all select to_jsonb(subject) from subject
          union all select to_jsonb(outbox) from outbox) as rows""")
    with office.desk("xacminh", "2026-08-10") as officer:
        page = officer.get(f"/can-bo/vu-viec/{verifying}").text
    for told in ("Nguyễn Văn Hòa", "thôn Đồng Mạ", "0912 345 678", "hoa@example.invalid"):
        assert told not in tables
        assert told not in page


def test_the_period_grows_by_thirty_days_and_thirty_more(office, verifying):
    case = verifying
    first = due(office, case, "TC-RESOLVE")
    longer = {"reason": "Hai nơi, chứng cứ mâu thuẫn.", "determination": upload()}
    office.act(
        "xacminh", "2026-08-20", case, "extend",
        denunciation_criteria=["places", "evidence"], **longer,
    )  # fmt: skip
    office.approve("chutichxa", "2026-08-20")
    assert (due(office, case, "TC-RESOLVE") - first).days == 30
    again = {"reason": "Chờ xác minh thêm.", "determination": upload()}
    office.act(
        "xacminh", "2026-09-21", case, "extend_again",
        denunciation_criteria=["places", "evidence"], **again,
    )  # fmt: skip
    office.approve("chutichxa", "2026-09-21")
    assert (due(office, case, "TC-RESOLVE") - first).days == 60


def test_an_assessment_stops_the_clock_while_the_work_goes_on(office, verifying):
    case = verifying
    first = due(office, case, "TC-RESOLVE")
    office.act(
        "xacminh", "2026-08-10", case, "request_assessment",
        assessment_body="Viện Khoa học hình sự", assessment="Chữ ký trên 12 biên nhận.",
        **day_fields("assessment_by", "2026-08-20"),
    )  # fmt: skip
    office.approve("chutichxa", "2026-08-10")
    assert due(office, case, "TC-RESOLVE") is None
    heard = office.act(
        "xacminh", "2026-08-12", case, "record_explanation",
        **day_fields("explanation_on", "2026-08-12"), explanation_given="no",
        explanation="Vắng mặt không lý do.",
    )  # fmt: skip
    assert heard.status_code == 302
    office.act("xacminh", "2026-08-20", case, "receive_assessment", assessment="Chữ ký thật.")
    assert (due(office, case, "TC-RESOLVE") - first).days == 10


def test_withdrawn_under_threat_it_is_still_settled(office, verifying):
    case = verifying
    said = {"withdrawal_form": "paper", "withdrawn_part": "whole", "kept_at": "Tủ mật số 2",
            "reason": "Không muốn theo đuổi."}  # fmt: skip
    office.act("xacminh", "2026-08-10", case, "record_withdrawal", must_go_on="coerced", **said)
    refused = office.act(
        "xacminh", "2026-08-11", case, "terminate", end_ground="withdrawn", reason="Đã rút."
    )
    assert refused.status_code == 422
    assert "vẫn phải giải quyết" in texts(refused.text)
    office.act("xacminh", "2026-08-12", case, "record_withdrawal", must_go_on="none", **said)
    office.act("xacminh", "2026-08-12", case, "terminate", end_ground="withdrawn", reason="Đã rút.")
    office.approve("chutichxa", "2026-08-12")
    assert clocks_of(office, case) == {"TC-SUSPEND-SEND"}
    office.render(at("2026-08-12"))
    office.post(at("2026-08-13"))
    office.act("xacminh", "2026-08-13", case, "send_notice", delivery="post")
    assert state_of(office, case) == "closed"


def test_suspended_and_resumed_by_its_own_decisions(office, verifying):
    case = verifying
    first = due(office, case, "TC-RESOLVE")
    office.act("xacminh", "2026-08-10", case, "suspend", ground="điểm a", reason="Chờ kết quả.")
    office.approve("chutichxa", "2026-08-10")
    assert clocks_of(office, case) >= {"TC-SUSPEND-SEND"}
    office.render(at("2026-08-10"))
    office.post(at("2026-08-11"))
    office.act("xacminh", "2026-08-11", case, "send_notice", delivery="post")
    office.act("xacminh", "2026-08-17", case, "note_ground_ended", reason="Đã có kết quả.")
    assert clocks_of(office, case) >= {"TC-RESUME"}
    office.act("xacminh", "2026-08-17", case, "resume", reason="Đã có kết quả.")
    office.approve("chutichxa", "2026-08-17")
    assert (due(office, case, "TC-RESOLVE") - first).days == 7
    assert "TC-RESUME" not in clocks_of(office, case)


def test_checked_in_several_places_intake_has_ten_days(office):
    petition = lodge(office)
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    first = due(office, petition, "TC-INITIAL")
    said = CHECK | {"check_scope": "several_places"}
    office.act("canboxa", "2026-08-05", petition, "check_identity", **said)
    assert (first, due(office, petition, "TC-INITIAL")) == (date(2026, 8, 12), date(2026, 8, 17))


def test_what_came_through_the_web_is_never_accepted(office):
    petition = office.lodge(at("2026-08-03"), kind=Kind.DENUNCIATION, field="conduct")
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    refused = office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="x")
    assert refused.status_code == 422
    assert "không phải là đơn tố cáo" in texts(refused.text)
    assert "check_identity" not in refused.text


# ---------------------------------------------------------------------------- denounced once more
def again(office: Office, day: str, case: int, ground: str, **changes: str) -> tuple[int, object]:
    """A second paper about the same case, classified to the province."""
    petition = lodge(office, day)
    number = office.one(
        "select 'VV-' || year || '-' || number from legal_case where id = :id", id=case
    )
    said = TO_PROVINCE | {"earlier": number, "again_ground": ground} | changes
    return petition, office.act("tiepnhan", day, petition, "classify", **said)


def test_not_settled_in_time_the_superior_takes_the_case_over(office, verifying):
    petition, classified = again(office, "2026-09-10", verifying, "delay")
    assert classified.status_code == 302
    assert clocks_of(office, petition) >= {"TC-OVERDUE-DEMAND"}
    refused = office.act("cbtinh", "2026-09-10", petition, "propose_acceptance", reason="Quá hạn.")
    assert "chưa yêu cầu người đang giải quyết báo cáo" in texts(refused.text)
    office.act("cbtinh", "2026-09-10", petition, "demand_report", reason="Quá hạn chưa kết luận.")
    office.approve("chutichtinh", "2026-09-10")
    assert clocks_of(office, petition) >= {"TC-OVERDUE-REPORT"}
    office.act(
        "cbtinh", "2026-09-15", petition, "receive_delay_report", delay_reasons="Thiếu người."
    )
    second = accept(office, petition, "2026-09-16", "cbtinh", "chutichtinh")
    assert state_of(office, verifying) == "taken_over"
    assert clocks_of(office, verifying) == set()
    assert office.one("select follows_id from legal_case where id = :id", id=second) == verifying
    assert due(office, second, "TC-RESOLVE") == date(2026, 10, 16)


@pytest.mark.parametrize(
    ("ground", "changes", "said"),
    [
        ("delay", {}, "chưa quá thời hạn giải quyết"),
        ("result", {}, "chưa có kết luận nội dung tố cáo"),
        ("", {}, "Chọn lý do tố cáo tiếp"),
        ("delay", {"earlier": "VV-2026-99999"}, "Không có vụ việc tố cáo mang mã số này"),
    ],
)
def test_denounced_again_too_early_or_without_ground(office, verifying, ground, changes, said):
    petition, answer = again(office, "2026-08-20", verifying, ground, **changes)
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert state_of(office, petition) == "received"


def test_denounced_again_before_anybody_but_the_superior(office, verifying):
    petition, answer = again(office, "2026-09-10", verifying, "delay", agency="xa tien yen")
    assert answer.status_code == 422
    assert "Tố cáo tiếp thuộc thẩm quyền của Ủy ban nhân dân tỉnh" in texts(answer.text)
    assert "khoản 1 Điều 38 Luật Tố cáo" in texts(answer.text)
    assert state_of(office, petition) == "received"
