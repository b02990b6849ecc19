"""Acts as forms: what is wrong is said beside its field, what was typed stays."""

import re

import pytest
from flask import Flask

from feedback.domain.petitions import Kind
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office, announce_dialogue, day_fields
from tests.integration.office.test_complaint_through_the_web import (
    SETTLEMENT,
    VERIFICATION,
    accept_a_complaint,
    verify_a_complaint,
)
from tests.worlds import stories

MEGABYTE = "chữ " * 250_000


def assign(app: Flask) -> int:
    accepted = accept_a_complaint(app)
    Office(app).act("chutichxa", "2026-08-07", accepted, "assign", officer="xacminh")
    return accepted


def assign_a_recommendation(app: Flask) -> int:
    """A recommendation at work in the commune; the id of its case."""
    office = Office(app)
    petition = office.lodge(at("2026-08-03"), kind=Kind.RECOMMENDATION)
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="recommendation", field="transport", agency="xã Tiên Yên",
    )  # fmt: skip
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đúng thẩm quyền.")
    answer = office.act("chutichxa", "2026-08-06", petition, "accept")
    case = office.case_of(petition)
    assert answer.location == f"/can-bo/vu-viec/{case}"
    office.act("chutichxa", "2026-08-06", case, "assign", officer="xacminh")
    return case


beginning, accepted, assigned, verified, recommendation = stories(
    accepted=accept_a_complaint,
    assigned=assign,
    verified=verify_a_complaint,
    recommendation=assign_a_recommendation,
)
REPORTED = day_fields("report_date", "2026-08-14")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"findings": ""}, "Bạn chưa điền: Kết quả xác minh."),
        ({"findings": "   \t "}, "Bạn chưa điền: Kết quả xác minh."),
        ({"report_number": "1" * 61}, "Viết ngắn lại, tối đa 60 chữ cái."),
        ({"findings": MEGABYTE}, "Viết ngắn lại, tối đa 20000 chữ cái."),
        (day_fields("report_date", "2026-02-31"), "Không có ngày này trong lịch."),
        (day_fields("report_date", "2026-08-15"), "Ngày này chưa đến."),
        (day_fields("report_date", "0026-08-14"), "Viết năm bằng 4 số"),
        (REPORTED | {"report_date-month": ""}, "còn thiếu tháng"),
        (REPORTED | {"report_date-day": "năm"}, "Không có ngày này trong lịch."),
        ({"claim_differs": "perhaps"}, "Chọn một câu trong danh sách."),
        ({"claim_differs": ""}, "Chọn một câu."),
    ],
    ids=["empty", "blanks", "too long a line", "a megabyte", "no such day", "a day to come",
         "a year of two digits", "a missing month", "letters for a day", "no such choice",
         "no choice"],
)  # fmt: skip
def test_a_bad_value_is_said_and_what_was_typed_stays(office, assigned, fields, said):
    answer = office.act(
        "xacminh", "2026-08-14", assigned, "report_verification", **(VERIFICATION | fields)
    )
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert "Lỗi:" in answer.text.partition("</title>")[0]
    if "findings" not in fields:
        assert "Đã đo lại thửa đất cùng gia đình" in answer.text
    assert office.one("select count(*) from act where action = 'report_verification'") == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x0bc", "abc"),
        ("Tie\u0302\u0301ng", "Tiếng"),
        ("<b>đậm</b> {{ 1 }}", "<b>đậm</b> {{ 1 }}"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("\u202eđảo", "đảo"),
    ],
    ids=["control characters", "decomposed marks", "markup", "lines", "overrides"],
)
def test_text_is_kept_as_it_can_be_read(office, assigned, typed, kept):
    stated = VERIFICATION | {"findings": typed}
    answer = office.act("xacminh", "2026-08-14", assigned, "report_verification", **stated)
    assert answer.status_code == 302
    found = "select data->>'findings' from act where action = 'report_verification'"
    assert office.one(found) == kept


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("0", "Nhập một số từ 1 đến 15."),
        ("16", "Nhập một số từ 1 đến 15."),
        ("-3", "Nhập một số từ 1 đến 15."),
        ("mười", "Nhập một số, ví dụ 12."),
        ("1e1", "Nhập một số, ví dụ 12."),
        ("9" * 5000, "Nhập một số"),
        ("", "Bạn chưa điền: Số ngày làm việc gia hạn."),
    ],
)
def test_a_number_outside_its_bounds_is_refused(office, recommendation, days, said):
    answer = office.act(
        "xacminh", "2026-08-07", recommendation, "extend", extra_days=days, reason="Chờ kết quả."
    )
    assert answer.status_code == 422
    assert said in texts(answer.text)


