"""Times of entries held against the clocks of witnesses (rule V9).

A cosignature dates a head by somebody else's clock. What the head covers was written before that;
what it does not cover came later, if the witness answered while it was asked, as one reached over
the network does. Times that do not fit were set by hand.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final

from feedback.domain.history.chain import AT_WORK
from feedback.domain.history.entries import stamp
from feedback.domain.history.report import Finding, Rule

#: How far apart the clocks of two well-kept machines may be.
CLOCKS: Final = timedelta(seconds=5)
#: An entry takes the time at which its work began, which may end after the head was signed.
LATEST_START: Final = AT_WORK + CLOCKS


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness saw a head of this size; ``at_once``: it was the whole log at that moment."""

    size: int
    at: datetime
    at_once: bool


class WitnessTimes:
    """Asked for each entry in the order of the log; instants in the spelling of an entry."""

    def __init__(self, report: Callable[[Finding], None], seen: Iterable[Seen]) -> None:
        self._report = report
        ordered = sorted(seen, key=lambda one: (one.size, one.at))
        prompt = [one for one in ordered if one.at_once]
        self._prompt = [one.size for one in prompt]
        #: for the first n prompt heads, the time before which nothing behind them was written
        self._not_before = [
            stamp(at - LATEST_START) for at in accumulate((one.at for one in prompt), max)
        ]
        self._sizes = [one.size for one in ordered]
        #: for all heads from the n-th on, the time after which nothing within them was written
        latest = accumulate((one.at for one in reversed(ordered)), min)
        self._not_after = [stamp(at + CLOCKS) for at in latest][::-1]

    def look(self, place: int, subject: str, at: str) -> None:
        behind = bisect_right(self._prompt, place)
        if behind and at < self._not_before[behind - 1]:
            self._found(
                place,
                subject,
                f"ghi lùi giờ: mục ghi {at}, nhân chứng chưa thấy mục này "
                f"vào lúc sau {self._not_before[behind - 1]}",
            )
        within = bisect_right(self._sizes, place)
        if within < len(self._sizes) and at > self._not_after[within]:
            self._found(
                place,
                subject,
                f"ghi trước giờ: mục ghi {at}, nhân chứng đã thấy mục này "
                f"vào lúc trước {self._not_after[within]}",
            )

    def _found(self, place: int, subject: str, sentence: str) -> None:
        self._report(Finding(Rule.TIME, sentence, place, subject))
