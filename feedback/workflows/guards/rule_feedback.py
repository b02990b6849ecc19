"""Conditions of feedback on administrative rules."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts, Kind
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import ND20
from feedback.workflows.guards.kinds import kind_after
from feedback.workflows.rows import Act


def is_rule_feedback(facts: Facts, act: Act) -> bool:
    return kind_after(facts, act) is Kind.RULE_FEEDBACK


def is_to_be_forwarded(facts: Facts, act: Act) -> bool:
    """Forwarded once, the five days of the body that received it first are over."""
    return is_rule_feedback(facts, act) and facts.transfers == 0


@condition(
    "Phản ánh, kiến nghị về quy định hành chính phải có họ tên, địa chỉ, điện thoại của người gửi",
    Basis(ND20, "7"),
)
def sender_is_named_if_on_rules(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.RULE_FEEDBACK or not facts.anonymous
