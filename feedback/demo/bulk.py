"""Many petitions at once, for benchmarks: copies of worked petitions, written by COPY.

The originals went through the real services; a copy differs in identifiers, numbers and the key its
sender is sealed under. The entries of the copies are chained and placed in the log like any others,
at the time of loading, so the history of the whole verifies.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import cycle, islice
from typing import Any
from uuid import UUID

from psycopg import Cursor, sql
from sqlalchemy import ColumnElement, Table, Text, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Session

from feedback.demo.copies import PARTS, Copy, Original, Part, Row, Told
from feedback.domain.history.entries import Draft, parse
from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind
from feedback.extensions import current_identities, current_texts
from feedback.models.entry import Entry, EntrySalt
from feedback.models.file_key import Purpose
from feedback.models.identity import DataKey
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.redaction import RedactedCopy
from feedback.services.acts import redacted
from feedback.services.books import registers
from feedback.services.ground.transaction import transaction
from feedback.services.letters import contexts
from feedback.services.log import history
from feedback.services.subject import identities, words
from feedback.vault import frozen
from feedback.vault.data_keys import DataKey as Key
from feedback.vault.words import TITLE
from feedback.vault.words import redacted as redacted_field

#: Copies written in one transaction.
BATCH = 1_000
_AS_TEXT = (TSVECTOR, JSONB)
#: Identifiers asked for at once.
BLOCK = 2_000


def multiply(
    count: int, now: datetime, progress: Callable[[int], None], *, originals_at_most: int
) -> None:
    """Write ``count`` copies of the first petitions there are, each original in turn."""
    with transaction() as session:
        originals = list(_originals(session, originals_at_most))
        session.rollback()
    if not originals:
        msg = "no petition to copy"
        raise LookupError(msg)
    endless = cycle(originals)
    for start in range(0, count, BATCH):
        batch = list(islice(endless, min(BATCH, count - start)))
        with transaction() as session:
            _write(session, batch, now)
        progress(start + len(batch))


def _originals(session: Session, at_most: int) -> Iterator[Original]:
    """The first petitions with all their rows; those that share a matter with others left out."""
    joined = select(Petition.joined_to_id).where(Petition.joined_to_id.is_not(None))
    rows = session.execute(
        select(Petition.id, Petition.case_id)
        .where(Petition.joined_to_id.is_(None), Petition.id.not_in(joined))
        .where(Petition.earlier_case_id.is_(None))
        .order_by(Petition.id)
        .limit(at_most)
    )
    for petition_id, case_id in rows.all():
        yield _original(session, [i for i in (petition_id, case_id) if i is not None])


def _original(session: Session, subjects: list[int]) -> Original:
    rows: dict[str, list[Row]] = {}
    for part in PARTS:
        rows[part.table.name] = _rows(session, part, subjects, rows)
    uids = [row["uid"] for row in rows["subject"]]
    petition = session.get_one(Petition, rows["petition"][0]["id"])
    sender = identities.sender_of(session, petition.id)
    retyped = {
        copy.sha256: redacted.text_of(petition, copy)
        for copy in session.scalars(
            select(RedactedCopy).where(RedactedCopy.petition_id == petition.id)
        )
    }
    documents = select(IssuedLetter).where(IssuedLetter.subject_id.in_(subjects))
    told = {one.uid: contexts.context_of(one) for one in session.scalars(documents)}
    return Original(rows, _entries(session, uids), sender, words.read(petition), retyped, told)


def _rows(
    session: Session, part: Part, subjects: list[int], known: dict[str, list[Row]]
) -> list[Row]:
    """Rows of the petition and its case, found by the first reference of their table."""
    column, parent = next(iter(part.refers.items()), ("id", "subject"))
    wanted = subjects if parent == "subject" else [row["id"] for row in known[parent]]
    statement = select(*map(_readable, part.table.columns)).where(part.table.c[column].in_(wanted))
    found = session.execute(statement.order_by(part.table.c.id)).mappings()
    return [dict(row) for row in found]


def _readable(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Words and documents are copied as text, which COPY takes as it is."""
    return cast(column, Text).label(column.key) if isinstance(column.type, _AS_TEXT) else column


def _entries(session: Session, uids: list[UUID]) -> list[Told]:
    bodies = session.scalars(
        select(Entry.body).where(Entry.subject.in_(uids)).order_by(Entry.index)
    )
    return [_told(body) for body in bodies]


def _told(body: bytes) -> Told:
    entry = parse(body)
    data = json.dumps(entry.data)
    sealed = entry.commit is not None
    return Told(
        UUID(hex=entry.subject), entry.kind, entry.type, entry.actor, entry.unit, entry.register,
        data, sealed,
    )  # fmt: skip


