"""Conditions of the dialogue between those who complain and those who are complained of."""

from datetime import timedelta

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN, ND124, ND155
from feedback.workflows.rows import Act

#: Nghị định 124/2020/NĐ-CP Điều 28 khoản 1, as amended by Nghị định 155/2026/NĐ-CP Điều 11.
DIALOGUE_NOTICE = timedelta(days=5)


@condition("Chưa gửi thông báo tổ chức đối thoại", Basis(LKN, "30"))
def dialogue_is_announced(facts: Facts, _act: Act) -> bool:
    """Announced in writing: the notice is signed and rendered."""
    return facts.done("invite_dialogue") and "dialogue_invitation" not in facts.unissued


@condition(
    "Phải báo ít nhất 05 ngày trước ngày đối thoại",
    Basis(ND124, "28", "1", amended_by=ND155),
    of_act=True,
)
def invited_five_days_before(_facts: Facts, act: Act) -> bool:
    dialogue_on = act.day("dialogue_on")
    return dialogue_on is not None and act.on + DIALOGUE_NOTICE <= dialogue_on


@condition("Ngày đối thoại phải sau ngày mời", Basis(LKN, "30"), of_act=True)
def dialogue_lies_ahead(_facts: Facts, act: Act) -> bool:
    dialogue_on = act.day("dialogue_on")
    return dialogue_on is not None and act.on < dialogue_on


@condition("Chưa đến ngày đối thoại đã báo", Basis(LKN, "30"))
def dialogue_day_has_come(facts: Facts, act: Act) -> bool:
    announced = facts.stated("invite_dialogue", "dialogue_on")
    return bool(announced) and announced <= act.on.isoformat()


@condition(
    "Yêu cầu và kết quả xác minh còn khác nhau: phải tổ chức đối thoại trước khi quyết định",
    Basis(LKN, "30"),
)
def dialogue_is_held_where_mandatory(facts: Facts, _act: Act) -> bool:
    differs = facts.stated("report_verification", "claim_differs") == "yes"
    return facts.done("hold_dialogue") or not differs


@condition("Khiếu nại lần hai phải tổ chức đối thoại trước khi quyết định", Basis(LKN, "39"))
def dialogue_is_held(facts: Facts, _act: Act) -> bool:
    return facts.done("hold_dialogue")


# ------------------------------------------------------------------- the text of 1 July 2026
@condition(
    "Đã hoãn đối thoại: phải thông báo lại trước khi tổ chức",
    Basis(ND124, "28", "5", amended_by=ND155),
)
def is_announced_again_after_postponing(facts: Facts, _act: Act) -> bool:
    """What is postponed was announced for its day or an earlier one, what follows for a later."""
    postponed = facts.acts.get("postpone_dialogue")
    announced = facts.stated("invite_dialogue", "dialogue_on")
    return postponed is None or announced > postponed.on.isoformat()


@condition(
    "Người được mời vắng mặt có lý do chính đáng: không tổ chức, hãy ghi nhận hoãn và thông báo lại",
    Basis(ND124, "28", "5", amended_by=ND155),
    of_act=True,
)
def nobody_is_excused(_facts: Facts, act: Act) -> bool:
    return act.data.get("absence") != "with_reason"


def must_preside(facts: Facts) -> bool:
    """Whether the second instance presides in person (Điều 28 khoản 2).

    Heads of departments always; the chair of the province where many complain, where bodies
    disagree on the measure, where tempers or the public are roused, or security is touched.
    """
    reasons = set(facts.stated("invite_dialogue", "dialogue_reasons").split(",")) - {"", "none"}
    return facts.level == "department" or facts.joint or facts.crowd or bool(reasons)


@condition(
    "Người giải quyết lần hai phải trực tiếp đối thoại: thủ trưởng sở, ngành trong mọi vụ việc; Chủ "
    "tịch Ủy ban nhân dân tỉnh khi nhiều người cùng khiếu nại, các cơ quan còn ý kiến khác nhau, "
    "thái độ gay gắt, dư luận quan tâm hoặc ảnh hưởng an ninh, trật tự",
    Basis(ND124, "28", "2", amended_by=ND155),
    of_act=True,
)
def head_presides_where_the_head_must(facts: Facts, act: Act) -> bool:
    return act.data.get("presided_by") == "head" or not must_preside(facts)


@condition(
    "“Không thuộc trường hợp nào” không đi cùng trường hợp khác",
    Basis(ND124, "28", "2", amended_by=ND155),
    of_act=True,
)
def no_reason_stands_beside_none(_facts: Facts, act: Act) -> bool:
    said = set(act.data.get("dialogue_reasons", "").split(","))
    return "none" not in said or said == {"none"}
