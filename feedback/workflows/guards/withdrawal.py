"""Conditions of withdrawing a complaint, as a whole or in part, and of ending it unsettled."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.domain.roles import Role
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN, ND124, ND155
from feedback.workflows.rows import Act

#: Nghị định 124/2020/NĐ-CP Điều 7a, added by Nghị định 155/2026/NĐ-CP Điều 5.
AMONG_MANY = "7a"
TERMINATION = Basis(ND124, "28b", "1", amended_by=ND155)


def ends_the_complaint(facts: Facts, act: Act) -> bool:
    """Whether with this act nobody complains any more: the ground to terminate is there."""
    return act.action == "confirm_all_withdrew" or not facts.joint


@condition("Người khiếu nại chưa rút khiếu nại", Basis(LKN, "10"))
def complaint_is_withdrawn(facts: Facts, _act: Act) -> bool:
    return facts.done("withdraw")


@condition("Người gửi đã rút đơn", Basis(LKN, "10"))
def not_withdrawn_before(facts: Facts, _act: Act) -> bool:
    return not facts.done("withdraw")


@condition(
    "Cán bộ chỉ ghi nhận việc rút theo văn bản có chữ ký: chọn tệp văn bản",
    Basis(LKN, "10"),
    of_act=True,
)
def paper_is_signed_if_recorded_by_the_office(_facts: Facts, act: Act) -> bool:
    return act.role is Role.CITIZEN or bool(act.data.get("withdrawal_paper"))


@condition(
    "Chỉ áp dụng khi nhiều người cùng khiếu nại",
    Basis(ND124, AMONG_MANY, "2", amended_by=ND155),
    of_kind=True,
)
def several_people_complain(facts: Facts, _act: Act) -> bool:
    return facts.joint


@condition(
    "Đã ghi nhận tất cả người khiếu nại rút đơn",
    Basis(ND124, AMONG_MANY, "2", amended_by=ND155),
)
def not_confirmed_before(facts: Facts, _act: Act) -> bool:
    return not facts.done("confirm_all_withdrew")


# ---------------------------------------------------------------------------------- terminating
def _ground(act: Act, name: str) -> bool:
    return act.data.get("termination_ground") == name


@condition("Người khiếu nại chưa rút khiếu nại", Basis(LKN, "10"), of_act=True)
def withdrawn_if_that_is_the_ground(facts: Facts, act: Act) -> bool:
    withdrawn = facts.done("withdraw") or facts.done("confirm_all_withdrew")
    return withdrawn or not _ground(act, "withdrawn")


@condition(
    "Nhiều người cùng khiếu nại: một hoặc một số người rút thì vẫn giải quyết cho những người còn "
    "lại; chỉ đình chỉ khi đã ghi nhận tất cả cùng rút",
    Basis(ND124, AMONG_MANY, "1", amended_by=ND155),
    of_act=True,
)
def everyone_withdrew_if_several_complain(facts: Facts, act: Act) -> bool:
    everyone = facts.done("confirm_all_withdrew") or not facts.joint
    return everyone or not _ground(act, "withdrawn")


@condition(
    "Người khiếu nại đã chết hoặc tổ chức đã chấm dứt: phải ghi Ủy ban nhân dân cấp xã nơi thường "
    "trú cuối cùng hoặc nơi có trụ sở, nơi nhận quyết định",
    TERMINATION,
    of_act=True,
)
def last_residence_is_named_if_nobody_is_left(_facts: Facts, act: Act) -> bool:
    return bool(act.data.get("last_residence")) or not _ground(act, "no_successor")


@condition("Căn cứ khác: phải nêu điểm của khoản 2 Điều 11a", TERMINATION, of_act=True)
def point_is_named_if_another_ground(_facts: Facts, act: Act) -> bool:
    return bool(act.data.get("ground")) or not _ground(act, "other")
