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

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from feedback.domain.history.chain import Link, Placed, place_all
from feedback.domain.history.entries import Draft, RegisterNumber, milliseconds
from feedback.models.entry import Entry, EntrySalt, LogHead

_LOCK_NOTE: Final = "feedback.history.locked_by"


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
    if not drafts:
        return []
    first_index, earliest = _lock_log(session, len(drafts), max(draft.at for draft in drafts))
    links = _links(session, {draft.subject for draft in drafts})
    placed = list(
        place_all(
            drafts,
            first_index=first_index,
            links=links,
            earliest=earliest,
            new_salt=secrets.token_bytes,
        )
    )
    session.execute(insert(Entry), [row_of(entry) for entry in placed])
    salts = [{"index": entry.index, "salt": entry.salt} for entry in placed if entry.salt]
    if salts:
        session.execute(insert(EntrySalt), salts)
    return placed


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


def refuse_when_log_is_locked(session: Session) -> None:
    """Keep the one order of locks; see ``LockOrderError``."""
    locked_by = session.info.get(_LOCK_NOTE)
    if locked_by is not None and locked_by() is session.get_transaction():
        raise LockOrderError("take register numbers before the first entry is recorded")


def _lock_log(session: Session, count: int, latest: datetime) -> tuple[int, datetime]:
    """Take places in the log; the first of them, and the time of the entry before it."""
    before = select(LogHead.id, LogHead.size, LogHead.last_at).with_for_update().cte("before")
    row = session.execute(
        update(LogHead)
        .values(
            size=LogHead.size + count,
            last_at=func.greatest(LogHead.last_at, milliseconds(latest)),
        )
        .where(LogHead.id == before.c.id)
        .returning(LogHead.size - count, before.c.last_at)
        .execution_options(synchronize_session=False)
    ).one()
    transaction = session.get_transaction()
    session.info[_LOCK_NOTE] = ref(transaction) if transaction is not None else None
    return row[0], row[1].astimezone(UTC)


def _links(session: Session, subjects: Collection[UUID]) -> dict[UUID, Link]:
    """The newest entry of each subject; read after the lock, so that none is newer."""
    rows = session.execute(
        select(Entry.subject, Entry.seq, Entry.leaf)
        .distinct(Entry.subject)
        .where(Entry.subject.in_(subjects))
        .order_by(Entry.subject, Entry.seq.desc())
    )
    return {subject: Link(seq, leaf) for subject, seq, leaf in rows}