def test_an_extension_granted_moves_the_deadline(office, recommendation):
    """Five working days after 26 August 2026, the days of the National Day left out."""
    due = "select max(due_legal)::text from deadline where rule = 'KNPA-RESOLVE'"
    assert office.one(due) == "2026-08-26"
    office.act(
        "xacminh", "2026-08-07", recommendation, "extend", extra_days="5", reason="Chờ kết quả."
    )
    office.approve("chutichxa", "2026-08-07")
    assert office.one(due) == "2026-09-07"


@pytest.mark.parametrize("officer", ["", "cbso", "chutichxa", "khongcoai", "xacminh\x00"])
def test_work_is_given_only_to_officers_of_the_own_agency(office, accepted, officer):
    answer = office.act("chutichxa", "2026-08-07", accepted, "assign", officer=officer)
    assert answer.status_code == 422
    assert office.one("select count(*) from act where action = 'assign'") == 0


def test_choices_of_several_are_checked(office, assigned):
    stated = {"criteria": ["places", "moon"], "reason": "Hai nơi."}
    answer = office.act("xacminh", "2026-08-10", assigned, "determine_complex", **stated)
    assert answer.status_code == 422
    none = office.act("xacminh", "2026-08-10", assigned, "determine_complex", reason="Hai nơi.")
    assert "Chọn ít nhất một câu." in texts(none.text)


@pytest.mark.parametrize("original", ["", "QN-2026-99999", "xyz", "QN-2026-00001", "QN-²-1"])
def test_a_petition_is_joined_only_to_one_that_exists(office, original):
    petition = office.lodge(at("2026-08-03"))
    answer = office.act(
        "tiepnhan", "2026-08-04", petition, "join", original=original, reason="Cùng nội dung."
    )
    assert answer.status_code == 422
    assert office.one("select state from subject where id = :id", id=petition) == "received"


@pytest.mark.parametrize(
    ("action", "status"),
    [("settle", 409), ("close", 409), ("nonsense", 409), ("add_information", 409)],
)
def test_a_step_the_state_does_not_know_is_refused_in_words(office, assigned, action, status):
    with office.desk("xacminh", "2026-08-10") as visitor:
        answer = visitor.get(f"/can-bo/ho-so/{assigned}/{action}")
    assert answer.status_code == status
    assert "“" in texts(answer.text)


def test_an_act_of_others_is_refused_with_whose_it_is(office, assigned):
    with office.desk("chutichxa", "2026-08-14") as visitor:
        page = visitor.get(f"/can-bo/ho-so/{assigned}/report_verification")
        assert "Việc của cán bộ thụ lý, xác minh" in texts(page.text)
        answer = visitor.post(f"/can-bo/ho-so/{assigned}/report_verification", VERIFICATION)
    assert answer.status_code == 409
    assert "thuộc trách nhiệm của" in texts(answer.text)


def test_a_form_opened_before_a_change_is_refused_once_and_then_taken(office, assigned):
    with office.desk("xacminh", "2026-08-14") as visitor:
        address = f"/can-bo/ho-so/{assigned}/report_verification"
        visitor.get(address)
        office.write("update subject set version = version + 1 where id = :id", id=assigned)
        stale = visitor.post(address, VERIFICATION)
        assert stale.status_code == 409
        assert "đã được người khác cập nhật" in texts(stale.text)
        assert "Đã đo lại thửa đất cùng gia đình" in stale.text
        assert visitor.post(address, VERIFICATION).status_code == 302


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40, "1\x00"])
def test_a_form_without_a_readable_version_counts_as_stale(office, assigned, version):
    stated = VERIFICATION | {"version": version}
    answer = office.act("xacminh", "2026-08-14", assigned, "report_verification", **stated)
    assert answer.status_code == 409


def test_a_forged_post_is_refused(office, assigned):
    with office.desk("xacminh", "2026-08-14") as visitor:
        address = f"/can-bo/ho-so/{assigned}/report_verification"
        visitor.get(address)
        answer = visitor.post(address, VERIFICATION | {"csrf_token": "forged"})
    assert answer.status_code == 400
    assert office.one("select count(*) from act where action = 'report_verification'") == 0


# The head's desk


