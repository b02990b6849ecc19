"""Sealing the log: a signed checkpoint over everything that was written so far.

Before it signs, the sealer computes what is new from the bytes of the entries and checks every
rule. If one is broken it signs nothing: a log once signed a tree its entries did not hash to, and
that was its end. It never signs what does not begin with what it signed before.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from feedback.domain.history.chain import Link
from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from feedback.domain.history.entries import stamp
from feedback.domain.history.note import MalformedNoteError, NoteKey, UntrustedNoteError
from feedback.domain.history.report import Finding
from feedback.domain.history.verify import LogAudit, LogState
from feedback.models.entry import Entry, LogCheckpoint, LogHead
from feedback.services.log.checkpoint_store import CheckpointStore, Sealed
from feedback.services.log.log_key import signer
from feedback.services.log.notes_outside import size_brought
from feedback.services.log.stored_entries import stored_entries

#: Any number, the same on every machine: one sealer at a time.
SEALING: Final = 0x5EA1


class SealRefusedError(RuntimeError):
    """The log is not as it must be; nothing was signed. Somebody has to look at once."""


def seal(
    session: Session, *, directory: Path, key: Ed25519PrivateKey, origin: str, now: datetime
) -> Checkpoint | None:
    """Sign what is new; None when nothing is, or another sealer is at work.

    Raises ``SealRefusedError`` with the first reason.
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(SEALING))):
        return None
    store, sign = CheckpointStore(directory), signer(key, origin)
    sealed = _last(store, sign.key)
    size = session.scalar(select(LogHead.size)) or 0
    _refuse_rollback(session, sealed, size)
    _refuse_forgotten(size_brought(directory, sign.key), size)
    if sealed.note:
        _show(session, sealed)
    if size == sealed.frontier.size:
        return None
    state = _checked(session, sealed, size)
    head = Checkpoint(origin, size, state.frontier.root())
    note = sign_checkpoint(head, sign)
    made = Sealed(note, stamp(now), state.frontier, state.last_leaf, state.last_at, state.books)
    store.keep(made)
    _show(session, made)
    return head


def _show(session: Session, sealed: Sealed) -> None:
    """See that the newest head stands in the database too: a crash may have come between."""
    session.execute(
        insert(LogCheckpoint)
        .values(
            size=sealed.frontier.size,
            root=sealed.frontier.root(),
            note=sealed.note,
            sealed_at=datetime.fromisoformat(sealed.at),
            peaks=b"".join(sealed.frontier.peaks),
        )
        .on_conflict_do_nothing()
    )


def _last(store: CheckpointStore, key: NoteKey) -> Sealed:
    """The state at the last checkpoint; its own signature vouches for it."""
    sealed = store.newest()
    if sealed is None:
        return Sealed()
    try:
        head = open_checkpoint(sealed.note, key)
    except (UntrustedNoteError, MalformedNoteError) as error:
        raise SealRefusedError(
            f"the state of the sealer is not signed by its key: {error}"
        ) from error
    if (head.size, head.root) != (sealed.frontier.size, sealed.frontier.root()):
        raise SealRefusedError("the state of the sealer does not belong to its checkpoint")
    store.complete(sealed)
    return sealed


def _refuse_rollback(session: Session, sealed: Sealed, size: int) -> None:
    if size < sealed.frontier.size:
        raise SealRefusedError(f"{sealed.frontier.size} entries were sealed, only {size} are left")
    if sealed.frontier.size:
        newest = sealed.frontier.size - 1
        leaf = session.scalar(select(Entry.leaf).where(Entry.index == newest))
        if leaf != sealed.last_leaf:
            raise SealRefusedError(f"entry {newest} is not the one that was sealed")


def _refuse_forgotten(brought: int, size: int) -> None:
    """Sealer and database may have been set back together: whoever restores brings notes."""
    if brought > size:
        raise SealRefusedError(f"elsewhere {brought} entries were sealed, only {size} are left")


def _checked(session: Session, sealed: Sealed, size: int) -> LogState:
    """The state of the log at this size, every new entry checked."""
    first = sealed.frontier.size
    state = LogState(
        frontier=sealed.frontier.copy(),
        links=dict(_links_before(session, first, size)) if first else {},
        books=dict(sealed.books),
        last_at=sealed.last_at,
        last_leaf=sealed.last_leaf,
    )
    audit = LogAudit(_refuse, state)
    for row in stored_entries(session.connection(), first, size):
        audit.read(row)
    if state.size != size:
        raise SealRefusedError(f"{size} entries were counted, {state.size} found")
    return state


def _links_before(session: Session, first: int, size: int) -> Iterator[tuple[str, Link]]:
    """The newest sealed entry of each subject that has new ones."""
    fresh = select(Entry.subject).where(Entry.index >= first, Entry.index < size)
    rows = session.execute(
        select(Entry.subject, Entry.seq, Entry.leaf)
        .ext(distinct_on(Entry.subject))
        .where(Entry.index < first, Entry.subject.in_(fresh))
        .order_by(Entry.subject, Entry.seq.desc())
    )
    for subject, seq, leaf in rows:
        yield subject.hex, Link(seq, leaf)


def _refuse(finding: Finding) -> None:
    raise SealRefusedError(f"entry {finding.index}: {finding.sentence} ({finding.rule})")
