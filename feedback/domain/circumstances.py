"""What about a case changes a period: when it starts, stands still, is lengthened or cut off."""

from dataclasses import dataclass, field
from datetime import date, datetime

from feedback.domain.clock import civil_day
from feedback.domain.time_limits import Length, TimeLimit, VersionBy


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
