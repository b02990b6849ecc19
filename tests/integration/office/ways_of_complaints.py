"""Ways that complaints go, each as short as its documents allow."""

from tests.integration.office import test_discipline_complaint_through_the_web as discipline
from tests.integration.office.conftest import day_fields
from tests.integration.office.test_complaint_through_the_web import SETTLEMENT, VERIFICATION
from tests.integration.office.test_minutes_through_the_web import MET, TAKEN
from tests.integration.office.test_second_complaint_through_the_web import SECOND
from tests.integration.office.test_verification_through_the_web import TEAM
from tests.integration.office.test_written_down import PAPER
from tests.integration.office.walking import COMMUNE, PROVINCE, Staff, Walk
from tests.papers import DIALOGUE, upload

HERE = {"kind": "complaint", "field": "land", "agency": "xa tien yen"}
ABOVE = HERE | {"agency": "Ủy ban nhân dân tỉnh Quảng Ninh"}
OF_DISCIPLINE = {"kind": "complaint_discipline", "field": "conduct", "dismissal": "no"}
REPORT = VERIFICATION | {"claim_differs": "no"}
ELSEWHERE = REPORT | {"report_number": "12/BC-TTr", **day_fields("report_date", "2026-08-06")}
OFFICER, HEAD = COMMUNE.officer, COMMUNE.head


def accepted(walk: Walk) -> int:
    return walk.accept(COMMUNE, walk.classified(PAPER, HERE, COMMUNE))


def reported(walk: Walk) -> int:
    """Entrusted to another body, whose report is cited."""
    case = accepted(walk)
    walk.decide(
        COMMUNE, case, "entrust_verification", verifier="Thanh tra tỉnh", officer=OFFICER,
        to_verify="Nguồn gốc thửa đất số 118.", **day_fields("verify_by", "2026-08-20"),
    )  # fmt: skip
    walk.on("2026-08-07")
    walk.act(OFFICER, case, "report_verification", **ELSEWHERE)
    return case


def meet(walk: Walk, staff: Staff, case: int, day: str, **besides: object) -> None:
    """A dialogue announced, held on a day, and its signed minutes kept."""
    walk.decide(
        staff, case, "invite_dialogue", dialogue_at="08 giờ 30 phút", place="Trụ sở",
        dialogue_about="Yêu cầu.", **day_fields("dialogue_on", day), **besides,
    )  # fmt: skip
    walk.issue(staff)
    walk.on(day)
    walk.act(staff.officer, case, "record_dialogue", **DIALOGUE)
    walk.render()
    presided = {"presided_by": "head"} if "dialogue_reasons" in besides else {}
    walk.act(
        staff.head, case, "hold_dialogue", absence="nobody", dialogue_result="Giữ ý kiến.",
        signed_minutes=upload(), **presided,
    )  # fmt: skip


def verified_by_a_team(walk: Walk) -> None:
    petition = walk.classified(PAPER, HERE, COMMUNE, receipt=True)
    walk.act(OFFICER, petition, "take_in_papers", **TAKEN)
    case = walk.accept(COMMUNE, petition)
    walk.decide(COMMUNE, case, "form_team", **TEAM)
    walk.on("2026-08-10")
    walk.act(OFFICER, case, "ask_holder", holder="Văn phòng đăng ký đất đai", papers_asked="Sổ.")
    walk.act(
        OFFICER, case, "record_session",
        session_with="complainant", other_side="Ông Nguyễn Văn Hòa", **MET,
    )  # fmt: skip
    walk.act(OFFICER, case, "take_in_papers", giver="Ông Hòa", **TAKEN)
    walk.decide(
        COMMUNE, case, "request_assessment", assessment_body="Viện Khoa học hình sự",
        assessed_papers="Sổ mục kê năm 1991.", assessment="Tuổi của chữ viết.",
        **day_fields("assessment_by", "2026-08-20"),
    )  # fmt: skip
    walk.act(OFFICER, case, "receive_papers", papers_received="Đã nhận sổ.")
    walk.act(OFFICER, case, "report_verification", **REPORT)
    walk.issue(COMMUNE)


