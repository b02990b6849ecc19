"""The whole log as one text, for a verifier that shares no code with the house.

A line is a JSON array (docs/history-format.md). Bodies stay byte for byte, in hexadecimal digits.
ASCII alone, so that no reader of lines finds one more. No personal data; but it shows when files
came in, so it is for inspectors only.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, select

from feedback.domain.history.entries import RegisterNumber
from feedback.models.entry import EntrySalt, LogHead
from feedback.models.register import RegisterCounter
from feedback.models.subject import Subject
from feedback.services.log.stored_entries import stored_entries, stream
from feedback.services.log.table_state import table_states

FORMAT: Final = 2
_BATCH: Final = 1_000


def lines(connection: Connection) -> Iterator[str]:
    """Entries, counters, present state, and how many lines that was, as of one moment.

    The connection must see one (``feedback.services.log.verification.snapshot``).
    """
    count = 0
    for record in _records(connection):
        count += 1
        yield json.dumps(record, separators=(",", ":"))
    yield json.dumps(["end", count], separators=(",", ":"))


def _records(connection: Connection) -> Iterator[list[Any]]:
    """A destroyed salt needs an erasure (V11), so each entry says whether its salt is there."""
    yield ["log", FORMAT]
    salted = set(connection.scalars(select(EntrySalt.index)))
    for place, *columns, body, leaf in stored_entries(connection):
        yield ["entry", place, *columns, leaf.hex(), body.hex(), place in salted]
    yield ["size", connection.scalar(select(LogHead.size)) or 0]
    counters = select(RegisterCounter.book, RegisterCounter.year, RegisterCounter.last)
    for row in connection.execute(counters.order_by(RegisterCounter.book, RegisterCounter.year)):
        yield ["counter", *row]
    yield from _rows(connection)


def _rows(connection: Connection) -> Iterator[list[Any]]:
    """Every row there is, also one that no entry tells of."""
    uid = Subject.__table__.c.uid
    rows = stream(connection, select(uid).order_by(uid))
    while batch := [row[0] for row in islice(rows, _BATCH)]:
        for subject, state in table_states(connection, batch).items():
            yield ["row", subject, {name: _told(fact) for name, fact in state.facts()}]


def _told(fact: object) -> object:
    """A fact as the list of its members; the row of a case names no book, for there is only one."""
    if isinstance(fact, RegisterNumber):
        return [fact.book or None, fact.year, fact.number]
    if is_dataclass(fact) and not isinstance(fact, type):
        return [_told(getattr(fact, member.name)) for member in fields(fact)]
    return fact
