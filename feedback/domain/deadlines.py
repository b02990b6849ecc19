"""Time limits of the law and the arithmetic of their dates.

Counting (Bộ luật Dân sự 91/2015/QH13): the day of the event does not count (Điều 147 khoản 2); a
period ends at 24:00 of its last day (Điều 148 khoản 1, 6); when that is a weekend or a holiday, at
the end of the next working day (khoản 5). The petition laws have no rule of their own and are
counted so by practice; hence every deadline keeps both dates, ``raw`` and ``legal``.

Extensions of a denunciation add up and are chained on the raw date; variants of a complaint are
totals from the same trigger (``deadlines`` of the law: "variants" against "extension").
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.errors import NoLawInForceError


class Unit(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"


class Direction(StrEnum):
    #: no later than ``length`` units after the trigger
    AFTER = "after"
    #: at least ``length`` units before the trigger
    BEFORE = "before"
    #: the act lasts at least ``length`` units from the trigger
    MIN_DURATION = "min_duration"


class Duty(StrEnum):
    AGENCY = "agency"
    CITIZEN = "citizen"
    RESPONDENT = "respondent"
    SUPERIOR = "superior"
    FORWARDER = "forwarder"


class Verified(StrEnum):
    """How a value came to us; only the first two may print as law."""

    SOURCE = "source"
    REPORT = "report"
    MEMORY = "memory"
    PROPOSED = "proposed"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class VersionBy(StrEnum):
    """Which date picks the version of a rule."""

    TRIGGER_DATE = "trigger_date"
    EVENT_DATE = "event_date"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands: instrument, article (Điều), clause (khoản), point (điểm)."""

    instrument: str
    article: str = ""
    clause: str = ""
    point: str = ""
    form: str = ""
    amended_by: str = ""

    def __str__(self) -> str:
        place = " ".join(
            part
            for part in (
                f"điểm {self.point}" if self.point else "",
                f"khoản {self.clause}" if self.clause else "",
                f"Điều {self.article}" if self.article else "",
            )
            if part
        )
        cited = f"{place} {self.instrument}" if place else self.instrument
        return f"{cited} (sửa đổi bởi {self.amended_by})" if self.amended_by else cited


@dataclass(frozen=True, slots=True)
class Length:
    length: int
    unit: Unit

    def __str__(self) -> str:
        words = {
            Unit.CALENDAR_DAYS: "ngày",
            Unit.WORKING_DAYS: "ngày làm việc",
            Unit.HOURS: "giờ",
        }
        return f"{self.length} {words[self.unit]}"


@dataclass(frozen=True, slots=True)
class Variant:
    """Another total, from the same trigger, when all of ``when`` holds."""

    when: frozenset[str]
    span: Length


@dataclass(frozen=True, slots=True)
class Addition:
    """An extension that adds to the period, at most ``max_times`` in all."""

    when: str
    span: Length
    max_times: int
    criteria: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class PauseGround:
    """A fact that stops the clock, and since when the law knows it."""

    code: str
    in_force_from: date
    basis: str


