"""Conditions of complaints against decisions of discipline (Luật Khiếu nại Điều 47 to 58)."""

from dataclasses import replace

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards import dialogue
from feedback.workflows.guards.asking import condition, has_passed
from feedback.workflows.guards.citations import LKN
from feedback.workflows.guards.kinds import is_discipline_complaint
from feedback.workflows.rows import Act

#: Chapter IV has its own article on dialogue; what it asks is asked in the same way.
dialogue_is_announced = replace(dialogue.dialogue_is_announced, basis=Basis(LKN, "53", "1"))
dialogue_day_has_come = replace(dialogue.dialogue_day_has_come, basis=Basis(LKN, "53", "1"))
dialogue_lies_ahead = replace(dialogue.dialogue_lies_ahead, basis=Basis(LKN, "53", "1"))


@condition(
    "Khiếu nại quyết định kỷ luật phải có đơn có chữ ký: ghi nhận bản giấy hoặc chữ ký tại quầy",
    Basis(LKN, "49"),
)
def is_signed_on_paper_if_about_discipline(facts: Facts, act: Act) -> bool:
    on_paper = facts.signed and facts.stated("record_signature", "signature_form") != "digital"
    return on_paper or not is_discipline_complaint(facts, act)


@condition(
    "Khiếu nại quyết định kỷ luật phải bằng đơn có chữ ký trên giấy hoặc ký tại quầy",
    Basis(LKN, "49"),
    of_act=True,
)
def is_no_digital_signature_if_about_discipline(facts: Facts, act: Act) -> bool:
    digital = act.data.get("signature_form") == "digital"
    return not (digital and is_discipline_complaint(facts, act))


@condition(
    "Chưa ghi quyết định kỷ luật có phải buộc thôi việc hay không: hãy phân loại lại",
    Basis(LKN, "48"),
)
def dismissal_is_known_if_about_discipline(facts: Facts, act: Act) -> bool:
    return bool(facts.stated("classify", "dismissal")) or not is_discipline_complaint(facts, act)


@condition("Chưa có báo cáo kiểm tra lại, xác minh quyết định kỷ luật", Basis(LKN, "52"))
def decision_is_reexamined(facts: Facts, _act: Act) -> bool:
    return facts.done("report_verification")


@condition("Chưa có đề nghị của Hội đồng kỷ luật", Basis(LKN, "52", "2"))
def council_is_heard(facts: Facts, _act: Act) -> bool:
    return facts.done("consult_council")


@condition(
    "Phải đối thoại với người khiếu nại trước khi ra quyết định giải quyết", Basis(LKN, "53", "1")
)
def dialogue_is_held(facts: Facts, _act: Act) -> bool:
    return facts.done("hold_dialogue")


@condition("Quyết định giải quyết chưa được ký, đóng dấu và phát hành", Basis(LKN, "54", "2"))
def decision_is_issued(facts: Facts, _act: Act) -> bool:
    return "discipline_settlement_decision" in facts.letters


@condition(
    "Quyết định giải quyết lần đầu chưa có hiệu lực pháp luật, hoặc đã bị khiếu nại lần hai",
    Basis(LKN, "57", "1", "a"),
)
def decision_is_in_force(facts: Facts, act: Act) -> bool:
    return has_passed("KL-DECISION-IN-FORCE", facts, act) and not facts.followed


@condition("Quyết định giải quyết lần đầu chưa có hiệu lực pháp luật", Basis(LKN, "57", "1", "a"))
def decision_is_final_or_followed(facts: Facts, act: Act) -> bool:
    return has_passed("KL-DECISION-IN-FORCE", facts, act) or facts.followed


@condition(
    "Chưa yêu cầu người ra quyết định kỷ luật báo cáo việc xem xét kỷ luật và giải quyết lần đầu",
    Basis(LKN, "55", "1"),
)
def issuer_is_asked_to_report(facts: Facts, _act: Act) -> bool:
    return facts.done("ask_for_report")


@condition("Chưa có báo cáo kết quả xác minh nội dung khiếu nại", Basis(LKN, "55", "2"))
def second_verification_is_reported(facts: Facts, _act: Act) -> bool:
    return facts.done("report_verification")


@condition(
    "Khiếu nại lần hai cũng phải đối thoại với người khiếu nại trước khi ra quyết định",
    Basis(LKN, "55", "3"),
)
def second_dialogue_is_held(facts: Facts, _act: Act) -> bool:
    return facts.done("hold_dialogue")


@condition(
    "Quyết định giải quyết lần hai chưa được ký, đóng dấu và phát hành", Basis(LKN, "56", "2")
)
def second_decision_is_issued(facts: Facts, _act: Act) -> bool:
    return "second_discipline_settlement_decision" in facts.letters


@condition("Quyết định giải quyết lần hai chưa có hiệu lực pháp luật", Basis(LKN, "57", "1", "b"))
def second_decision_is_in_force(facts: Facts, act: Act) -> bool:
    return has_passed("KL-DECISION-IN-FORCE", facts, act)
