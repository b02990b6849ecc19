"""A complaint from its first reading to its closed file, each act through the officers' pages."""

from flask import Flask

from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office, announce_dialogue, day_fields
from tests.papers import upload
from tests.worlds import stories

SETTLEMENT = {
    "verdict": "partly",
    "legal_grounds": "Luật Khiếu nại 02/2011/QH13",
    "conclusion": "Khiếu nại về diện tích là có cơ sở.",
    "ruling": "amend",
    "particulars": "Đo lại thửa đất số 118 và bồi thường phần thiếu.",
    "executors": "Phòng Kinh tế xã",
}
VERIFICATION = {
    "findings": "Đã đo lại thửa đất cùng gia đình và địa chính xã.",
    "report_finding": "partly",
    "report_proposals": "Sửa đổi phương án bồi thường.",
    "claim_differs": "yes",
}


def accept_a_complaint(app: Flask) -> int:
    """A complaint of 3 August 2026 accepted on the 6th; the id of its case."""
    office = Office(app)
    petition = office.lodge(at("2026-08-03"))
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    office.act("canboxa", "2026-08-05", petition, "record_signature", signature_form="counter")
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đủ điều kiện.")
    answer = office.act("canboxa", "2026-08-05", petition, "accept")
    assert answer.location == f"/can-bo/don/{petition}"
    office.approve("chutichxa", "2026-08-06")
    case = office.case_of(petition)
    assert case is not None
    return case


def verify_a_complaint(app: Flask) -> int:
    """The same, and reported on, on 14 August."""
    office, accepted = Office(app), accept_a_complaint(app)
    office.act("chutichxa", "2026-08-07", accepted, "assign", officer="xacminh")
    office.act("xacminh", "2026-08-14", accepted, "report_verification", **VERIFICATION)
    office.render(at("2026-08-14"))
    return accepted


beginning, accepted, verified = stories(accepted=accept_a_complaint, verified=verify_a_complaint)


def carry_out(office: Office, case: int, officer: str, head: str, day: str) -> None:
    """The decision is assigned on a day and carried out by 1 December 2026."""
    assigned = {"executor": "Phòng Kinh tế xã", "to_carry_out": "Đo lại, chi trả phần thiếu."}
    past = office.act(
        officer, day, case, "assign_enforcement",
        **assigned, **day_fields("enforce_by", "2026-10-01"),
    )  # fmt: skip
    assert past.status_code == 422
    assert "không được trước ngày giao thi hành" in texts(past.text)
    office.act(
        officer, day, case, "assign_enforcement",
        **assigned, **day_fields("enforce_by", "2026-11-20"),
    )  # fmt: skip
    assert office.approve(head, day).status_code == 302
    assert state_of(office, case) == "enforcing"
    reported = office.act(
        officer, "2026-11-02", case, "report_enforcement", enforcement_report="Đã đo lại."
    )
    assert reported.status_code == 302
    office.act(
        officer, "2026-12-01", case, "confirm_enforced",
        enforcement_result="Đã chi trả.", enforcement_paper=upload(),
    )  # fmt: skip
    assert state_of(office, case) == "enforced"


def received(office: Office, case: int, day: str) -> object:
    """What the office records on 5 September 2026 of the day of receipt."""
    return office.act(
        "xacminh", "2026-09-05", case, "record_delivery",
        **day_fields("delivered_on", day), delivered_how="post",
    )  # fmt: skip


def state_of(office: Office, subject: int) -> str:
    return office.one("select state from subject where id = :id", id=subject)