@dataclass(frozen=True, slots=True)
class Guard:
    """A second, stricter alarm kept while a legal question is open."""

    span: Length
    why: str


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One rule of time in one version. ``id`` is unique; versions of a rule share ``rule``."""

    id: str
    rule: str
    title: str
    duty: Duty
    actor: str
    stage: str
    kinds: tuple[str, ...]
    trigger: str
    span: Length
    basis: Basis
    verified: Verified
    confidence: Confidence
    direction: Direction = Direction.AFTER
    variants: tuple[Variant, ...] = ()
    additions: tuple[Addition, ...] = ()
    pauses: tuple[PauseGround, ...] = ()
    guard: Guard | None = None
    #: the law says "ngay" (at once) and gives no number; ``internal_sla`` is ours, not law
    immediate: bool = False
    internal_sla: Length | None = None
    #: what becomes possible, or falls on whom, when the period passes unused
    on_lapse: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    version_by: VersionBy = VersionBy.TRIGGER_DATE
    #: false: a configurable target of the province that never prints as law
    law_applies: bool = True
    note: str = ""

    def covers(self, day: date) -> bool:
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_to is None or day <= self.in_force_to
        )

    @property
    def prints_as_law(self) -> bool:
        """Only what was read, or reported with high confidence, may be shown as a legal period."""
        if not self.law_applies:
            return False
        return self.verified is Verified.SOURCE or (
            self.verified is Verified.REPORT and self.confidence is Confidence.HIGH
        )

    def span_for(self, flags: Collection[str]) -> Length:
        """The total that applies: the variant whose conditions all hold and which asks most."""
        best, asked = self.span, 0
        for variant in self.variants:
            if len(variant.when) > asked and variant.when.issubset(flags):
                best, asked = variant.span, len(variant.when)
        return best


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from ``since`` until the day before ``until``; open while None.

    A suspended clock continues from the date of the decision to resume (NĐ 124/2020/NĐ-CP Điều 28b
    khoản 2, as amended by NĐ 155/2026/NĐ-CP), so that day counts again.
    """

    since: date
    until: date | None
    ground: str
    document: str = ""

    def stops(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Extension:
    """A granted addition, with the document that grants it."""

    span: Length
    document: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: a Vietnamese sentence and the date it arrives at."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a period ends. ``raw`` is the last day as counted, ``legal`` after rolling.

    Both are None while the clock is stopped. ``at`` is the instant for periods in hours. ``guard``
    is the stricter alarm, if the rule has one; ``target`` our measure where the law says "ngay".
    """

    raw: date | None
    legal: date | None
    span: Length
    at: datetime | None = None
    guard: date | None = None
    target: date | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """The event that starts the clock: its day, and its instant where hours are counted."""

    day: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What about the case changes a period."""

    flags: frozenset[str] = field(default_factory=frozenset)
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()


PLAIN = Circumstances()


def due(
    limit: TimeLimit, start: Start, calendar: WorkingCalendar, given: Circumstances = PLAIN
) -> Due:
    """When the period of ``limit`` ends, counted from ``start``.

    Raises NoLawInForceError when the rule was not in force on that day or the calendar ends.
    """
    if limit.version_by is VersionBy.TRIGGER_DATE and not limit.covers(start.day):
        msg = f"Quy tắc thời hạn {limit.id} không có hiệu lực vào ngày {start.day:%d/%m/%Y}."
        raise NoLawInForceError(msg)
    span = limit.span_for(given.flags)
    if span.unit is Unit.HOURS:
        return _due_in_hours(limit, span, start)
    if any(pause.until is None for pause in given.pauses):
        return Due(None, None, span)
    if limit.direction is Direction.BEFORE:
        raw = _count_back(start.day, span, calendar)
        return Due(raw, raw, span)
    raw = _count(start.day, span, given.pauses, calendar)
    for extension in given.extensions:
        raw = _count(raw, extension.span, _later(given.pauses, raw), calendar)
    legal = raw
    if span.unit is Unit.CALENDAR_DAYS and limit.direction is Direction.AFTER and span.length:
        legal = calendar.roll_forward(raw)
    guard = _count(start.day, limit.guard.span, given.pauses, calendar) if limit.guard else None
    sla = limit.internal_sla
    target = _count(start.day, sla, (), calendar) if sla and sla.unit is not Unit.HOURS else None
    return Due(raw, legal, span, guard=guard, target=target)


def _due_in_hours(limit: TimeLimit, span: Length, start: Start) -> Due:
    if start.at is None:
        return Due(start.day, start.day, span)
    sign = -1 if limit.direction is Direction.BEFORE else 1
    at = start.at + sign * timedelta(hours=span.length)
    return Due(at.date(), at.date(), span, at=at)


def _later(pauses: Sequence[Pause], day: date) -> tuple[Pause, ...]:
    return tuple(pause for pause in pauses if pause.until is not None and pause.until > day)


def _count(start: date, span: Length, pauses: Sequence[Pause], calendar: WorkingCalendar) -> date:
    """The last day of a period: each counted day lies after ``start`` and in no pause."""
    if not pauses:
        if span.unit is Unit.WORKING_DAYS:
            return calendar.add_working_days(start, span.length)
        return start + timedelta(days=span.length)
    day, counted = start, 0
    while counted < span.length:
        day += timedelta(days=1)
        if any(pause.stops(day) for pause in pauses):
            continue
        if span.unit is Unit.CALENDAR_DAYS or calendar.is_working_day(day):
            counted += 1
    return day


def _count_back(event: date, span: Length, calendar: WorkingCalendar) -> date:
    if span.unit is Unit.WORKING_DAYS:
        return calendar.subtract_working_days(event, span.length)
    return event - timedelta(days=span.length)
