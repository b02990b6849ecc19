"""Whether the clock of a machine can be believed, from what several clocks showed.

What a wrong clock does here is late or early in law: deadlines escalate, entries are dated. A step
is found against a clock that nobody sets, a clock that is wrong for long against the database's,
and one that went back against heads of the history that were signed or witnessed already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from feedback.domain.history.witness_times import CLOCKS

#: Half of the smallest step that is to be seen (figure R8 of the security design). NTP turns a
#: clock by making it run faster or slower, and the clock that nobody sets with it (clock_gettime(2)
#: on CLOCK_MONOTONIC): what is left between the two is a step. A leap second is one and is told.
STEP: Final = timedelta(seconds=0.5)
#: What two well-kept machines may differ by, as where witnesses' clocks are held against ours.
APART: Final = CLOCKS


class Doubt(StrEnum):
    STEPPED = "clock stepped"
    DATABASE_STEPPED = "database's clock stepped"
    APART = "clock apart from the database's"
    BEHIND = "clock behind what was sealed"

    @property
    def lasts(self) -> bool:
        """Whether it is true until somebody sets the clock right; a step is over once seen."""
        return self in {Doubt.APART, Doubt.BEHIND}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the clocks showed, asked one after the other."""

    wall: datetime
    #: of a clock that only ever runs forward, from any beginning, and that nobody sets
    running: timedelta
    #: how long the database and what was sealed were asked for, during which ``database`` was read
    took: timedelta = timedelta(0)
    database: datetime | None = None
    #: the latest instant for which somebody signed: a witness, or the sealer
    sealed: datetime | None = None

    @property
    def latest(self) -> datetime:
        """Of what is told, the latest: an event dated by a clock that went back would be hidden."""
        return max(each for each in (self.wall, self.database, self.sealed) if each is not None)


@dataclass(frozen=True, slots=True)
class Doubted:
    doubt: Doubt
    #: how far off, forward or back
    by: timedelta


def doubts(before: Shown | None, now: Shown) -> tuple[Doubted, ...]:
    """All that is wrong; ``before`` is what the same machine showed when it looked last."""
    return tuple(_doubts(before, now))


def _doubts(before: Shown | None, now: Shown) -> Iterator[Doubted]:
    if before is not None:
        ran = now.running - before.running
        yield from _off(Doubt.STEPPED, now.wall - before.wall - ran, STEP)
        if before.database is not None and now.database is not None:
            blurred = STEP + max(before.took, now.took)
            yield from _off(Doubt.DATABASE_STEPPED, now.database - before.database - ran, blurred)
    if now.database is not None:
        yield from _off(Doubt.APART, now.wall - now.database, APART + now.took)
    if now.sealed is not None and now.wall < now.sealed - APART:
        yield Doubted(Doubt.BEHIND, now.wall - now.sealed)


def _off(doubt: Doubt, by: timedelta, limit: timedelta) -> Iterator[Doubted]:
    if abs(by) > limit:
        yield Doubted(doubt, by)