def test_a_draft_shows_what_will_be_signed_and_by_whom_it_was_drafted(office, assigned):
    office.act("xacminh", "2026-08-10", assigned, "suspend", ground="khoản 1", reason="Chờ tòa.")
    with office.desk("chutichxa", "2026-08-10", 10) as visitor:
        page = texts(visitor.get("/can-bo/cho-quyet").text)
    for words in ("Chờ quyết (1)", "Tạm đình chỉ giải quyết", "Đặng Văn Sáu soạn", "Chờ tòa.",
                  "rồi chờ ông/bà ký: Quyết định tạm đình chỉ."):  # fmt: skip
        assert words in page


def test_a_draft_is_returned_with_what_is_to_be_mended(office, assigned):
    office.act("xacminh", "2026-08-10", assigned, "suspend", ground="khoản 1", reason="Chờ tòa.")
    draft = office.one("select max(id) from proposal")
    with office.desk("chutichxa", "2026-08-10", 10) as visitor:
        visitor.get("/can-bo/cho-quyet")
        empty = visitor.post(f"/can-bo/cho-quyet/{draft}/tra-lai", {"note": "  "})
        assert empty.status_code == 422
        assert "Viết rõ cần sửa gì" in texts(empty.text)
        answer = visitor.post(f"/can-bo/cho-quyet/{draft}/tra-lai", {"note": "Nêu rõ vụ án."})
        assert answer.location == "/can-bo/cho-quyet"
        assert "Không có dự thảo nào" in texts(visitor.get("/can-bo/cho-quyet").text)
    with office.desk("xacminh", "2026-08-10", 11) as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{assigned}").text)
    assert "Lãnh đạo đã trả lại dự thảo Tạm đình chỉ giải quyết: Nêu rõ vụ án." in page


def test_a_draft_is_decided_once(office, assigned):
    office.act("xacminh", "2026-08-10", assigned, "suspend", ground="khoản 1", reason="Chờ tòa.")
    draft = office.one("select max(id) from proposal")
    with office.desk("chutichxa", "2026-08-10", 10) as visitor:
        visitor.get("/can-bo/cho-quyet")
        opened = visitor.page
        assert visitor.post(f"/can-bo/cho-quyet/{draft}/duyet").status_code == 302
        visitor.page = opened
        again = visitor.post(f"/can-bo/cho-quyet/{draft}/duyet")
    assert again.status_code == 409
    assert "đã được quyết định" in texts(again.text)
    assert office.one("select count(*) from letter where name = 'suspension_decision'") == 1


def test_what_became_unlawful_meanwhile_is_not_signed(office, verified):
    """The file moved on after the draft: the head is told, the draft stays."""
    office.act("xacminh", "2026-08-15", verified, "suspend", ground="khoản 1", reason="Chờ.")
    office.write("update subject set state = 'settled' where id = :id", id=verified)
    answer = office.approve("chutichxa", "2026-08-15")
    assert answer.status_code == 409
    assert office.one("select count(*) from proposal where decided_at is null") == 1


def test_a_head_of_another_agency_decides_nothing_here(office, assigned):
    office.act("xacminh", "2026-08-10", assigned, "suspend", ground="khoản 1", reason="Chờ tòa.")
    draft = office.one("select max(id) from proposal")
    with office.desk("giamdoc", "2026-08-10", 10) as visitor:
        page = visitor.get("/can-bo/cho-quyet").text
        token = re.search(r'name="csrf_token" value="([^"]*)"', page)[1]
        answer = visitor.post(f"/can-bo/cho-quyet/{draft}/duyet", {"csrf_token": token})
    assert answer.status_code == 404
    assert office.one("select count(*) from proposal where decided_at is null") == 1


def test_an_officer_has_no_such_desk(office, assigned):
    with office.desk("xacminh", "2026-08-10") as visitor:
        assert visitor.get("/can-bo/cho-quyet").status_code == 403


def test_the_settlement_is_told_in_the_words_of_its_choices(office, verified):
    announce_dialogue(office, verified, "xacminh", "chutichxa", "2026-08-14", "2026-08-20")
    said = {"absence": "nobody", "dialogue_result": "Xong."}
    office.hold_dialogue("xacminh", "chutichxa", "2026-08-20", verified, **said)
    office.act("xacminh", "2026-08-21", verified, "settle", **SETTLEMENT)
    with office.desk("chutichxa", "2026-08-21", 10) as visitor:
        page = texts(visitor.get("/can-bo/cho-quyet").text)
    assert "Khiếu nại đúng một phần" in page
    assert "Sửa đổi" in page
