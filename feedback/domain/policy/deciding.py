"""The verdict: may this role, standing so to a file of these facts, do this, and why.

One pure function for routes, queries, services and templates. Conflict denies everything first;
what no row allows is denied with a reason that the person can read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from feedback.domain.policy.actions import ACTIONS, Action
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import NO_FACTS, FileFacts, Only, Row
from feedback.domain.policy.table import TABLE
from feedback.domain.roles import ROLE_TITLES, Role

CONFLICT: Final = "Bạn có xung đột lợi ích với hồ sơ này nên không được xem, không được xử lý."
OTHERS: Final = "Hồ sơ này do cơ quan khác giữ; bạn không xử lý được."
BY_FACT: Final = {
    Only.PROTECTED: "Hồ sơ này không có danh tính được bảo vệ.",
    Only.UNPROTECTED: "Danh tính người gửi được bảo vệ; chỉ đọc được bản lược danh.",
    Only.SENDER_SHOWN: "Danh tính người gửi được giữ bí mật.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether, and by which article; or why not, as a sentence."""

    allowed: bool
    reason: str


def decide(role: Role, action: Action, relation: Relation, facts: FileFacts = NO_FACTS) -> Verdict:
    """The cell of the table. KeyError for an action that the table does not know."""
    rows = TABLE[action]
    if relation is Relation.CONFLICTED:
        return Verdict(allowed=False, reason=CONFLICT)
    here = [row for row in rows if role in row.roles and relation in row.relations]
    for row in here:
        if row.only.holds(facts):
            return Verdict(allowed=True, reason=str(row.basis))
    return Verdict(allowed=False, reason=_why_not(role, action, rows, here))


def decide_among(
    role: Role, action: Action, relations: Iterable[Relation], facts: FileFacts = NO_FACTS
) -> Verdict:
    """The verdict for somebody who stands in several ways to a file: one that allows is enough.

    A conflict is not outweighed by anything.
    """
    known = frozenset(relations) or frozenset({Relation.STRANGER})
    if Relation.CONFLICTED in known:
        return decide(role, action, Relation.CONFLICTED, facts)
    verdicts = [decide(role, action, relation, facts) for relation in sorted(known)]
    return next((each for each in verdicts if each.allowed), verdicts[0])


def roles_for(*actions: Action) -> frozenset[Role]:
    """Who has any of these rights at all, to whatever file."""
    return frozenset(role for action in actions for row in TABLE[action] for role in row.roles)


def _why_not(role: Role, action: Action, rows: tuple[Row, ...], here: list[Row]) -> str:
    if here:
        return BY_FACT[here[0].only]
    if any(role in row.roles for row in rows):
        return OTHERS
    titles = dict.fromkeys(ROLE_TITLES[each].lower() for row in rows for each in row.roles)
    return f"Chỉ {', '.join(titles)} được {ACTIONS[action].title}."
