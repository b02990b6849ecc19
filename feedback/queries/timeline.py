"""The history of one file: its entries in their order, what each moved, and whether they hold.

Everything is read from the bytes of the entries; the columns beside them only find them again. An
entry whose bytes are damaged stays in the list and says nothing but its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.history.entries import (
    MalformedEntryError,
    ParsedEntry,
    RegisterNumber,
    parse,
    stamp,
)
from feedback.domain.history.report import Finding, Rule
from feedback.domain.history.verify import LogAudit, StoredEntry
from feedback.models.entry import Entry

#: What one file alone can be asked: numbers of a book belong to all files together.
_OF_ONE_FILE = (Rule.LEAVES, Rule.CHAIN, Rule.TIME)


@dataclass(frozen=True, slots=True)
class ClockMove:
    """What an entry did to one deadline; ``how`` is opened, moved, met or void."""

    limit_id: str
    how: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as people may read it; ``type`` is empty when its bytes cannot be read."""

    place: int
    seq: int
    at: datetime
    type: str
    actor: str
    unit: str | None
    register: RegisterNumber | None
    moves: tuple[ClockMove, ...]
    leaf: str
    data: Mapping[str, Any] = field(default_factory=dict)
    #: secret content is sworn to by a salted hash
    commitment: str = ""


def stored(session: Session, subject: UUID) -> list[StoredEntry]:
    """The entries of one file in the order of its chain; one statement."""
    rows = session.execute(
        select(
            Entry.index,
            Entry.subject,
            Entry.seq,
            Entry.kind,
            Entry.type,
            Entry.at,
            Entry.book,
            Entry.year,
            Entry.number,
            Entry.body,
            Entry.leaf,
        )
        .where(Entry.subject == subject)
        .order_by(Entry.index)
    )
    return [
        StoredEntry(place, uid.hex, seq, kind, type_, stamp(at), *numbers)
        for place, uid, seq, kind, type_, at, *numbers in rows
    ]


def first_break(entries: Sequence[StoredEntry]) -> Finding | None:
    """Recompute every hash and the chain; what breaks first, with its place in the log."""
    found: list[Finding] = []
    audit = LogAudit(found.append)
    for number, entry in enumerate(entries):
        audit.read(entry._replace(place=number))
    ours = [finding for finding in found if finding.rule in _OF_ONE_FILE]
    if not ours:
        return None
    first = min(ours, key=lambda finding: finding.order)
    place = None if first.index is None else entries[first.index].place
    return Finding(first.rule, first.sentence, place, first.subject)


def events(entries: Sequence[StoredEntry]) -> list[Event]:
    """The entries as events, oldest first."""
    dates: dict[str, tuple[str, date | None]] = {}
    return [_event(entry, dates) for entry in entries]


def _event(entry: StoredEntry, dates: dict[str, tuple[str, date | None]]) -> Event:
    try:
        parsed = parse(entry.body)
        moves = tuple(_moves(parsed, dates))
    except (MalformedEntryError, KeyError, TypeError, ValueError):
        return _unreadable(entry)
    return Event(
        place=entry.place,
        seq=entry.seq,
        at=datetime.fromisoformat(parsed.at),
        type=parsed.type,
        actor=parsed.actor,
        unit=parsed.unit,
        register=parsed.register,
        moves=moves,
        leaf=entry.leaf.hex(),
        data=parsed.data,
        commitment=parsed.commit or "",
    )


def _unreadable(entry: StoredEntry) -> Event:
    return Event(
        entry.place,
        entry.seq,
        datetime.fromisoformat(entry.at),
        "",
        "",
        None,
        None,
        (),
        entry.leaf.hex(),
    )


def _moves(parsed: ParsedEntry, dates: dict[str, tuple[str, date | None]]) -> Iterator[ClockMove]:
    """The deadlines an entry touched; ``dates`` remembers each one's rule and present date."""
    for item in parsed.data.get("opened", ()):
        dates[item["id"]] = (item["limit"], _day(item["legal"]))
        yield ClockMove(item["limit"], "opened", None, _day(item["legal"]))
    for item in parsed.data.get("moved", ()):
        limit, before = dates.get(item["id"], ("", None))
        dates[item["id"]] = (limit, _day(item["legal"]))
        if before != _day(item["legal"]):
            yield ClockMove(limit, "moved", before, _day(item["legal"]))
    for item in parsed.data.get("closed", ()):
        limit, before = dates.get(item["id"], ("", None))
        yield ClockMove(limit, item["how"], before, before)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