def test_a_complaint_is_worked_from_classification_to_its_closed_file(office, verified):
    case = verified
    announce_dialogue(office, case, "xacminh", "chutichxa", "2026-08-14", "2026-08-20")
    said = {"absence": "without_reason", "dialogue_result": "Hai bên thống nhất."}
    held = office.hold_dialogue("xacminh", "chutichxa", "2026-08-20", case, **said)
    assert held.status_code == 302
    office.act(
        "xacminh",
        "2026-08-21",
        case,
        "determine_complex",
        criteria=["places"],
        reason="Hai nơi.",
        determination=upload(),
    )
    office.approve("chutichxa", "2026-08-21")
    assert office.one("select complex from legal_case where id = :id", id=case) is True
    office.act("xacminh", "2026-08-24", case, "suspend", ground="khoản 1", reason="Chờ giám định.")
    office.approve("chutichxa", "2026-08-24")
    assert office.one("select paused_on from subject where id = :id", id=case) is not None
    office.act("xacminh", "2026-08-28", case, "resume", reason="Đã có kết quả giám định.")
    office.approve("chutichxa", "2026-08-28")
    assert office.one("select paused_on from subject where id = :id", id=case) is None

    office.act("xacminh", "2026-09-01", case, "settle", **SETTLEMENT)
    assert office.approve("chutichxa", "2026-09-03").location == "/can-bo/cho-quyet"
    assert state_of(office, case) == "settled"
    unsent = office.act("xacminh", "2026-09-04", case, "send", delivery="post")
    assert unsent.status_code == 422
    assert "chưa được ký, đóng dấu và phát hành" in texts(unsent.text)
    office.render(at("2026-09-04"))
    assert office.act("xacminh", "2026-09-04", case, "send", delivery="post").status_code == 302
    early = received(office, case, "2026-09-03")
    assert early.status_code == 422
    assert "Ngày nhận không thể trước ngày gửi quyết định" in texts(early.text)
    assert received(office, case, "2026-09-05").status_code == 302
    published = office.act(
        "xacminh", "2026-09-05", case, "publish", published_at="Niêm yết tại trụ sở"
    )
    assert published.status_code == 302
    early = office.act("xacminh", "2026-09-10", case, "close")
    assert early.status_code == 422
    assert "chưa có hiệu lực pháp luật" in texts(early.text)
    unsent = office.act("xacminh", "2026-10-10", case, "close")
    assert "Chưa gửi quyết định tạm đình chỉ" in texts(unsent.text)
    assert "mà chưa thi hành xong" in texts(unsent.text)
    office.act("xacminh", "2026-10-10", case, "send_notice", delivery="post")
    carry_out(office, case, "xacminh", "chutichxa", "2026-10-10")
    assert office.act("xacminh", "2026-12-10", case, "close").status_code == 302
    assert state_of(office, case) == "closed"
    with office.desk("xacminh", "2026-12-11") as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{case}").text)
    assert "Khiếu nại đúng một phần" in page
    assert "Quyết định giải quyết khiếu nại số" in page
    assert "Công văn giao thi hành quyết định số" in page
    assert "Đã chi trả." in page


def test_a_dialogue_is_announced_five_days_before_and_the_date_typed_stays(office, verified):
    refused = announce_dialogue(
        office, verified, "xacminh", "chutichxa", "2026-08-14", "2026-08-17", place="Trụ sở xã"
    )
    assert refused.status_code == 422
    assert "Phải báo ít nhất 05 ngày trước ngày đối thoại" in texts(refused.text)
    assert 'name="dialogue_on-day" type="text" inputmode="numeric" value="17"' in refused.text
    assert 'value="Trụ sở xã"' in refused.text


def test_a_dialogue_is_not_held_before_its_day(office, verified):
    announce_dialogue(office, verified, "xacminh", "chutichxa", "2026-08-14", "2026-08-20")
    early = office.act(
        "chutichxa",
        "2026-08-19",
        verified,
        "hold_dialogue",
        absence="nobody",
        dialogue_result="Xong.",
        signed_minutes=upload(),
    )
    assert early.status_code == 422
    assert "Chưa đến ngày đối thoại đã báo" in texts(early.text)


def test_no_decision_without_the_dialogue_the_law_demands(office, verified):
    with office.desk("xacminh", "2026-08-15") as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{verified}").text)
    assert "phải tổ chức đối thoại trước khi quyết định" in page
    refused = office.act("xacminh", "2026-08-15", verified, "settle", **SETTLEMENT)
    assert refused.status_code == 422
    assert office.one("select count(*) from proposal where decided_at is null") == 0


def test_a_document_is_drafted_by_one_person_and_signed_by_another(office, verified):
    """The head may hold a dialogue alone, and may not sign a decision nobody drafted."""
    refused = office.act(
        "chutichxa", "2026-08-15", verified, "suspend", ground="khoản 1", reason="Chờ."
    )
    assert refused.status_code == 403
    assert "Người soạn thảo không được ký" in texts(refused.text)


def test_the_letters_of_a_case_are_handed_out_as_files(office, accepted):
    office.render(at("2026-08-06"))
    letter = office.one("select id from letter where name = 'acceptance_notice'")
    with office.desk("canboxa", "2026-08-07") as visitor:
        page = visitor.get(f"/can-bo/vu-viec/{accepted}").text
        assert f'href="/can-bo/van-ban/{letter}.pdf"' in page
        pdf = visitor.get(f"/can-bo/van-ban/{letter}.pdf")
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"].startswith("attachment;")
    assert pdf.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with office.desk("cbso", "2026-08-07") as stranger:
        assert stranger.get(f"/can-bo/van-ban/{letter}.pdf").status_code == 404


