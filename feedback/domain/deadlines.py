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
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day, midnight
from feedback.domain.errors import NoLawInForceError, NotLawfulError
from feedback.domain.months import MONTHS_OF_A_YEAR, months_after
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

#: The words of a rule are offered here too: whoever counts a date needs both.
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
    "Line",
    "Pause",
    "PauseGround",
    "Start",
    "Step",
    "TimeLimit",
    "Unit",
    "Variant",
    "Verified",
    "VersionBy",
    "due",
]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from ``since`` until the day before ``until``; open while None.

    A suspended clock continues from the date of the decision to resume (NĐ 124/2020/NĐ-CP Điều 28b
    khoản 2, as amended by NĐ 155/2026/NĐ-CP), so that day counts again. ``ground`` is the code of
    a PauseGround: a pause stops only the clocks whose rule knows its ground.
    """

    since: date
    until: date | None
    ground: str
    document: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"a pause cannot end before it begins: {self.since}, {self.until}")

    def stops(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Extension:
    """A granted addition, with the document that grants it."""

    span: Length
    document: str


class Line(StrEnum):
    """What a line of the arithmetic tells."""

    RULE = "rule"
    EDITION = "edition"
    EVENT = "event"
    DAY_ZERO = "day_zero"
    #: a pause of the case that leaves this clock running
    ELSEWHERE = "elsewhere"
    COUNTED = "counted"
    LEFT_OUT = "left_out"
    PAUSED = "paused"
    GRANTED = "granted"
    STOPPED = "stopped"
    RAW = "raw"
    SUM = "sum"
    #: days off at the end, over which the period reaches
    ROLLED = "rolled"
    CAP = "cap"
    GUARD = "guard"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: a Vietnamese sentence, the date it arrives at, its article.

    ``left_out`` is how many days the line takes out of the count.
    """

    kind: Line
    words: str
    day: date | None = None
    left_out: int = 0
    basis: str = ""

    @property
    def text(self) -> str:
        return f"{self.words} ({self.basis})" if self.basis else self.words


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


@dataclass(frozen=True, slots=True)
class Start:
    """The event that starts the clock: its day in Vietnam, and its instant where hours count.

    ``act`` is the day of the act itself, for rules whose version is picked by it; the day of the
    event when not told.
    """

    day: date
    at: datetime | None = None
    act: date | None = None

    def __post_init__(self) -> None:
        if self.at is not None and (self.at.tzinfo is None or civil_day(self.at) != self.day):
            raise ValueError(f"{self.at} is no instant of {self.day} in Vietnam")

    @classmethod
    def at_instant(cls, at: datetime) -> "Start":
        return cls(civil_day(at), at)

    def version_day(self, limit: TimeLimit) -> date:
        if limit.version_by is VersionBy.EVENT_DATE and self.act is not None:
            return self.act
        return self.day


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What about the case changes a period.

    ``not_after`` is the day another law sets, where the rule has a cap (Luật Tố cáo Điều 42).
    """

    flags: frozenset[str] = field(default_factory=frozenset)
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    not_after: date | None = None
    #: the document by which the place counts as remote, told where that lengthens the period
    remote_basis: str = ""
    #: the document that determined the case to be complex
    complex_basis: str = ""


PLAIN = Circumstances()


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
        raw = _count_back(start.day, span, calendar)
        return Due(raw, raw, span, ends=(raw,))
    if given.extensions:
        _require_lawful_extensions(limit, given)
    if given.pauses:
        _require_grounds(limit, given.pauses)
    pauses = stopping_pauses(limit, given.pauses)
    ends, left = _chain(start.day, (span, *(e.span for e in given.extensions)), pauses, calendar)
    target = _count(start.day, limit.internal_sla, (), calendar)[0] if limit.internal_sla else None
    if left:
        return Due(None, None, span, target=target, ends=ends, left=left)
    raw = ends[-1]
    rolls = direction is Direction.AFTER and span.length > 0
    legal = calendar.roll_forward(raw) if rolls else raw
    if limit.cap and given.not_after is not None:
        raw, legal = min(raw, given.not_after), min(legal, given.not_after)
    guard = _count(start.day, limit.guard.span, pauses, calendar)[0] if limit.guard else None
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


def _chain(
    start: date, spans: Sequence[Length], pauses: Sequence[Pause], calendar: WorkingCalendar
) -> tuple[tuple[date, ...], int]:
    """The last day of each span, one after the other, and what is left when a pause is open."""
    ends: list[date] = []
    for index, span in enumerate(spans):
        end, left = _count(ends[-1] if ends else start, span, pauses, calendar)
        if end is None:
            return tuple(ends), left + sum(_units(start, later) for later in spans[index + 1 :])
        ends.append(end)
    return tuple(ends), 0


def _count(
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


def _count_back(event: date, span: Length, calendar: WorkingCalendar) -> date:
    if span.unit is Unit.WORKING_DAYS:
        return calendar.subtract_working_days(event, span.length)
    count = months_of(span)
    if count is not None:
        return months_after(event, -count)
    return event - timedelta(days=span.length)
