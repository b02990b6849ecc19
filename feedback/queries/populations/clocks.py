"""Files by their clocks: what came due and was done in time, what ran out, and by how much."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from feedback.models.deadline import Deadline
from feedback.queries.populations.asked import Asked, Rows, all_of
from feedback.workflows.limits.registry import all_limits

LONG_OVERDUE = timedelta(days=45)
#: Clocks that stop with an act of the head: acceptance, settlement, reply.
SETTLING = ("KN1-RESOLVE", "KN2-RESOLVE", "KL-RESOLVE", "KNPA-RESOLVE")
DECIDED_BY_HEAD = ("KN1-ACCEPT", "KN2-ACCEPT", "KL-ACCEPT", *SETTLING)
#: What the respondent, or whoever holds papers, owes the agency: no failure of its own.
OF_OTHERS = ("KN-RESPONDENT-EXPLAINS", "KN-INFO-FROM-HOLDER")
OF_LAW = tuple(limit.id for limit in all_limits() if limit.prints_as_law)


def _met() -> ColumnElement[bool]:
    return and_(Deadline.closed_on.is_not(None), Deadline.closed_on <= Deadline.due_legal)


def due(asked: Asked) -> ColumnElement[bool]:
    """A duty whose last day lies in the period and is over, or that was done."""
    return and_(
        Deadline.state != "void",
        Deadline.waits.is_(False),
        Deadline.rule.not_in(OF_OTHERS),
        Deadline.due_legal.between(asked.period.first, asked.end),
        or_(Deadline.closed_on.is_not(None), Deadline.due_legal < asked.today),
    )


def _running_on(day: date) -> ColumnElement[bool]:
    return and_(
        Deadline.state != "void",
        Deadline.waits.is_(False),
        Deadline.rule.not_in(OF_OTHERS),
        or_(Deadline.closed_on.is_(None), Deadline.closed_on > day),
    )


def _in_time(asked: Asked, *conditions: ColumnElement[bool]) -> Rows:
    return (
        select(Deadline.subject_id, func.bool_and(_met()).label("hit"))
        .where(due(asked), *conditions)
        .group_by(Deadline.subject_id)
    )


def _overdue(asked: Asked, *conditions: ColumnElement[bool]) -> Rows:
    return all_of(
        select(Deadline.subject_id)
        .where(_running_on(asked.end), Deadline.due_legal < asked.end, *conditions)
        .group_by(Deadline.subject_id)
    )


def decided(asked: Asked) -> Rows:
    return _in_time(asked, Deadline.rule.in_(DECIDED_BY_HEAD))


def in_time(asked: Asked) -> Rows:
    return _in_time(asked)


def prolonged(asked: Asked) -> Rows:
    """Older than two periods: the day after twice the length lies in the period asked about."""
    twice = Deadline.started_on + 2 * (Deadline.due_legal - Deadline.started_on)
    return all_of(
        select(Deadline.subject_id)
        .where(Deadline.rule.in_(SETTLING), Deadline.state != "void")
        .where(twice >= asked.period.first, twice < asked.end)
        .where(or_(Deadline.closed_on.is_(None), Deadline.closed_on > twice))
        .group_by(Deadline.subject_id)
    )


def overdue(asked: Asked) -> Rows:
    return _overdue(asked)


def past_legal_date(asked: Asked) -> Rows:
    return _overdue(asked, Deadline.limit_id.in_(OF_LAW))


def long_overdue(asked: Asked) -> Rows:
    return _overdue(asked, Deadline.due_legal <= asked.end - LONG_OVERDUE)
