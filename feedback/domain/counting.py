"""Counting days, working days, months and years, forwards past pauses and backwards."""

from collections.abc import Sequence
from datetime import date, timedelta

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.circumstances import Pause
from feedback.domain.months import MONTHS_OF_A_YEAR, months_after
from feedback.domain.time_limits import Length, Unit

ONE_DAY = timedelta(days=1)


def last_days(
    start: date, spans: Sequence[Length], pauses: Sequence[Pause], calendar: WorkingCalendar
) -> tuple[tuple[date, ...], int]:
    """The last day of each span, one after the other, and what is left when a pause is open."""
    ends: list[date] = []
    for index, span in enumerate(spans):
        end, left = last_day(ends[-1] if ends else start, span, pauses, calendar)
        if end is None:
            return tuple(ends), left + sum(_units(start, later) for later in spans[index + 1 :])
        ends.append(end)
    return tuple(ends), 0


def last_day(
    start: date, span: Length, pauses: Sequence[Pause], calendar: WorkingCalendar
) -> tuple[date | None, int]:
    """The last day of a period: each counted day lies after ``start`` and in no pause.

    Jumps from pause to pause (``pauses`` sorted by their first day). None, with the units not yet
    counted, when an open pause begins before the period is over; a pause that begins after its
    last day changes nothing.
    """
    day, left = start, _units(start, span)
    for pause in pauses:
        before = max(day, pause.since - ONE_DAY)
        counted = _elapsed(day, before, span.unit, calendar)
        if counted >= left:
            break
        left -= counted
        if pause.until is None:
            return None, left
        day = max(before, pause.until - ONE_DAY)
    return _forward(day, left, span.unit, calendar), 0


def _units(start: date, span: Length) -> int:
    """What is counted: units of the period, of months and years the days they have from here."""
    count = months_of(span)
    return span.length if count is None else (months_after(start, count) - start).days


def months_of(span: Length) -> int | None:
    """How many months the period has; None when it is one of days or hours."""
    if span.unit is Unit.MONTHS:
        return span.length
    return span.length * MONTHS_OF_A_YEAR if span.unit is Unit.YEARS else None


def _elapsed(start: date, end: date, unit: Unit, calendar: WorkingCalendar) -> int:
    if unit is Unit.WORKING_DAYS:
        return calendar.working_days_between(start, end)
    return (end - start).days


def _forward(day: date, count: int, unit: Unit, calendar: WorkingCalendar) -> date:
    if unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(day, count)
    return day + timedelta(days=count)


def day_before(event: date, span: Length, calendar: WorkingCalendar) -> date:
    if span.unit is Unit.WORKING_DAYS:
        return calendar.subtract_working_days(event, span.length)
    count = months_of(span)
    if count is not None:
        return months_after(event, -count)
    return event - timedelta(days=span.length)
