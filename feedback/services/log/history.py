"""Writing the history: every change of a petition or case leaves its entry, or does not happen.

Call it last in the transaction of the change: from here to the commit nobody else can write an
entry. Lock order: rows of the change, then register, then log.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID
from weakref import ref

from sqlalchemy import ARRAY, JSON, Uuid, bindparam, insert, text
from sqlalchemy.orm import Session

from feedback.domain.history.chain import Link, Placed, place_all
from feedback.domain.history.entries import Draft, RegisterNumber, milliseconds
from feedback.models.entry import EntrySalt

#: In ``Session.info``: by which transaction the log is locked, and its size before that.
_HELD: Final = "feedback.history.held"

#: Locks the head and moves it forward; answers with the head as it was.
_TAKE_PLACES: Final = text("""
    WITH before AS (SELECT id, size, last_at FROM log_head FOR UPDATE)
    UPDATE log_head AS head
       SET size = head.size + :taken, last_at = greatest(head.last_at, :latest)
      FROM before
     WHERE head.id = before.id
    RETURNING before.size, before.last_at
""")
_NEWEST: Final = text("""
    SELECT wanted.subject, newest.seq, newest.leaf
      FROM unnest(:subjects) AS wanted (subject)
     CROSS JOIN LATERAL (SELECT seq, leaf FROM entry WHERE entry.subject = wanted.subject
                          ORDER BY seq DESC LIMIT 1) AS newest
""").bindparams(bindparam("subjects", type_=ARRAY(Uuid())))
#: All entries travel as one text: an array of bytes takes ten times as long to spell out.
_WRITE: Final = text("""
    INSERT INTO entry (index, subject, seq, kind, type, at, book, year, number, body, leaf)
    SELECT index, subject, seq, kind, type, at, book, year, number,
           convert_to(body, 'UTF8'), decode(leaf, 'hex')
      FROM json_to_recordset(:rows)
           AS sent (index bigint, subject uuid, seq integer, kind text, type text, at timestamptz,
                    book text, year integer, number integer, body text, leaf text)
""").bindparams(bindparam("rows", type_=JSON()))
_WRITE_SALT: Final = insert(EntrySalt.metadata.tables["entry_salt"])


class LockOrderError(RuntimeError):
    """A register number was asked for after the log was locked: two such callers would deadlock."""


def record(  # noqa: PLR0913 - an entry is told everything it says; all keyword-only
    session: Session,
    *,
    subject: UUID,
    kind: str,
    type_: str,
    at: datetime,
    actor: str,
    unit: str | None,
    data: Mapping[str, Any],
    register: RegisterNumber | None = None,
    confidential: bytes | None = None,
) -> Placed:
    """Write one entry in the caller's transaction; three statements, one of them a lock.

    ``data`` holds no personal data; its members are those ``feedback.domain.history.fold`` reads.
    Raises ``MalformedEntryError`` when it holds what an entry may not.
    """
    draft = Draft(subject, kind, type_, at, actor, unit, data, register, confidential)
    return record_many(session, [draft])[0]


def record_many(session: Session, drafts: Sequence[Draft]) -> list[Placed]:
    """Write entries in this order, at consecutive places of the log."""
    placed = place_many(session, drafts)
    if placed:
        session.execute(_WRITE, {"rows": [_sent(entry) for entry in placed]})
    salts = salt_rows(placed)
    if salts:
        session.execute(_WRITE_SALT, salts)
    return placed


def place_many(session: Session, drafts: Sequence[Draft]) -> list[Placed]:
    """Take places of the log for entries; whoever asks must write them in this transaction."""
    if not drafts:
        return []
    first_index, earliest = _lock_log(session, len(drafts), max(draft.at for draft in drafts))
    links = _links(session, {draft.subject for draft in drafts})
    return list(
        place_all(
            drafts,
            first_index=first_index,
            links=links,
            earliest=earliest,
            new_salt=secrets.token_bytes,
        )
    )


def row_of(placed: Placed) -> dict[str, Any]:
    """The row of an entry, for an insert or a COPY."""
    register = placed.draft.register
    return {
        "index": placed.index,
        "subject": placed.draft.subject,
        "seq": placed.seq,
        "kind": placed.draft.kind,
        "type": placed.draft.type,
        "at": placed.at,
        "book": register and register.book,
        "year": register and register.year,
        "number": register and register.number,
        "body": placed.body,
        "leaf": placed.leaf,
    }


def _sent(placed: Placed) -> dict[str, Any]:
    """The row of an entry as JSON carries it; its body is canonical JSON, hence text."""
    told = {"subject": placed.draft.subject.hex, "at": placed.at.isoformat()}
    return row_of(placed) | told | {"body": placed.body.decode(), "leaf": placed.leaf.hex()}


def salt_rows(placed: Sequence[Placed]) -> list[dict[str, Any]]:
    """Rows of the salts of those entries that commit to something confidential."""
    return [{"index": entry.index, "salt": entry.salt} for entry in placed if entry.salt]


def refuse_when_log_is_locked(session: Session) -> None:
    """Keep the one order of locks; see ``LockOrderError``."""
    if size_before(session) is not None:
        raise LockOrderError("take register numbers before the first entry is recorded")


def size_before(session: Session) -> int | None:
    """How many entries there were before those of this transaction; None where it has none."""
    transaction, held = session.get_transaction(), session.info.get(_HELD)
    if transaction is None or held is None or held[0]() is not transaction:
        return None
    size: int = held[1]
    return size


def _lock_log(session: Session, count: int, latest: datetime) -> tuple[int, datetime]:
    """Take places in the log; the first of them, and the time of the entry before it."""
    told = {"taken": count, "latest": milliseconds(latest)}
    first_index, earliest = session.execute(_TAKE_PLACES, told).one()
    transaction = session.get_transaction()
    if transaction is not None and size_before(session) is None:
        session.info[_HELD] = (ref(transaction), first_index)
    return first_index, earliest.astimezone(UTC)


def _links(session: Session, subjects: Collection[UUID]) -> dict[UUID, Link]:
    """The newest entry of each subject; read after the lock, so that none is newer."""
    rows = session.execute(_NEWEST, {"subjects": list(subjects)})
    return {subject: Link(seq, leaf) for subject, seq, leaf in rows}
