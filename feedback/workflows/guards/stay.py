"""Conditions of staying the contested decision (Luật Khiếu nại Điều 35)."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN
from feedback.workflows.rows import Act

STAY = "KN-STAY-OF-DECISION"
SETTLING = ("KN1-RESOLVE", "KN2-RESOLVE")


def is_stayed(facts: Facts) -> bool:
    """Whether a stay holds: decided and not lifted since; one lifted on its own day is lifted."""
    stayed, lifted = facts.acts.get("stay_decision"), facts.acts.get("lift_stay")
    return stayed is not None and (lifted is None or lifted.on < stayed.on)


@condition("Hậu quả khó khắc phục đã được ghi nhận và đang chờ quyết định", Basis(LKN, "35"))
def no_harm_waits(facts: Facts, _act: Act) -> bool:
    return STAY not in facts.running


@condition("Quyết định bị khiếu nại đang tạm đình chỉ thi hành", Basis(LKN, "35"))
def decision_is_not_stayed(facts: Facts, _act: Act) -> bool:
    return not is_stayed(facts)


@condition(
    "Chưa ghi nhận việc thi hành sẽ gây hậu quả khó khắc phục",
    Basis(LKN, "35"),
)
def harm_is_found(facts: Facts, _act: Act) -> bool:
    return STAY in facts.running


@condition(
    "Thời gian tạm đình chỉ không được vượt quá thời gian còn lại của thời hạn giải quyết",
    Basis(LKN, "35"),
    of_act=True,
)
def stay_ends_with_the_period(facts: Facts, act: Act) -> bool:
    until = act.day("stay_until")
    ends = next((day for rule in SETTLING if (day := facts.closing_dates.get(rule))), None)
    return until is not None and ends is not None and act.on <= until <= ends


@condition("Quyết định bị khiếu nại không bị tạm đình chỉ thi hành", Basis(LKN, "35"))
def decision_is_stayed(facts: Facts, _act: Act) -> bool:
    return is_stayed(facts)


@condition(
    "Đã ghi nhận hậu quả khó khắc phục mà chưa quyết định tạm đình chỉ thi hành hay không",
    Basis(LKN, "35"),
    ended=(STAY,),
)
def every_found_harm_is_answered(facts: Facts, _act: Act) -> bool:
    return STAY not in facts.running
