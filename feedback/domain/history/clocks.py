"""The clocks of one file as its entries tell them: enough to count each due date again.

Nothing but entries is read, so whoever holds an exported history can check every date without our
database: the rule, the day it was counted from, the circumstances, each pause and each extension.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from feedback.domain.deadlines import Circumstances, Extension, Pause
from feedback.domain.history.entries import ParsedEntry
from feedback.domain.time_limits import Length, Unit


@dataclass(slots=True)
class ToldClock:
    """One clock: what it was counted by, and the dates that were written down for it."""

    id: str
    limit: str
    start: date
    #: the day of the act that opened it, which picks the version of some rules
    opened_on: date
    flags: frozenset[str]
    raw: str | None
    legal: str | None
    state: str = "open"
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def given(self) -> Circumstances:
        return Circumstances(self.flags, self.pauses, self.extensions)


@dataclass(slots=True)
class _Reading:
    clocks: dict[str, ToldClock] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)

    def running(self) -> list[ToldClock]:
        return [clock for clock in self.clocks.values() if clock.state == "open"]


def told_clocks(entries: Iterable[ParsedEntry]) -> tuple[ToldClock, ...]:
    """Every clock of a file, in the order in which they were opened."""
    reading = _Reading()
    for entry in entries:
        _take_in(reading, entry.data)
    return tuple(reading.clocks.values())


def _take_in(reading: _Reading, data: dict[str, Any]) -> None:
    """Services close first, then stop, start and lengthen, and open; an end voids what is left."""
    closed = {item["id"]: item["how"] for item in data.get("closed", ())}
    _close(reading, closed)
    if "on" in data:
        _move(reading, data, date.fromisoformat(data["on"]))
    for item in data.get("moved", ()):
        clock = reading.clocks[item["id"]]
        clock.raw, clock.legal = item["raw"], item["legal"]
        clock.flags = frozenset(item.get("flags", clock.flags))
    for item in data.get("opened", ()):
        reading.clocks[item["id"]] = _opened(item, date.fromisoformat(data["on"]), reading)
    _close(reading, closed)


def _close(reading: _Reading, closed: dict[str, str]) -> None:
    for uid in closed.keys() & reading.clocks.keys():
        reading.clocks[uid].state = closed[uid]


def _move(reading: _Reading, data: dict[str, Any], on: date) -> None:
    if "stopped" in data:
        stopped = data["stopped"]
        reading.pauses.append(Pause(on, None, stopped["ground"], stopped["document"]))
    if data.get("goes_on"):
        reading.pauses[-1] = replace(reading.pauses[-1], until=on)
    for item in data.get("extended", ()):
        clock = reading.clocks[item["id"]]
        span = Length(item["length"], Unit(item["unit"]))
        clock.extensions += (Extension(span, item["document"]),)
    if "stopped" in data or data.get("goes_on"):
        for clock in reading.running():
            clock.pauses = tuple(reading.pauses)


def _opened(item: dict[str, Any], on: date, reading: _Reading) -> ToldClock:
    return ToldClock(
        item["id"],
        item["limit"],
        date.fromisoformat(item["start"]),
        on,
        frozenset(item.get("flags", ())),
        item["raw"],
        item["legal"],
        pauses=tuple(reading.pauses),
    )
