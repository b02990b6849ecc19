"""One clock and its row: counted by the law, written where the tables keep it."""

from datetime import datetime
from uuid import uuid4

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.deadlines import Circumstances, Due, Start, due
from feedback.domain.explanation import explain
from feedback.domain.moving import Position, next_position
from feedback.domain.time_limits import TimeLimit, Unit
from feedback.models.deadline import Deadline
from feedback.models.subject import Subject
from feedback.workflows.core import Opening


def opened(subject: Subject, limit: TimeLimit, opening: Opening, now: datetime) -> Deadline:
    """A clock that starts, not counted yet; hours run from the instant of the act itself."""
    in_hours = limit.span.unit is Unit.HOURS and civil_day(now) == opening.start
    return Deadline(
        uid=uuid4(),
        subject_id=subject.id,
        limit_id=limit.id,
        rule=limit.rule,
        started_on=opening.start,
        started_at=now if in_hours else None,
        waits=opening.waits,
    )


def count(
    deadline: Deadline,
    limit: TimeLimit,
    given: Circumstances,
    days: WorkingCalendar,
    *,
    opened_at: datetime | None,
) -> Due:
    """Count the clock and write what comes of it into its row."""
    start = Start(deadline.started_on, deadline.started_at)
    computed = due(limit, start, days, given)
    deadline.flags = sorted(given.flags)
    deadline.explanation = [step.text for step in explain(limit, start, days, computed, given)]
    put(
        deadline,
        next_position(
            computed, position(deadline), days, waits=deadline.waits, opened_at=opened_at
        ),
    )
    return computed


def position(deadline: Deadline) -> Position:
    """Where a clock stands, as its row tells it."""
    return Position(
        deadline.due_raw,
        deadline.due_legal,
        deadline.guard_on,
        deadline.next_level,
        deadline.next_level_at,
        deadline.due_at,
    )


def put(deadline: Deadline, at: Position) -> None:
    """Write where the clock stands into its row."""
    deadline.due_raw, deadline.due_legal, deadline.guard_on = at.raw, at.legal, at.guard
    deadline.next_level, deadline.next_level_at = at.next_level, at.next_level_at
    deadline.due_at = at.due_at