def stayed_suspended_late_and_withdrawn(walk: Walk) -> None:
    case = accepted(walk)
    walk.act(OFFICER, case, "find_irreparable_harm", harm="Máy xúc sẽ san gạt.")
    until = day_fields("stay_until", "2026-08-20")
    walk.decide(COMMUNE, case, "stay_decision", reason="Giữ hiện trạng.", **until)
    walk.decide(COMMUNE, case, "lift_stay", reason="Đã đo xong.")
    walk.decide(
        COMMUNE, case, "determine_complex",
        criteria=["places"], reason="Hai nơi.", determination=upload(),
    )  # fmt: skip
    walk.decide(COMMUNE, case, "suspend", ground="khoản 1", reason="Chờ giám định.")
    walk.on("2026-08-10")
    walk.decide(COMMUNE, case, "resume", reason="Đã có kết quả giám định.")
    walk.on("2026-11-02")
    walk.decide(
        COMMUNE, case, "explain_delay", asked_by="Ủy ban nhân dân tỉnh", done_so_far="Đã đo.",
        delay_reasons="Thiếu người.", **day_fields("expected_on", "2026-11-20"),
    )  # fmt: skip
    walk.act(OFFICER, case, "withdraw", reason="Đã thỏa thuận.", withdrawal_paper=upload())
    walk.decide(COMMUNE, case, "terminate", termination_ground="withdrawn", reason="Đã rút.")
    walk.issue(COMMUNE)


def settled_published_corrected_and_carried_out(walk: Walk) -> None:
    case = reported(walk)
    meet(walk, COMMUNE, case, "2026-08-14")
    walk.decide(COMMUNE, case, "settle", **SETTLEMENT)
    walk.issue(COMMUNE)
    walk.post(COMMUNE)
    walk.hand_over(COMMUNE, case)
    walk.act(OFFICER, case, "send", delivery="post")
    walk.decide(
        COMMUNE, case, "announce_publication", open_summary="Đo lại thửa đất.",
        shown_where="Trụ sở xã", **day_fields("shown_from", "2026-08-17"),
    )  # fmt: skip
    slip = {"stands": "“8 giờ”", "must_read": "“08 giờ 30 phút”"}
    walk.decide(COMMUNE, case, "correct_document", corrects="02/TB-UBND", **slip)
    walk.on("2026-10-12")
    walk.decide(
        COMMUNE, case, "assign_enforcement", executor="Phòng Kinh tế xã",
        to_carry_out="Đo lại.", **day_fields("enforce_by", "2026-11-20"),
    )  # fmt: skip
    walk.issue(COMMUNE)


def settled_twice(walk: Walk) -> None:
    walk.decide(COMMUNE, reported(walk), "settle", **SETTLEMENT)
    walk.issue(COMMUNE)
    walk.on("2026-08-10")
    above = ABOVE | {"earlier": "VV-2026-00001"}
    case = walk.accept(PROVINCE, walk.classified(PAPER, above, PROVINCE))
    walk.act(PROVINCE.head, case, "assign", officer=PROVINCE.officer)
    walk.decide(
        PROVINCE, case, "determine_complex",
        criteria=["places"], reason="Hai nơi.", determination=upload(),
    )  # fmt: skip
    walk.decide(
        PROVINCE, case, "form_advisory_council", council_chair="Bà Hà, Giám đốc Sở Tư pháp",
        council_secretary="Ông Lê, chuyên viên", to_advise="Nguồn gốc đất.",
        council_members="Bà Vi, luật sư\nÔng An, thanh tra",
    )  # fmt: skip
    walk.act(PROVINCE.officer, case, "record_advice", council_advice="Nên sửa đổi.")
    walk.act(PROVINCE.officer, case, "report_verification", **ELSEWHERE)
    meet(walk, PROVINCE, case, "2026-08-17", dialogue_reasons=["heated"])
    walk.decide(PROVINCE, case, "settle", **SECOND)
    walk.issue(PROVINCE)


def discipline_settled_twice(walk: Walk) -> None:
    case = _disciplined(walk, COMMUNE, HERE | OF_DISCIPLINE)
    walk.act(OFFICER, case, "consult_council", council_opinion="Giữ nguyên.")
    meet(walk, COMMUNE, case, "2026-08-10")
    walk.decide(COMMUNE, case, "settle", **discipline.FIRST)
    walk.issue(COMMUNE)
    case = _disciplined(walk, PROVINCE, ABOVE | OF_DISCIPLINE | {"earlier": "VV-2026-00001"})
    meet(walk, PROVINCE, case, "2026-08-17")
    walk.decide(PROVINCE, case, "settle", **discipline.SECOND)
    walk.issue(PROVINCE)


def _disciplined(walk: Walk, staff: Staff, place: dict[str, str]) -> int:
    """Accepted, and verified by a report from elsewhere; the id of the case."""
    petition = walk.classified(PAPER | {"kind": "complaint_discipline"}, place, staff)
    case = walk.accept(staff, petition)
    walk.act(staff.head, case, "assign", officer=staff.officer)
    if "earlier" in place:
        walk.act(staff.officer, case, "ask_for_report", report_asked="Hồ sơ kỷ luật.")
    found = {key: ELSEWHERE[key] for key in ELSEWHERE if key.startswith("report_n")}
    dated = day_fields("report_date", "2026-08-03")
    walk.act(
        staff.officer, case, "report_verification", findings="Có giấy ra viện.", **found, **dated
    )
    return case
