"""Conditions of the denunciation procedure, and of its part in intake."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts, Kind
from feedback.workflows.guards.asking import condition, has_passed
from feedback.workflows.guards.citations import LTC, ND31, ND31_UNREAD
from feedback.workflows.guards.kinds import kind_after
from feedback.workflows.inputs.denunciations import CONDITIONS
from feedback.workflows.rows import Act

ALL_CONDITIONS = frozenset(name for name, _ in CONDITIONS)
#: Nghị định 31/2019/NĐ-CP Điều 10: nobody verifies a denunciation alone.
LEAST_TEAM = 2
#: Nghị định 31/2019/NĐ-CP Điều 3 khoản 3: as many criteria make a matter specially complex.
SPECIALLY_COMPLEX = 2

#: The decision, what the denouncer is told, and what the denounced is told: the matter alone.
ACCEPTANCE_PAPERS = frozenset(
    {"denunciation_acceptance_decision", "denouncer_notice", "denounced_notice"}
)
#: Decisions on the course of a case, each sent within five working days (Luật Tố cáo Điều 34).
COURSE_DECISIONS = frozenset(
    {
        "denunciation_suspension_decision",
        "denunciation_termination_decision",
        "denunciation_resumption_decision",
    }
)


@condition(
    "Chưa có bản lược danh: phải lược bỏ họ tên, địa chỉ, bút tích, thông tin cá nhân khác của "
    "người tố cáo ra khỏi đơn và tài liệu kèm theo trước khi giao cho người xác minh",
    Basis(LTC, "56", "2"),
)
def denouncer_is_redacted(facts: Facts, _act: Act) -> bool:
    return facts.redacted


# ------------------------------------------------------------------------------------- at intake
@condition("Chỉ áp dụng cho đơn tố cáo", Basis(LTC, "22"), of_kind=True)
def concerns_a_denunciation(facts: Facts, _act: Act) -> bool:
    return facts.kind is Kind.DENUNCIATION


@condition(
    "Chỉ áp dụng cho đơn tố cáo gửi bằng văn bản hoặc trình bày trực tiếp",
    Basis(LTC, "22"),
    of_kind=True,
)
def is_lodged_as_a_denunciation(facts: Facts, _act: Act) -> bool:
    return facts.kind is Kind.DENUNCIATION and not facts.online


@condition("Chưa kiểm tra danh tính người tố cáo và điều kiện thụ lý", Basis(LTC, "24", "1"))
def identity_is_checked_if_denunciation(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION or facts.done("check_identity")


@condition(
    "Chưa xác định được người tố cáo: chỉ chuyển thanh tra, kiểm tra nếu rõ nội dung, có chứng cứ",
    Basis(LTC, "25", "2"),
)
def denouncer_is_known(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION or (
        facts.stated("check_identity", "identity_result") == "confirmed"
    )


@condition("Chưa đủ bốn điều kiện thụ lý tố cáo", Basis(LTC, "29", "1"))
def conditions_are_met_if_denunciation(facts: Facts, _act: Act) -> bool:
    met = set(facts.stated("check_identity", "conditions").split(","))
    return facts.kind is not Kind.DENUNCIATION or met >= ALL_CONDITIONS


@condition("Chưa ghi nhận dấu hiệu tội phạm", Basis(LTC, "27", "1"))
def crime_signs_are_noted(facts: Facts, _act: Act) -> bool:
    return facts.done("note_crime_signs")


@condition("Chưa ghi nhận thiệt hại hoặc nguy cơ", Basis(LTC, "27", "2"))
def harm_is_noted(facts: Facts, _act: Act) -> bool:
    return facts.done("note_harm")


@condition(
    "Chỉ áp dụng khi tố cáo tiếp vì quá hạn chưa được giải quyết", Basis(LTC, "38"), of_kind=True
)
def denounces_again_for_delay(facts: Facts, _act: Act) -> bool:
    return _again(facts, "delay")


@condition("Chưa yêu cầu người giải quyết tố cáo báo cáo", Basis(LTC, "38", "2"))
def report_on_delay_is_demanded(facts: Facts, _act: Act) -> bool:
    return facts.done("demand_report")


@condition(
    "Tố cáo tiếp vì quá hạn: chưa yêu cầu người đang giải quyết báo cáo lý do", Basis(LTC, "38")
)
def delay_is_looked_into(facts: Facts, _act: Act) -> bool:
    return not _again(facts, "delay") or facts.done("demand_report")


def is_written_denunciation(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.DENUNCIATION and not facts.online


def is_first_written_denunciation(facts: Facts, act: Act) -> bool:
    """One that denounces again has periods of its own (Luật Tố cáo Điều 37, 38)."""
    again = is_again_for_the_result(facts, act) or is_again_for_delay(facts, act)
    return is_written_denunciation(facts, act) and not again


def competence_is_missing(_facts: Facts, act: Act) -> bool:
    return "competence" not in act.data.get("conditions", "").split(",")


def other_condition_is_missing(facts: Facts, act: Act) -> bool:
    """The matter is one's own, and yet it cannot be accepted."""
    met = set(act.data.get("conditions", "").split(","))
    return not competence_is_missing(facts, act) and not met >= ALL_CONDITIONS


def is_again_for_the_result(facts: Facts, act: Act) -> bool:
    return _again(facts, "result") or act.data.get("again_ground") == "result"


def is_again_for_delay(facts: Facts, act: Act) -> bool:
    return _again(facts, "delay") or act.data.get("again_ground") == "delay"


def _again(facts: Facts, ground: str) -> bool:
    return facts.stated("classify", "again_ground") == ground


