"""What makes a petition look like junk: signs, their points, and the sentence an officer reads.

Suspicion refuses nothing. From ``ENOUGH`` points on a petition waits in the tray of suspects, with
its receipt given, until an officer has looked: it is released into the queue, its periods counted
from the day it came, or confirmed to be none. Neither a network nor words that many send alike is
enough, nor both: whole communes share one address, and neighbours write together.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from feedback.domain.text import fold
from feedback.domain.windows import BURST, DAY, EVERYBODY, SUSTAINED, Window

ENOUGH: Final = 5
#: Nothing is timed for people who need time; nobody writes and sends within this (6g).
AT_LEAST: Final = timedelta(seconds=3)
MANY_LINKS: Final = 3
WORDS_OF_A_SHINGLE: Final = 5
#: The smallest hashes kept of a story, and how many shared make two stories alike.
SKETCH, ALIKE = 8, 6
#: So many earlier ones alike.
COPIES, MANY_COPIES = 2, 10

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class Sign(StrEnum):
    TRAP = "trap"
    HASTE = "haste"
    LINKS = "links"
    COPY = "copy"
    COPIES = "copies"
    BURST = "burst"
    SUSTAINED = "sustained"
    DAY = "day"
    CROWDED = "crowded"
    FORM_APART = "form_apart"


@dataclass(frozen=True, slots=True)
class Weight:
    points: int
    sentence: str


WEIGHTS: Final = {
    Sign.TRAP: Weight(5, "Điền vào ô ẩn mà người dùng không thấy"),
    Sign.HASTE: Weight(3, "Viết và gửi xong trong chưa đầy 3 giây"),
    Sign.LINKS: Weight(2, "Có nhiều liên kết tới trang khác"),
    Sign.COPY: Weight(2, "Nội dung gần giống đơn khác gửi trong ngày"),
    Sign.COPIES: Weight(4, "Nội dung gần giống rất nhiều đơn gửi trong ngày"),
    Sign.BURST: Weight(1, "Vừa có đơn khác gửi từ cùng vùng mạng trong một phút"),
    Sign.SUSTAINED: Weight(2, "Hơn 5 đơn từ cùng vùng mạng trong 5 phút"),
    Sign.DAY: Weight(2, "Hơn 20 đơn từ cùng vùng mạng trong ngày"),
    Sign.CROWDED: Weight(1, "Gửi vào lúc hơn 60 đơn đến trong một phút"),
    Sign.FORM_APART: Weight(5, "Quản trị đang cho mọi đơn loại này vào khay để xem trước"),
}
#: What neighbours do who write together: only the gravest of these signs counts.
TOGETHER: Final = frozenset({Sign.BURST, Sign.SUSTAINED, Sign.DAY, Sign.COPY, Sign.COPIES})


@dataclass(frozen=True, slots=True)
class Lately:
    """How many petitions came before this one: from its neighbourhood, and from everybody."""

    burst: int = 0
    sustained: int = 0
    day: int = 0
    everybody: int = 0
    #: earlier ones of the day with almost the same words
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Sending:
    """How a petition was sent, as far as that is looked at; nothing of it is kept."""

    #: empty where none is to be looked at: of a denunciation, and of a reception office
    network: str = ""
    began_at: datetime | None = None
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    signs: tuple[Sign, ...] = ()

    @property
    def points(self) -> int:
        return points(self.signs)

    @property
    def suspected(self) -> bool:
        return self.points >= ENOUGH


def judged(sending: Sending, story: str, lately: Lately, now: datetime, *, apart: bool) -> Verdict:
    """What speaks against a petition. ``apart``: every one of this form is to be looked at."""
    hasty = sending.began_at is not None and now - sending.began_at < AT_LEAST
    found = {
        Sign.TRAP: bool(sending.trap.strip()),
        Sign.HASTE: hasty,
        Sign.LINKS: len(_LINK.findall(story)) >= MANY_LINKS,
        Sign.COPY: lately.copies >= COPIES,
        Sign.COPIES: lately.copies >= MANY_COPIES,
        Sign.BURST: _beyond(BURST, lately.burst),
        Sign.SUSTAINED: _beyond(SUSTAINED, lately.sustained),
        Sign.DAY: _beyond(DAY, lately.day),
        Sign.CROWDED: _beyond(EVERYBODY, lately.everybody),
        Sign.FORM_APART: apart,
    }
    return Verdict(tuple(sign for sign, seen in found.items() if seen))


def points(signs: Iterable[Sign]) -> int:
    told = set(signs)
    together = max((WEIGHTS[sign].points for sign in told & TOGETHER), default=0)
    return together + sum(WEIGHTS[sign].points for sign in told - TOGETHER)


def sentences(stated: str) -> list[str]:
    """The signs an act states, in the words of the table."""
    return [WEIGHTS[Sign(name)].sentence for name in stated.split(",") if name in set(Sign)]


def shingles(story: str) -> Iterator[str]:
    """Every five words in a row, without marks and case; a short story is one."""
    words = fold(story).split()
    for start in range(max(1, len(words) - WORDS_OF_A_SHINGLE + 1)):
        yield " ".join(words[start : start + WORDS_OF_A_SHINGLE])


def _beyond(window: Window, before: int) -> bool:
    return before >= window.most
