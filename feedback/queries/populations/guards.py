"""How often clocks were stopped or lengthened: ways to make a target look better than it is.

One row a file here too, which says how much of something it has.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import Date, SQLColumnExpression, exists, func, or_, select

from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.subject import Subject
from feedback.queries.populations.asked import Asked, Rows
from feedback.queries.populations.clocks import due

_subject, _case = Subject.__table__.c, Case.__table__.c


def suspended_time(asked: Asked) -> Rows:
    """Days: ``hits`` that a case stood still, ``total`` that it ran, within the period."""
    running = _days_within(asked, _case.accepted_on, _subject.closed_on)
    still = _days_within(asked, ClockPause.since, ClockPause.until)
    stood = select(func.coalesce(func.sum(still), 0)).where(ClockPause.subject_id == _case.id)
    return select(
        _case.id.label("subject_id"),
        stood.scalar_subquery().label("hits"),
        func.coalesce(running, 0).label("total"),
    ).join_from(Case.__table__, Subject.__table__, _subject.id == _case.id)


def lengthened(asked: Asked) -> Rows:
    """Clocks of a file that came due, and those that were lengthened, or counted as complex."""
    longer = or_(
        Deadline.flags.contains(["complex"]),
        exists().where(ClockExtension.deadline_id == Deadline.id),
    )
    return (
        select(
            Deadline.subject_id,
            func.count().filter(longer).label("hits"),
            func.count().label("total"),
        )
        .where(due(asked))
        .group_by(Deadline.subject_id)
    )


def _days_within(
    asked: Asked, since: SQLColumnExpression[Any], until: SQLColumnExpression[Any]
) -> Any:  # noqa: ANN401 - an expression of days
    """Days from ``since`` up to but not including ``until``, as far as they lie in the period."""
    after = asked.end + timedelta(days=1)
    last = func.least(func.coalesce(until, after), after, type_=Date)
    return func.greatest(0, last - func.greatest(since, asked.period.first, type_=Date))