# ----------------------------------------------------------------------------- while it is settled
@condition("Tổ xác minh phải có từ hai người trở lên", Basis(ND31, "10"), of_act=True)
def team_has_two_or_more(_facts: Facts, act: Act) -> bool:
    people = {*act.data.get("team", "").split(","), act.data.get("team_leader", "")} - {""}
    return len(people) >= LEAST_TEAM


@condition(
    "Người có quan hệ gia đình hoặc lợi ích với người bị tố cáo không được tham gia Tổ xác minh",
    Basis(ND31, "10"),
    of_act=True,
)
def nobody_in_the_team_is_tied(_facts: Facts, act: Act) -> bool:
    return act.data.get("no_conflict") == "yes"


@condition(
    "Chỉ tự xác minh, xử lý ngay khi nội dung rõ ràng và có chứng cứ cụ thể",
    Basis(LTC, "43"),
    of_act=True,
)
def is_clear_and_proved(_facts: Facts, act: Act) -> bool:
    return set(act.data.get("fast_track", "").split(",")) >= {"clear", "evidence"}


@condition("Cơ quan được kiến nghị chưa thông báo kết quả xử lý", Basis(LTC, "36", "3"))
def recommended_handling_is_answered(facts: Facts, _act: Act) -> bool:
    recommended = "recommend" in facts.stated("act_on_conclusion", "handling").split(",")
    return facts.done("receive_handling_result") or not recommended


@condition("Vụ việc đã được gia hạn lần thứ nhất", Basis(LTC, "30", "2"))
def not_lengthened_yet(facts: Facts, _act: Act) -> bool:
    return not facts.done("extend")


@condition("Chưa gia hạn lần thứ nhất", Basis(LTC, "30", "3"))
def lengthened_once(facts: Facts, _act: Act) -> bool:
    return facts.done("extend")


@condition("Vụ việc đã được gia hạn hai lần", Basis(LTC, "30", "3"))
def not_lengthened_twice(facts: Facts, _act: Act) -> bool:
    return not facts.done("extend_again")


@condition(
    "Chỉ vụ việc đặc biệt phức tạp, có từ hai tiêu chí trở lên, được gia hạn lần thứ hai",
    Basis(ND31, "3", "3"),
    of_act=True,
)
def is_specially_complex(_facts: Facts, act: Act) -> bool:
    stated = [name for name in act.data.get("denunciation_criteria", "").split(",") if name]
    return len(stated) >= SPECIALLY_COMPLEX


@condition("Chưa có báo cáo kết quả xác minh", Basis(ND31_UNREAD))
def verification_of_denunciation_is_reported(facts: Facts, _act: Act) -> bool:
    return facts.done("report_verification")


@condition("Kết luận nội dung tố cáo chưa được ký, đóng dấu và phát hành", Basis(LTC, "35", "3"))
def conclusion_is_issued(facts: Facts, _act: Act) -> bool:
    return facts.letters >= {"denunciation_conclusion", "conclusion_notice"}


@condition(
    "Quyết định thụ lý và hai thông báo chưa được ký, đóng dấu và phát hành", Basis(LTC, "29", "3")
)
def acceptance_is_issued(facts: Facts, _act: Act) -> bool:
    return facts.letters >= ACCEPTANCE_PAPERS


@condition("Chưa niêm yết, đăng tải kết luận đủ 15 ngày liên tục", Basis(ND31, "6", "2"))
def conclusion_was_shown_long_enough(facts: Facts, act: Act) -> bool:
    return has_passed("TC-PUBLISH-DISPLAY", facts, act)


@condition("Người tố cáo chưa rút tố cáo", Basis(LTC, "33"), of_act=True)
def withdrawal_is_recorded_if_that_is_the_ground(facts: Facts, act: Act) -> bool:
    return act.data.get("end_ground") != "withdrawn" or (
        facts.stated("record_withdrawal", "withdrawn_part") == "whole"
    )


@condition(
    "Đã rút tố cáo nhưng vẫn phải giải quyết: có dấu hiệu vi phạm, việc rút do bị đe dọa, mua "
    "chuộc, hoặc lợi dụng tố cáo để vu khống",
    Basis(LTC, "33", "3"),
    of_act=True,
)
def nothing_demands_to_go_on(facts: Facts, act: Act) -> bool:
    return act.data.get("end_ground") != "withdrawn" or (
        facts.stated("record_withdrawal", "must_go_on") == "none"
    )


@condition("Quyết định chưa được ký, đóng dấu và phát hành", Basis(LTC, "34", "4"))
def decision_on_the_denunciation_course_is_issued(facts: Facts, _act: Act) -> bool:
    return bool(facts.letters & COURSE_DECISIONS) and not facts.unissued & COURSE_DECISIONS


@condition(
    "Chưa gửi quyết định tạm đình chỉ giải quyết tố cáo",
    Basis(LTC, "34", "4"),
    ended=("TC-SUSPEND-SEND",),
)
def every_suspension_is_sent(facts: Facts, _act: Act) -> bool:
    return "TC-SUSPEND-SEND" not in facts.running


@condition(
    "Chưa chuyển hồ sơ có dấu hiệu tội phạm sang cơ quan điều tra",
    Basis(LTC, "27", "1"),
    ended=("TC-CRIME-TRANSFER",),
)
def every_sign_of_crime_is_passed_on(facts: Facts, _act: Act) -> bool:
    return "TC-CRIME-TRANSFER" not in facts.running


@condition(
    "Chưa ngăn chặn hoặc báo ngay thiệt hại, nguy cơ đã ghi nhận",
    Basis(LTC, "27", "2"),
    ended=("TC-URGENT-HARM",),
)
def every_harm_is_reported(facts: Facts, _act: Act) -> bool:
    return "TC-URGENT-HARM" not in facts.running
