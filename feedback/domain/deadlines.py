"""The arithmetic of legal dates.

Counting (Bộ luật Dân sự 91/2015/QH13): the day of the event does not count (Điều 147 khoản 2); a
period ends at 24:00 of its last day (Điều 148 khoản 1, 6); when that is a weekend or a holiday, at
the end of the next working day (khoản 5). Hours run from their moment (Điều 147 khoản 1); months
and years end on the corresponding day (Điều 148 khoản 3, 4; ``feedback.domain.months``). The
petition laws have no rule of their own and are counted so by practice; hence every deadline keeps
both dates, ``raw`` and ``legal``. Extensions add up and are chained on the raw date, never on the
rolled one. A period "before" an event is counted back and never rolls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.circumstances import PLAIN, Circumstances, Extension, Pause, Start
from feedback.domain.clock import civil_day, midnight
from feedback.domain.counting import day_before, last_day, last_days
from feedback.domain.errors import NoLawInForceError, NotLawfulError
from feedback.domain.time_limits import (
    Addition,
    Basis,
    Confidence,
    Direction,
    Duty,
    Guard,
    Length,
    PauseGround,
    TimeLimit,
    Unit,
    Variant,
    Verified,
    VersionBy,
)

#: The words of a rule, and of what changes it, are offered here too: whoever counts needs both.
__all__ = [
    "PLAIN",
    "Addition",
    "Basis",
    "Circumstances",
    "Confidence",
    "Direction",
    "Due",
    "Duty",
    "Extension",
    "Guard",
    "Length",
    "Pause",
    "PauseGround",
    "Start",
    "TimeLimit",
    "Unit",
    "Variant",
    "Verified",
    "VersionBy",
    "due",
]


@dataclass(frozen=True, slots=True)
class Due:
    """When a period ends. ``raw`` is the last day as counted, ``legal`` after rolling.

    Both are None while the clock is stopped; ``left`` then says how many units are still to count
    (days, where the period is one of months or years).
    ``ends`` holds the last day of the period and of each extension, before any cap. ``at`` is the
    instant for periods in hours. ``guard`` is the second alarm, if the rule has one; ``target``
    and ``target_at`` are our measure where the law says "ngay".
    """

    raw: date | None
    legal: date | None
    span: Length
    at: datetime | None = None
    guard: date | None = None
    target: date | None = None
    target_at: datetime | None = None
    ends: tuple[date, ...] = ()
    left: int = 0

    @property
    def alarm(self) -> date | None:
        """The day an agency should warn itself by: raw or guard, whichever comes first."""
        known = [day for day in (self.raw, self.guard) if day is not None]
        return min(known) if known else None


def due(
    limit: TimeLimit, start: Start, calendar: WorkingCalendar, given: Circumstances = PLAIN
) -> Due:
    """When the period of ``limit`` ends, counted from ``start``.

    Raises NoLawInForceError when the rule was not in force on the day that picks its version, or
    when the calendar ends; NotLawfulError for an extension the rule does not allow or that has no
    document, and for a pause without ground.
    """
    _require_in_force(limit, start)
    variant = limit.variant_for(given.flags)
    span = variant.span if variant else limit.span
    direction = (variant.direction if variant else None) or limit.direction
    if span.unit is Unit.HOURS:
        return _due_in_hours(limit, span, start, direction)
    if direction is Direction.BEFORE:
        raw = day_before(start.day, span, calendar)
        return Due(raw, raw, span, ends=(raw,))
    if given.extensions:
        _require_lawful_extensions(limit, given)
    if given.pauses:
        _require_grounds(limit, given.pauses)
    pauses = stopping_pauses(limit, given.pauses)
    ends, left = last_days(start.day, (span, *(e.span for e in given.extensions)), pauses, calendar)
    target = (
        last_day(start.day, limit.internal_sla, (), calendar)[0] if limit.internal_sla else None
    )
    if left:
        return Due(None, None, span, target=target, ends=ends, left=left)
    raw = ends[-1]
    rolls = direction is Direction.AFTER and span.length > 0
    legal = calendar.roll_forward(raw) if rolls else raw
    if limit.cap and given.not_after is not None:
        raw, legal = min(raw, given.not_after), min(legal, given.not_after)
    guard = last_day(start.day, limit.guard.span, pauses, calendar)[0] if limit.guard else None
    return Due(raw, legal, span, guard=guard, target=target, ends=ends)


def stopping_pauses(limit: TimeLimit, pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """The pauses that stop this clock, in order; others of the case leave it running."""
    if not pauses:
        return ()
    known = (p for p in pauses if limit.pause_ground(p.ground, p.since) is not None)
    return tuple(sorted(known, key=lambda pause: pause.since))


def _require_in_force(limit: TimeLimit, start: Start) -> None:
    day = start.version_day(limit)
    if not limit.covers(day):
        raise NoLawInForceError(
            f"Quy tắc thời hạn {limit.id}{_cited(limit)} không có hiệu lực vào ngày {day:%d/%m/%Y}."
        )


def _cited(limit: TimeLimit) -> str:
    return f" ({limit.basis})" if limit.prints_as_law else ""


def _require_grounds(limit: TimeLimit, pauses: Sequence[Pause]) -> None:
    if not all(pause.ground.strip() for pause in pauses):
        raise NotLawfulError(
            f"Tạm dừng thời hạn {limit.id}{_cited(limit)} phải nêu căn cứ của luật."
        )


def _require_lawful_extensions(limit: TimeLimit, given: Circumstances) -> None:
    """A target of the province may be lengthened freely; a period of the law only as it says.

    Either needs the document that grants it.
    """
    if not all(extension.document.strip() for extension in given.extensions):
        raise NotLawfulError(f"Gia hạn thời hạn {limit.id}{_cited(limit)} phải có văn bản gia hạn.")
    if not limit.law_applies:
        return
    allowed = limit.additions_for(given.flags)
    most = max((addition.max_times for addition in allowed), default=0)
    if len(given.extensions) > most:
        raise NotLawfulError(
            f"Thời hạn {limit.id}{_cited(limit)} chỉ được gia hạn tối đa {most} lần."
            if most
            else f"Luật không cho gia hạn thời hạn {limit.id}{_cited(limit)}."
        )
    for extension in given.extensions:
        if not any(_within(extension.span, addition.span) for addition in allowed):
            raise NotLawfulError(
                f"Mỗi lần gia hạn thời hạn {limit.id}{_cited(limit)} "
                f"không được thêm {extension.span}."
            )


def _within(asked: Length, allowed: Length) -> bool:
    return asked.unit is allowed.unit and 0 < asked.length <= allowed.length


def _due_in_hours(limit: TimeLimit, span: Length, start: Start, direction: Direction) -> Due:
    """Hours run from the moment; of a day without its hour the earliest reading is taken."""
    begin = start.at if start.at is not None else midnight(start.day)
    sign = -1 if direction is Direction.BEFORE else 1
    at = begin + sign * timedelta(hours=span.length)
    sla = limit.internal_sla
    target_at = begin + timedelta(hours=sla.length) if sla and sla.unit is Unit.HOURS else None
    day = civil_day(at)
    return Due(
        day,
        day,
        span,
        at=at,
        target_at=target_at,
        target=civil_day(target_at) if target_at else None,
    )
