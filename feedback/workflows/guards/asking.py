"""Conditions of the law are questions about the facts and the act.

Each is named as a question; the answer no is reported with the sentence and article beside it.
"""

from collections.abc import Callable

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.rows import Act, Condition

Question = Callable[[Facts, Act], bool]


def condition(
    missing: str,
    basis: Basis,
    *,
    of_act: bool = False,
    ended: tuple[str, ...] = (),
    of_kind: bool = False,
) -> Callable[[Question], Condition]:
    """Turn a question into a condition of the law."""

    def wrap(ask: Question) -> Condition:
        return Condition(ask, missing, basis, of_act, ended, of_kind)

    return wrap


def has_passed(rule: str, facts: Facts, act: Act) -> bool:
    """Whether the last day of a clock of this rule lies behind the act."""
    day = facts.closing_dates.get(rule)
    return day is not None and day < act.on
