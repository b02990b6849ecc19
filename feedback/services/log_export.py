"""The whole log as one text, for a verifier that shares no code with the house.

A line is a JSON array (docs/history-format.md). Bodies stay byte for byte: what is no UTF-8, which
only tampering leaves behind, travels as lone surrogates. ASCII alone, so that no reader of lines
finds one more. No personal data; but it shows when files came in, so it is for inspectors only.
"""

import json
from collections.abc import Iterator
from dataclasses import astuple
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, func, literal, select

from feedback.domain.history.entries import RegisterNumber
from feedback.domain.history.fold import SubjectState
from feedback.models.entry import Entry, EntrySalt, LogHead
from feedback.models.register import RegisterCounter
from feedback.models.subject import Subject
from feedback.services.stored_entries import stored_entries, stream
from feedback.services.table_state import table_states

FORMAT: Final = 1
_BATCH: Final = 1_000
_COMMITS: Final = literal(b'"commit":"', LargeBinary)


def lines(connection: Connection) -> Iterator[str]:
    """Counters, entries, present state, and how many lines that was, as of one moment.

    The connection must see one (``feedback.services.verification.snapshot``).
    """
    count = 0
    for record in _records(connection):
        count += 1
        yield json.dumps(record, separators=(",", ":"))
    yield json.dumps(["end", count], separators=(",", ":"))


def _records(connection: Connection) -> Iterator[list[Any]]:
    yield ["log", FORMAT, connection.scalar(select(LogHead.size)) or 0]
    counters = select(RegisterCounter.book, RegisterCounter.year, RegisterCounter.last)
    for row in connection.execute(counters.order_by(RegisterCounter.book, RegisterCounter.year)):
        yield ["counter", *row]
    for place, *columns, body, leaf in stored_entries(connection):
        yield ["entry", place, *columns, leaf.hex(), body.decode("utf-8", "surrogateescape")]
    yield from _subjects(connection)
    yield ["gone", _salts_gone(connection)]


def _salts_gone(connection: Connection) -> list[int]:
    """Entries that commit to something whose salt was destroyed: each needs an erasure (V11).

    A commitment is spelled so and not otherwise; a quotation mark within a text is escaped.
    """
    kept = select(EntrySalt.index).where(EntrySalt.index == Entry.index).exists()
    commits = func.position(_COMMITS.op("IN")(Entry.body)) > 0
    return list(connection.scalars(select(Entry.index).where(commits, ~kept).order_by(Entry.index)))


def _subjects(connection: Connection) -> Iterator[list[Any]]:
    """Every row there is, also one that no entry tells of."""
    uid = Subject.__table__.c.uid
    rows = stream(connection, select(uid).order_by(uid))
    while batch := [row[0] for row in islice(rows, _BATCH)]:
        for subject, state in table_states(connection, batch).items():
            yield ["subject", subject, _told(state)]


def _told(state: SubjectState) -> dict[str, Any]:
    return {
        "kind": state.kind,
        "state": state.state,
        "procedure": state.procedure,
        "edition": state.edition,
        "agency": state.agency,
        "person": state.person,
        "register": _number(state.register),
        "deadlines": {uid: astuple(fact) for uid, fact in state.deadlines.items()},
        "escalations": {key: astuple(fact) for key, fact in state.escalations.items()},
        "letters": {
            uid: (fact.name, _number(fact.register), fact.rendered, fact.signed, fact.issued,
                  fact.voided)
            for uid, fact in state.letters.items()
        },
    }  # fmt: skip


def _number(register: RegisterNumber | None) -> list[Any] | None:
    """Book, year, number; the row of a case names no book, for there is only one."""
    if register is None:
        return None
    return [register.book or None, register.year, register.number]
