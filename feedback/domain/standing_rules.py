"""Dated rules that are no clock of a single case: rhythms, report periods, retention, sunsets.

Days per month, windows of a report, years in the archive. Like time limits they are data with a
date, a citation and a mark of how well they are known.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain.months import MONTHS_OF_A_YEAR, months_after
from feedback.domain.time_limits import Confidence, Verified


class Rhythm(StrEnum):
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class RecurringDuty:
    """At least ``min_days`` days in every ``per``."""

    id: str
    who: str
    min_days: int
    per: Rhythm
    basis: str
    in_force_from: date
    in_force_to: date | None
    verified: Verified
    confidence: Confidence
    sources: tuple[str, ...]
    note: str = ""

    def covers(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    month: int
    day: int

    def of(self, year: int) -> date:
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A window of data: from ``begins`` of the year before to ``ends`` of the report's year."""

    code: str
    title: str
    begins: DayOfYear
    ends: DayOfYear
    due: DayOfYear | None
    basis: str
    verified: Verified
    confidence: Confidence
    note: str = ""

    def window(self, year: int) -> tuple[date, date]:
        return self.begins.of(year - 1), self.ends.of(year)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long papers are kept, or after how long they are handed over; None: for ever."""

    id: str
    what: str
    years: int | None
    basis: str
    verified: Verified
    confidence: Confidence
    sources: tuple[str, ...]
    #: the event the years run from, where the text names one
    trigger: str = ""
    note: str = ""

    def ends_on(self, start: date) -> date | None:
        """The same day so many years later; None: kept for ever."""
        return None if self.years is None else months_after(start, self.years * MONTHS_OF_A_YEAR)


@dataclass(frozen=True, slots=True)
class Sunset:
    """A requirement that falls away: it no longer applies from ``ends_on``."""

    what: str
    ends_on: date
    basis: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str = ""

    def applies(self, day: date) -> bool:
        return day < self.ends_on
