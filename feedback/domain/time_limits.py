"""What a rule of time says: its length, who owes it, since when, on what basis.

Data only; the arithmetic is in ``feedback.domain.deadlines``. Variants of a complaint are *totals*
from the same trigger; additions of a denunciation are *added*. A rule that changes gets a new row
with its dates: an old row is closed, never edited.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MONTHS = "months"
    YEARS = "years"


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
    #: the day of the act itself: suspension, resumption, dialogue (NĐ 155/2026/NĐ-CP Điều 22)
    EVENT_DATE = "event_date"


#: Where no article was found, the row says so instead of borrowing one.
HOUSE = "quy tắc vận hành của hệ thống, không phải quy định pháp luật"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands: instrument, article (Điều), clause (khoản), point (điểm).

    A rule that stands in several articles writes each place out in ``clause``, parted by
    semicolons: ``article="12, 13", clause="12.1.đ; 13.1.c"``.
    """

    instrument: str
    article: str = ""
    clause: str = ""
    point: str = ""
    form: str = ""
    amended_by: str = ""

    def __str__(self) -> str:
        cited = f"{self._places()} {self.instrument}".strip()
        return f"{cited} (sửa đổi bởi {self.amended_by})" if self.amended_by else cited

    def _places(self) -> str:
        if "." not in self.clause:
            return _place(self.article, self.clause, self.point)
        written = (place.strip().split(".") for place in self.clause.split(";"))
        return "; ".join(_place(*place) for place in written)


def _place(article: str, clause: str = "", point: str = "") -> str:
    named = (("điểm", point), ("khoản", clause), ("Điều", article))
    return " ".join(f"{word} {number}" for word, number in named if number)


_UNIT_WORDS = {
    Unit.CALENDAR_DAYS: "ngày",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.HOURS: "giờ",
    Unit.MONTHS: "tháng",
    Unit.YEARS: "năm",
}


@dataclass(frozen=True, slots=True)
class Length:
    length: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.length} {_UNIT_WORDS[self.unit]}"


def days(length: int) -> Length:
    return Length(length, Unit.CALENDAR_DAYS)


def working_days(length: int) -> Length:
    return Length(length, Unit.WORKING_DAYS)


def hours(length: int) -> Length:
    return Length(length, Unit.HOURS)


def months(length: int) -> Length:
    return Length(length, Unit.MONTHS)


def years(length: int) -> Length:
    return Length(length, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class Variant:
    """Another total when all of ``when`` holds; ``because`` says it in words.

    Counted from the same trigger and in the same direction as the rule, unless it names its own.
    """

    when: frozenset[str]
    span: Length
    because: str
    direction: Direction | None = None
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """An extension that adds to the period, granted at most ``max_times`` in all."""

    when: str
    span: Length
    max_times: int
    criteria: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class PauseGround:
    """A fact that stops the clock, its words, and since when the law knows it."""

    code: str
    title: str
    in_force_from: date
    basis: str


@dataclass(frozen=True, slots=True)
class Guard:
    """A second alarm kept while a legal question is open: whichever comes first rings."""

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
    #: what the text adds about lengthening or exceptions that is no number
    proviso: str = ""
    pauses: tuple[PauseGround, ...] = ()
    resume_rule: str = ""
    #: another law's limit that this period may not outlast, in words
    cap: str = ""
    guard: Guard | None = None
    #: the law says "ngay" (at once) and gives no number; ``internal_sla`` is ours, not law
    immediate: bool = False
    internal_sla: Length | None = None
    #: what must have happened before the trigger counts as such
    trigger_condition: str = ""
    #: what becomes possible, or falls on whom, when the period passes unused
    on_lapse: str = ""
    on_lapse_basis: str = ""
    #: the answers that keep the period
    outcomes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    secrecy: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    version_by: VersionBy = VersionBy.TRIGGER_DATE
    #: how pending cases pass from the older text to this one
    transition: str = ""
    #: false: a configurable target of the province that never prints as law
    law_applies: bool = True
    #: by which paper the province set the length of its target otherwise than proposed
    decided: str = ""
    #: keys of ``feedback.workflows.limits.sources``: where the wording was read
    sources: tuple[str, ...] = ()
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

    def variant_for(self, flags: Collection[str]) -> Variant | None:
        """The variant whose conditions all hold and which asks most; None: the plain period."""
        best: Variant | None = None
        for variant in self.variants:
            asks_more = best is None or len(variant.when) > len(best.when)
            if asks_more and variant.when.issubset(flags):
                best = variant
        return best

    def pause_ground(self, code: str, since: date) -> PauseGround | None:
        """The ground that stops this clock, if this rule knows it on the day the pause begins."""
        return next(
            (g for g in self.pauses if g.code == code and g.in_force_from <= since),
            None,
        )

    def additions_for(self, flags: Collection[str]) -> tuple[Addition, ...]:
        """The additions the flags ask for; all of them while the flags name none."""
        named = tuple(addition for addition in self.additions if addition.when in flags)
        return named or self.additions