def test_the_respondent_is_heard_and_silence_stops_nothing_once_their_days_are_over(
    office, accepted
):
    office.act("chutichxa", "2026-08-07", accepted, "assign", officer="xacminh")
    office.act(
        "xacminh", "2026-08-07", accepted, "ask_respondent", to_explain="Vì sao không bồi thường."
    )
    office.act(
        "xacminh", "2026-08-07", accepted, "ask_holder",
        holder="Văn phòng đăng ký đất đai", papers_asked="Sổ mục kê năm 1991.",
    )  # fmt: skip
    with office.desk("xacminh", "2026-08-08") as visitor:
        page = texts(visitor.get(f"/can-bo/vu-viec/{accepted}").text)
    assert "Người bị khiếu nại cung cấp tài liệu, giải trình của người bị khiếu nại" in page
    office.act(
        "xacminh", "2026-08-10", accepted, "receive_explanation",
        respondent_explanation="Đất do xã quản lý.", explanation_paper=upload(),
    )  # fmt: skip
    early = office.act("xacminh", "2026-08-12", accepted, "report_verification", **VERIFICATION)
    assert early.status_code == 422
    assert "Nơi lưu giữ chưa cung cấp tài liệu" in texts(early.text)
    assert "Người bị khiếu nại chưa giải trình" not in texts(early.text)
    office.act("xacminh", "2026-08-17", accepted, "report_verification", **VERIFICATION)
    assert state_of(office, accepted) == "verified"


def test_a_dialogue_is_postponed_for_who_is_excused_and_announced_again(office, verified):
    announce_dialogue(office, verified, "xacminh", "chutichxa", "2026-08-14", "2026-08-20")
    people = ("xacminh", "chutichxa")
    said = {"absence": "with_reason", "dialogue_result": "Vắng."}
    refused = office.hold_dialogue(*people, "2026-08-20", verified, **said)
    assert refused.status_code == 422
    assert "hãy ghi nhận hoãn và thông báo lại" in texts(refused.text)
    office.act(
        "xacminh", "2026-08-20", verified, "postpone_dialogue",
        absence_reason="Bão số 4, không qua được ngầm.", absence_paper=upload(),
    )  # fmt: skip
    said = {"absence": "nobody", "dialogue_result": "Xong."}
    anyway = office.act(
        "chutichxa", "2026-08-20", verified, "hold_dialogue", signed_minutes=upload(), **said
    )
    assert "phải thông báo lại trước khi tổ chức" in texts(anyway.text)
    announce_dialogue(office, verified, "xacminh", "chutichxa", "2026-08-21", "2026-08-27")
    old = office.act(
        "chutichxa", "2026-08-27", verified, "hold_dialogue", signed_minutes=upload(), **said
    )
    assert "Chưa lập biên bản của buổi đối thoại này" in texts(old.text)
    office.hold_dialogue(*people, "2026-08-27", verified, **said)
    assert state_of(office, verified) == "dialogue_held"


def test_the_contested_decision_is_stayed_no_longer_than_the_period_and_the_stay_lifted(
    office, accepted
):
    def stay(day: str, until: str) -> object:
        stated = {**day_fields("stay_until", until), "reason": "Giữ hiện trạng."}
        return office.act("xacminh", day, accepted, "stay_decision", **stated)

    office.act(
        "xacminh", "2026-08-10", accepted, "find_irreparable_harm", harm="Máy xúc sẽ san gạt."
    )
    found = "select state from deadline where rule = 'KN-STAY-OF-DECISION'"
    assert office.one(found) == "open"
    beyond = stay("2026-08-10", "2026-12-31")
    assert beyond.status_code == 422
    assert "không được vượt quá thời gian còn lại" in texts(beyond.text)
    stay("2026-08-10", "2026-08-28")
    assert office.approve("chutichxa", "2026-08-10").status_code == 302
    assert office.one(found) == "met"
    office.act("xacminh", "2026-08-20", accepted, "lift_stay", reason="Đã đo xong.")
    office.approve("chutichxa", "2026-08-20")
    lifted = office.context("stay_lifting_decision")["stay_decision"]
    assert lifted.startswith("Quyết định số")
    assert state_of(office, accepted) == "accepted"
