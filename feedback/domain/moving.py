"""What a change of the calendar does to running clocks.

A clock is counted anew from the same event, rule and circumstances; only the days differ. Levels of
the ladder that were recorded stay recorded: the next one is set anew, above them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.deadlines import Circumstances, Due, Start, due
from feedback.domain.escalation import next_step
from feedback.domain.explanation import explain
from feedback.domain.history.clocks import days_said
from feedback.domain.time_limits import TimeLimit, Unit

#: Further than this from a clock's own days no level of its ladder lies: ten working days, with the
#: longest holidays in between.
REACH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Position:
    """The dates of a clock, and where it stands on the ladder: the next level and its moment."""

    raw: date | None
    legal: date | None
    guard: date | None
    next_level: int | None
    next_level_at: datetime | None
    #: the instant it ends, where hours are counted
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunningClock:
    """An open clock as its row tells it."""

    limit: TimeLimit
    started_on: date
    given: Circumstances
    #: an event to wait for, which climbs no ladder
    waits: bool
    at: Position
    #: the instant it is counted from, where hours are counted
    started_at: datetime | None = None

    @property
    def start(self) -> Start:
        return Start(self.started_on, self.started_at)


def next_position(
    computed: Due,
    before: Position,
    calendar: WorkingCalendar,
    *,
    waits: bool,
    opened_at: datetime | None = None,
) -> Position:
    """Where a clock stands once its dates are computed; what is reached already stays reached."""
    level, moment = before.next_level, before.next_level_at
    if not waits:
        reached = -1 if level is None else level - 1
        step = next_step(
            computed.legal,
            computed.guard,
            calendar,
            after_level=reached,
            opened_at=opened_at,
            due_at=computed.at,
        )
        level, moment = step or (level, None)
    return Position(computed.raw, computed.legal, computed.guard, level, moment, computed.at)


def moved(before: Position, after: Position) -> bool:
    """Whether a date of the clock is another one; the ladder alone moves no clock."""
    return (before.raw, before.legal) != (after.raw, after.legal)


def touched(clock: RunningClock, days: Collection[date]) -> bool:
    """Whether the days can matter to a clock: its own days, and those its ladder looks at.

    A clock that stands still has no date to move; when it goes on it is counted by the calendar
    of that day.
    """
    if clock.at.raw is None or clock.at.legal is None or not days:
        return False
    first = min(clock.started_on, clock.at.raw) - REACH
    last = max(clock.started_on, clock.at.legal) + REACH
    return any(first <= day <= last for day in days)


class Count:
    """What one count came to; lines of the arithmetic and days seen are told when somebody asks."""

    def __init__(self, clock: RunningClock, calendar: WorkingCalendar) -> None:
        self._clock, self._calendar = clock, calendar
        self.due = due(clock.limit, clock.start, calendar, clock.given)
        self.at = next_position(self.due, clock.at, calendar, waits=clock.waits)

    @cached_property
    def lines(self) -> list[str]:
        clock = self._clock
        steps = explain(clock.limit, clock.start, self._calendar, self.due, clock.given)
        return [step.text for step in steps]

    @cached_property
    def seen(self) -> dict[str, Any]:
        """The days off and worked weekend days the count has seen, as an entry says them."""
        return days_said(self._calendar, self._clock.started_on, self.due)


class Counter:
    """Counts many clocks by one calendar; clocks that are alike are counted once.

    Of 100,000 clocks a few thousand differ in rule, start or circumstances.
    """

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self._known: dict[object, Count] = {}

    def count(self, clock: RunningClock) -> Count:
        key = (clock.limit.id, clock.start, clock.given, clock.waits, clock.at.next_level)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Count(clock, self.calendar)
        return found


def told_otherwise(clock: RunningClock, days: Collection[date]) -> bool:
    """Whether the lines of its arithmetic name one of the days, though its dates may stay."""
    last = clock.at.legal
    counts_working_days = Unit.WORKING_DAYS in {
        clock.limit.span.unit,
        *(extension.span.unit for extension in clock.given.extensions),
    }
    return (
        counts_working_days
        and last is not None
        and any(min(clock.started_on, last) <= day <= max(clock.started_on, last) for day in days)
    )
