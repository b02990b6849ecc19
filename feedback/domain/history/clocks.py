"""The clocks of a file from its entries alone: what each rests on, and its whole arithmetic.

Members of ``data`` beside those that ``feedback.domain.history.fold`` reads:

=============================  ====================================================================
``opened``, ``moved``          ``days``: the days that differed from the rule of the week between
                               the clock's first and last day, ``[day, kind, reason]``; ``flags``
                               (opened): each condition with its document; ``span``, ``decided``
                               (opened): a target's length as the province had set it
``opened``                     ``start_at``, ``due_at``: instants, where hours are counted
``flags``                      conditions of clocks counted anew, by clock
``paused``, ``resumed``        ``since, ground, document``; ``until, document``
``extended``                   additions ``{id, length, unit, document}``
=============================  ====================================================================

With these no calendar, table or setting is needed to count again what was counted then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from feedback.domain.calendar import DayKind, SpecialDay, WorkingCalendar
from feedback.domain.deadlines import Circumstances, Due, Extension, Pause, Start, due
from feedback.domain.explanation import explain
from feedback.domain.history.entries import ParsedEntry
from feedback.domain.steps import Step
from feedback.domain.time_limits import Length, TimeLimit, Unit

Data = dict[str, Any]


# ------------------------------------------------------------------------------ what is written
def flags_said(given: Circumstances) -> dict[str, str]:
    """Each condition that holds, with the document by which it is known."""
    papers = {"complex": given.complex_basis, "remote": given.remote_basis}
    return {flag: papers.get(flag, "") for flag in sorted(given.flags)}


def span_said(limit: TimeLimit) -> Data:
    """The length of a target that the province set otherwise than proposed."""
    if not limit.decided:
        return {}
    return {"span": [limit.span.length, limit.span.unit], "decided": limit.decided}


def days_said(calendar: WorkingCalendar, start: date, computed: Due) -> Data:
    """The days off and worked weekend days that this count has seen."""
    known = (computed.raw, computed.legal, computed.guard, computed.target, *computed.ends)
    seen = [start, *(day for day in known if day is not None)]
    days = calendar.special_between(min(seen), max(seen))
    return {"days": [[row.day.isoformat(), row.kind, row.reason] for row in days]} if days else {}


# --------------------------------------------------------------------------------- what is read
@dataclass(slots=True)
class RecordedClock:
    """One clock as the entries tell it; ``recorded`` are its dates as they were written."""

    uid: str
    limit_id: str
    start: date
    recorded: tuple[date | None, date | None]
    flags: dict[str, str] = field(default_factory=dict)
    days: tuple[SpecialDay, ...] = ()
    extensions: tuple[Extension, ...] = ()
    span: Length | None = None
    decided: str = ""
    #: instants of a clock that counts hours
    start_at: datetime | None = None
    due_at: datetime | None = None
    #: as they were when the clock ended; None while it runs
    pauses: tuple[Pause, ...] | None = None
    state: str = "open"
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A clock counted again, and whether that comes to what was recorded."""

    clock: RecordedClock
    limit: TimeLimit
    computed: Due
    steps: tuple[Step, ...]

    @property
    def agrees(self) -> bool:
        dates = (self.computed.raw, self.computed.legal) == self.clock.recorded
        return dates and self.clock.due_at in {None, self.computed.at}


@dataclass(slots=True)
class FileClocks:
    """All clocks of one file, taken in entry by entry, and the pauses of the file."""

    clocks: dict[str, RecordedClock] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()

    def take_in(self, entry: ParsedEntry) -> tuple[str, ...]:
        """Read the next entry; the uids of the clocks it opened, moved or told anew."""
        data, before = entry.data, set(self.clocks)
        self._close(data, before)
        self._pause(data)
        touched = [self._open(item) for item in data.get("opened", ())]
        touched += [self._move(item) for item in data.get("moved", ())]
        touched += [self._extend(item) for item in data.get("extended", ())]
        for uid, flags in data.get("flags", {}).items():
            self.clocks[uid].flags = dict(flags)
        self._close(data, set(self.clocks) - before)
        return tuple(dict.fromkeys(touched))

    def _close(self, data: Data, known: set[str]) -> None:
        for item in data.get("closed", ()):
            if item["id"] in known:
                clock = self.clocks[item["id"]]
                clock.state, clock.closed_on = item["how"], _day(data.get("on"))
                clock.pauses = self.pauses

    def _pause(self, data: Data) -> None:
        if "paused" in data:
            said = data["paused"]
            begun = Pause(date.fromisoformat(said["since"]), None, said["ground"], said["document"])
            self.pauses = (*self.pauses, begun)
        if "resumed" in data:
            until = date.fromisoformat(data["resumed"]["until"])
            self.pauses = tuple(
                replace(pause, until=until) if pause.until is None else pause
                for pause in self.pauses
            )

    def _open(self, item: Mapping[str, Any]) -> str:
        length = item.get("span")
        self.clocks[item["id"]] = RecordedClock(
            uid=item["id"],
            limit_id=item["limit"],
            start=date.fromisoformat(item["start"]),
            recorded=(_day(item["raw"]), _day(item["legal"])),
            flags=dict(item.get("flags", {})),
            days=_days(item),
            span=Length(length[0], Unit(length[1])) if length else None,
            decided=item.get("decided", ""),
            start_at=_instant(item.get("start_at")),
            due_at=_instant(item.get("due_at")),
        )
        return str(item["id"])

    def _move(self, item: Mapping[str, Any]) -> str:
        clock = self.clocks[item["id"]]
        clock.recorded = (_day(item["raw"]), _day(item["legal"]))
        clock.days = _days(item)
        return clock.uid

    def _extend(self, item: Mapping[str, Any]) -> str:
        clock = self.clocks[item["id"]]
        span = Length(item["length"], Unit(item["unit"]))
        clock.extensions = (*clock.extensions, Extension(span, item["document"]))
        return clock.uid

    def recompute(self, uid: str, limit_named: Callable[[str], TimeLimit]) -> Recomputed:
        """Count a clock again from what the entries say, by the rule of its version."""
        clock = self.clocks[uid]
        limit = limit_named(clock.limit_id)
        if clock.span is not None:
            limit = replace(limit, span=clock.span, decided=clock.decided)
        given = self.circumstances(clock)
        start, calendar = Start(clock.start, clock.start_at), _calendar(clock)
        computed = due(limit, start, calendar, given)
        return Recomputed(clock, limit, computed, explain(limit, start, calendar, computed, given))

    def circumstances(self, clock: RecordedClock) -> Circumstances:
        """What about the file changes this clock, as the entries tell it."""
        return Circumstances(
            flags=frozenset(clock.flags),
            pauses=self.pauses if clock.pauses is None else clock.pauses,
            extensions=clock.extensions,
            remote_basis=clock.flags.get("remote", ""),
            complex_basis=clock.flags.get("complex", ""),
        )


def _calendar(clock: RecordedClock) -> WorkingCalendar:
    """The weeks of these years with the days that were seen; enough for the dates recorded."""
    seen = [clock.start, *(day for day in clock.recorded if day is not None)]
    return WorkingCalendar(clock.days, min(seen).year - 1, max(seen).year + 2)


def _days(item: Mapping[str, Any]) -> tuple[SpecialDay, ...]:
    return tuple(
        SpecialDay(date.fromisoformat(day), DayKind(kind), reason, "lịch sử hồ sơ")
        for day, kind, reason in item.get("days", ())
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
