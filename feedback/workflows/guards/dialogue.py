"""Conditions of the dialogue between those who complain and those who are complained of."""

from datetime import timedelta

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.core import Act
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN, ND124, ND155

#: Nghị định 124/2020/NĐ-CP Điều 28 khoản 1, as amended by Nghị định 155/2026/NĐ-CP Điều 11.
DIALOGUE_NOTICE = timedelta(days=5)


@condition("Chưa gửi thông báo tổ chức đối thoại", Basis(LKN, "30"))
def dialogue_is_announced(facts: Facts, _act: Act) -> bool:
    return facts.done("invite_dialogue")


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
