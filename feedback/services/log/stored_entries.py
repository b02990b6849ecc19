"""Entries streamed out of the database, in the shape the rules read."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Executable, Row, Text, cast, func, select

from feedback.domain.history.verify import StoredEntry
from feedback.models.entry import Entry

_BATCH: Final = 2_000


def stored_entries(
    connection: Connection, first: int = 0, size: int | None = None
) -> Iterator[StoredEntry]:
    """Entries from an index on, in the order of the log; the database spells uid and time."""
    query = select(
        Entry.index,
        func.replace(cast(Entry.subject, Text), "-", ""),
        Entry.seq,
        Entry.kind,
        Entry.type,
        func.to_char(func.timezone("UTC", Entry.at), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        Entry.book,
        Entry.year,
        Entry.number,
        Entry.body,
        Entry.leaf,
    ).where(Entry.index >= first)
    if size is not None:
        query = query.where(Entry.index < size)
    for row in stream(connection, query.order_by(Entry.index)):
        yield StoredEntry._make(row)


def stream(connection: Connection, query: Executable) -> Iterator[Row[Any]]:
    """Rows through a cursor of the server, so that a million of them need no memory here."""
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        yield from result
