"""Working days in Vietnam, from our own table of days.

A working day is Monday to Friday, less public holidays and days off in lieu, plus the Saturdays
worked instead (Bộ luật Lao động 45/2019/QH14, Điều 111 and 112). The petition laws say "ngày" and
"ngày làm việc" deliberately and define neither. The table is data with a source for each day; no
holiday library is asked when a deadline is computed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from feedback.domain.errors import MalformedTableError, NoLawInForceError

FRIDAY = 4


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    DAY_IN_LIEU = "day_in_lieu"
    MAKE_UP_DAY = "make_up_day"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from the rule of the week."""

    day: date
    kind: DayKind
    reason: str
    source: str
    entered_by: str = "system"
    #: A row that is switched off stays on record and counts for nothing.
    active: bool = True


class WorkingCalendar:
    """Answers in constant or logarithmic time: a queue of 100,000 clocks is recomputed from it.

    Covers whole years, ``first_year`` to ``last_year``; a day outside is refused, not guessed.
    """

    __slots__ = ("_first", "_last", "_special", "_working")

    def __init__(self, days: Iterable[SpecialDay], first_year: int, last_year: int) -> None:
        self._special = _one_row_a_day(days)
        self._first = date(first_year, 1, 1).toordinal()
        self._last = date(last_year, 12, 31).toordinal()
        self._working = [
            ordinal
            for ordinal in range(self._first, self._last + 1)
            if self._works(date.fromordinal(ordinal))
        ]

    def _works(self, day: date) -> bool:
        special = self._special.get(day)
        if special is not None:
            return special.kind is DayKind.MAKE_UP_DAY
        return day.weekday() <= FRIDAY

    def _covered(self, day: date) -> int:
        ordinal = day.toordinal()
        if not self._first <= ordinal <= self._last:
            msg = (
                f"Lịch ngày làm việc chưa có dữ liệu cho ngày {day:%d/%m/%Y}, nên chưa tính được "
                "ngày kết thúc thời hạn (khoản 5 Điều 148 Bộ luật Dân sự 2015)."
            )
            raise NoLawInForceError(msg)
        return ordinal

    def with_worked(self, days: Iterable[date]) -> "WorkingCalendar":
        """The same calendar if these days off were worked: a question, never a decision."""
        worked = frozenset(days)
        if not worked:
            return self
        kept = [row for day, row in self._special.items() if day not in worked]
        weekend = [
            SpecialDay(day, DayKind.MAKE_UP_DAY, "giả định là ngày làm việc", "giả định")
            for day in worked
            if day.weekday() > FRIDAY
        ]
        first, last = date.fromordinal(self._first), date.fromordinal(self._last)
        return WorkingCalendar([*kept, *weekend], first.year, last.year)

    def special_between(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """The days in [first, last] that differ from the rule of the week, in order."""
        return tuple(self._special[day] for day in sorted(self._special) if first <= day <= last)

    def is_working_day(self, day: date) -> bool:
        ordinal = self._covered(day)
        index = bisect_left(self._working, ordinal)
        return index < len(self._working) and self._working[index] == ordinal

    def why_off(self, day: date) -> str:
        """Why nobody works on that day; empty for a working day."""
        if self.is_working_day(day):
            return ""
        special = self._special.get(day)
        if special is not None:
            return special.reason
        return "thứ Bảy" if day.weekday() == FRIDAY + 1 else "Chủ nhật"

    def why_on(self, day: date) -> str:
        """Why a weekend day is worked; empty for an ordinary day."""
        special = self._special.get(day)
        return special.reason if special and special.kind is DayKind.MAKE_UP_DAY else ""

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; that day does not count (BLDS Điều 147)."""
        _require_count(count)
        index = bisect_right(self._working, self._covered(day)) + count - 1
        if index >= len(self._working):
            self._covered(date.fromordinal(self._last) + timedelta(days=1))
        return date.fromordinal(self._working[index]) if count else day

    def subtract_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day before ``day``, which itself does not count."""
        _require_count(count)
        index = bisect_left(self._working, self._covered(day)) - count
        if index < 0:
            self._covered(date.fromordinal(self._first) - timedelta(days=1))
        return date.fromordinal(self._working[index]) if count else day

    def roll_forward(self, day: date) -> date:
        """The day itself when worked, else the next working day (BLDS Điều 148 khoản 5)."""
        index = bisect_left(self._working, self._covered(day))
        if index >= len(self._working):
            self._covered(date.fromordinal(self._last) + timedelta(days=1))
        return date.fromordinal(self._working[index])

    def working_days_between(self, start: date, end: date) -> int:
        """Working days in (start, end]; negative when ``end`` lies before ``start``."""
        return bisect_right(self._working, self._covered(end)) - bisect_right(
            self._working, self._covered(start)
        )


def _one_row_a_day(days: Iterable[SpecialDay]) -> dict[date, SpecialDay]:
    special: dict[date, SpecialDay] = {}
    for row in days:
        if row.active and special.setdefault(row.day, row) is not row:
            raise MalformedTableError(f"calendar: two active rows for {row.day}")
    return special


def _require_count(count: int) -> None:
    if count < 0:
        raise ValueError(f"days are counted from zero, not {count}")
