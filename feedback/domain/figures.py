"""Figures of a period: the days asked about, what was counted, and what the counts say."""

from dataclasses import dataclass
from datetime import date, timedelta

from feedback.domain.targets import Measure, Shape


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end before it begins: {self.first}, {self.last}")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def a_year_before(self) -> "Period":
        """The same days of the previous year; 29 February becomes 28."""
        return Period(_last_year(self.first), _last_year(self.last))

    def until(self, today: date) -> "Period":
        """The part that has happened; what lies ahead cannot be measured."""
        return Period(self.first, max(self.first, min(self.last, today)))


def _last_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year - 1)


@dataclass(frozen=True, slots=True)
class Count:
    """What a measure found: files that meet its condition, of all it asked about."""

    hits: int
    total: int

    @property
    def percent(self) -> float | None:
        """None when nothing was asked about."""
        return 100 * self.hits / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure with its numbers, and those of a year before where it compares."""

    measure: Measure
    now: Count
    before: Count | None = None

    @property
    def change(self) -> float | None:
        """Per cent against the year before; None when there was nothing to compare with."""
        if self.before is None or not self.before.hits:
            return None
        return 100 * (self.now.hits - self.before.hits) / self.before.hits

    @property
    def reached(self) -> bool | None:
        """Whether the proposed value is reached; None when the figure cannot tell."""
        if self.measure.goal.shape is Shape.COUNT:
            return self.now.hits == 0
        if self.measure.goal.shape is Shape.CHANGE:
            return None if self.change is None else self.change < 0
        percent = self.now.percent
        return None if percent is None else percent >= self.measure.goal.percent
