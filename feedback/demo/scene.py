"""Who is there and what a story may use; a story is a generator of instants.

It yields the instant at which it wants to go on and then acts as of that instant.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from feedback.demo.province import Cast
from feedback.demo.shapes import CorpusPetition
from feedback.domain.clock import civil_day, midnight
from feedback.domain.roles import Actor
from feedback.services.drafting import proposals
from feedback.vault.keys import KeyRing

Story = Generator[datetime, datetime, None]
#: A part of a story that hands on the instant it came to.
Chapter = Generator[datetime, datetime, datetime]
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is there, and what the story may use."""

    cast: Cast
    keys: KeyRing
    rng: Random
    desk: str
    #: petition ids by the number of their drawing, for those that repeat an earlier one
    lodged: dict[int, int]
    case_of: Callable[[int], int]
    number_of: Callable[[int], str]
    render: Callable[[int, datetime], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One petition on the stage: who works it, how fast, what it repeats."""

    stage: Stage
    petition: CorpusPetition
    subject: int
    agency: str
    rng: Random
    pace: int
    original: int | None
    signed: bool

    @property
    def officer(self) -> Actor:
        return self.stage.cast.officer(self.agency)

    @property
    def head(self) -> Actor:
        return self.stage.cast.head(self.agency)

    def propose(self, subject: int, action: str, now: datetime, **data: str) -> int:
        return proposals.propose(subject, action, self.drafter(subject), now, data)

    def drafter(self, subject: int) -> Actor:
        on_case = subject != self.subject
        return self.stage.cast.case_officer(self.agency) if on_case else self.officer

    def wait(self, now: datetime, least: int, most: int) -> datetime:
        return later(now, self.rng.randint(least, most) * self.pace, self.rng)


def later(now: datetime, days: int, rng: Random) -> datetime:
    """Some working hour ``days`` days on; never on a weekend, never earlier than ``now``."""
    day = civil_day(now) + timedelta(days=days)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    at = midnight(day) + timedelta(hours=rng.randint(8, 16), minutes=rng.randint(0, 59))
    return max(at, now + timedelta(minutes=rng.randint(20, 90)))