class _Identifiers:
    """Identifiers from the sequences of the tables, a block at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left: dict[str, Iterator[int]] = defaultdict(lambda: iter(()))

    def __call__(self, table: str) -> int:
        taken = next(self._left[table], None)
        if taken is not None:
            return taken
        sequence = func.nextval(func.pg_get_serial_sequence(table, "id"))
        block = self._session.scalars(select(sequence).select_from(func.generate_series(1, BLOCK)))
        self._left[table] = iter(block.all())
        return next(self._left[table])


def _write(session: Session, batch: Sequence[Original], now: datetime) -> None:
    """Rows first, then registers, the log last: the one order of locks."""
    ids = _Identifiers(session)
    given = _numbers(session, batch)
    rows: dict[str, list[Row]] = defaultdict(list)
    drafts: list[Draft] = []
    for original in batch:
        copy = Copy(ids, lambda book, year: next(given[book, year]))
        drafts += list(_copied(copy, original, rows, now))
    for part in PARTS:
        _copy_in(session, part.table, rows[part.table.name])
    for keys in ("data_key", "file_key"):
        _copy_in(session, DataKey.metadata.tables[keys], rows[keys])
    placed = history.place_many(session, drafts)
    _copy_in(session, Entry.metadata.tables["entry"], [history.row_of(entry) for entry in placed])
    _copy_in(session, EntrySalt.metadata.tables["entry_salt"], history.salt_rows(placed))


def _numbers(session: Session, batch: Sequence[Original]) -> dict[tuple[str, int], Iterator[int]]:
    """As many numbers of each book and year as the batch will use."""
    wanted: dict[tuple[str, int], int] = defaultdict(int)
    for original in batch:
        for told in original.entries:
            if told.register is not None:
                wanted[told.register.book, told.register.year] += 1
    return {
        (book, year): iter(registers.next_numbers(session, book, year, count))
        for (book, year), count in sorted(wanted.items())
    }


def _copied(
    copy: Copy, original: Original, rows: dict[str, list[Row]], now: datetime
) -> Iterator[Draft]:
    """Collect the rows of one copy and yield its entries; entries give the numbers."""
    registers_of = [told.register and copy.register(told.register) for told in original.entries]
    for part in PARTS:
        rows[part.table.name] += [
            copy.numbered(part.table.name, row)
            for row in copy.rows(part, original.rows[part.table.name])
        ]
    _reseal(original, rows, now)
    _freeze(copy, original, rows, now)
    for told, register in zip(original.entries, registers_of, strict=True):
        yield Draft(
            copy.uid(told.subject), told.kind, told.type, now, told.actor, told.unit,
            json.loads(copy.retold(told.data)), register, b"copy" if told.sealed else None,
        )  # fmt: skip


def _reseal(original: Original, rows: dict[str, list[Row]], now: datetime) -> None:
    """The newest copy under a key of its own: a copied ciphertext would not open."""
    petition, party = rows["petition"][-1], rows["party"][-1]
    uid, kind = next(
        (row["uid"], row["kind"])
        for row in reversed(rows["subject"])
        if row["id"] == petition["id"]
    )
    key, texts = identities.new_key(uid), current_texts()
    if party["person"] is not None:
        party["person"] = current_identities().seal(original.sender, key, uid)
    title = file_title(Kind(kind), petition["channel"], original.words.story)
    petition["content"] = texts.seal(original.words, key, uid)
    petition["title"] = texts.seal_text(title, TITLE, key, uid)
    for copy in rows["redacted_copy"]:
        if copy["petition_id"] == petition["id"] and copy["sealed"] is not None:
            text, field = original.retyped[copy["sha256"]], redacted_field(copy["sha256"])
            copy["sealed"] = texts.seal_text(text, field, key, uid)
    rows["data_key"].append(
        {
            "id": key.id,
            "petition_id": petition["id"],
            "wrapped": key.wrapped.content,
            "kek": key.wrapped.kek,
            "created_at": now,
            "destroyed_for": "",
        }
    )


def _freeze(copy: Copy, original: Original, rows: dict[str, list[Row]], now: datetime) -> None:
    """The contexts of the newest copy's documents, each under the key of its own file."""
    uids = {row["id"]: row["uid"] for row in rows["subject"][-len(original.rows["subject"]) :]}
    context_of = {copy.uid(old): context for old, context in original.contexts.items()}
    keys: dict[int, Key] = {}
    for row in rows["letter"][len(rows["letter"]) - len(context_of) :]:
        subject = row["subject_id"]
        if subject not in keys:
            keys[subject] = current_identities().keys.new(uids[subject])
        place = frozen.place(uids[subject], row["uid"])
        row["frozen"] = frozen.seal(context_of[row["uid"]], keys[subject], place)
    rows["file_key"] += [
        {
            "id": key.id,
            "subject_id": subject,
            "purpose": Purpose.KEPT.value,
            "wrapped": key.wrapped.content,
            "kek": key.wrapped.kek,
            "created_at": now,
            "destroyed_for": "",
        }
        for subject, key in keys.items()
    ]


def _copy_in(session: Session, table: Table, rows: list[Row]) -> None:
    if not rows:
        return
    names = list(rows[0])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    cursor: Cursor[Any] = session.connection().connection.cursor()  # type: ignore[assignment]  # psycopg's own
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
