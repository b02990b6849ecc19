"""The arithmetic of a period, told line by line."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Line(StrEnum):
    """What a line of the arithmetic tells."""

    RULE = "rule"
    EDITION = "edition"
    EVENT = "event"
    DAY_ZERO = "day_zero"
    #: a pause of the case that leaves this clock running
    ELSEWHERE = "elsewhere"
    COUNTED = "counted"
    LEFT_OUT = "left_out"
    PAUSED = "paused"
    GRANTED = "granted"
    STOPPED = "stopped"
    RAW = "raw"
    SUM = "sum"
    #: days off at the end, over which the period reaches
    ROLLED = "rolled"
    CAP = "cap"
    GUARD = "guard"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: a Vietnamese sentence, the date it arrives at, its article.

    ``left_out`` is how many days the line takes out of the count.
    """

    kind: Line
    words: str
    day: date | None = None
    left_out: int = 0
    basis: str = ""

    @property
    def text(self) -> str:
        return f"{self.words} ({self.basis})" if self.basis else self.words
