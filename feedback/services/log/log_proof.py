"""The receipt file of a petition: that its lodging is in the log, under a signed checkpoint.

The earliest checkpoint that covers the entry is taken, of those that enough witnesses saw if there
is one: it dates the entry best, and from then on the file stays the same at every asking. Only
entries between the checkpoint before and this one are read. What was made is checked like a
stranger's file before it is handed out.
"""

import logging
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError
from feedback.domain.history import evidence
from feedback.domain.history.evidence import Checked, Verdict
from feedback.domain.history.note import NoteKey, NoteSigner
from feedback.domain.history.policy import NO_WITNESSES, Policy
from feedback.domain.history.promise import Promise, promise
from feedback.domain.history.proof import inclusion_after
from feedback.models.entry import Entry, EntrySalt, LogCheckpoint, LogCosignature, LogHead
from feedback.models.sealed import lodging
from feedback.services.log.log_tree import leaves, tree_before

log = logging.getLogger(__name__)


class NotSealedError(DomainError):
    """No checkpoint covers the entry yet."""


class LogContradictedError(DomainError):
    """The log does not lead to the root that was signed: it was changed. Somebody has to look."""


class Present(NamedTuple):
    """What the log of today says of a proven entry."""

    agrees: bool
    #: the sealer's clock; None where no such checkpoint was kept here
    sealed_at: datetime | None


def proof_of(session: Session, petition_id: int, key: NoteKey, policy: Policy) -> bytes:
    """The receipt file of a petition, checked under the key; equal bytes at every asking."""
    index, body, salt = session.execute(
        lodging(petition_id, Entry.index, Entry.body, EntrySalt.salt).outerjoin(
            EntrySalt, EntrySalt.index == Entry.index
        )
    ).one()
    return _proven(session, _Asked(index, body, salt), key, policy)


def proof_of_entry(session: Session, index: int, key: NoteKey) -> bytes:
    """The same of any entry, without the salt of what it commits to."""
    body = session.scalars(select(Entry.body).where(Entry.index == index)).one()
    return _proven(session, _Asked(index, body, None), key, NO_WITNESSES)


class _Asked(NamedTuple):
    at: int
    body: bytes
    salt: bytes | None


def _proven(session: Session, asked: _Asked, key: NoteKey, policy: Policy) -> bytes:
    size, note = _covering(session, asked.at, policy)
    path = _path(session, asked.at, size)
    made = evidence.evidence(*asked, path, note).as_text().encode()
    checked = evidence.check(made, key, policy)
    if checked.verdict is not Verdict.PROVEN:
        log.error("no proof of entry %s under %s: %s", asked.at, size, checked.reason)
        msg = "Không lập được bằng chứng: nhật ký không khớp với lần niêm phong. Hãy báo cơ quan."
        raise LogContradictedError(msg)
    return made


def promise_of(session: Session, petition_id: int, signer: NoteSigner) -> bytes:
    """Our word, signed, that the lodging will be in the log; equal bytes at every asking."""
    body, at = session.execute(lodging(petition_id, Entry.body, Entry.at)).one()
    return promise(body, at, signer).encode()


class Fate(StrEnum):
    """What became of a promised entry."""

    #: a signed head covers it, as it was promised
    KEPT = "kept"
    #: it is there, and nothing was signed over it yet
    UNSEALED = "unsealed"
    #: it is not there, or not as it was promised
    GONE = "gone"


def fate(session: Session, promised: Promise) -> Fate:
    """Look for the promised entry at its place in the chain of its file."""
    subject, seq = UUID(hex=promised.entry.subject), promised.entry.seq
    sealed = select(func.coalesce(func.max(LogCheckpoint.size), 0)).scalar_subquery()
    found = session.execute(
        select(Entry.leaf, (Entry.index < sealed).label("sealed")).where(
            Entry.subject == subject, Entry.seq == seq
        )
    ).one_or_none()
    if found is None or found.leaf != promised.leaf:
        return Fate.GONE
    return Fate.KEPT if found.sealed else Fate.UNSEALED


def present(session: Session, proven: Checked) -> Present:
    """Compare a proven file with the log as it is now: entry, head and length must still be so."""
    if proven.head is None:
        raise ValueError("only what was proven is compared")
    leaf = session.scalar(select(Entry.leaf).where(Entry.index == proven.index))
    size = session.scalar(select(LogHead.size)) or 0
    head = session.execute(
        select(LogCheckpoint.root, LogCheckpoint.sealed_at).where(
            LogCheckpoint.size == proven.head.size
        )
    ).one_or_none()
    agrees = leaf == proven.leaf and size >= proven.head.size
    if head is None:
        return Present(agrees, None)
    return Present(agrees and head.root == proven.head.root, head.sealed_at)


def unwitnessed_since(session: Session, policy: Policy) -> datetime | None:
    """When the first head was signed after the last one that enough witnesses saw."""
    if policy.satisfied_by(()):
        return None
    said = session.execute(
        select(LogCosignature.size, func.array_agg(LogCosignature.witness))
        .group_by(LogCosignature.size)
        .order_by(LogCosignature.size.desc())
    )
    seen = next((size for size, names in said if policy.satisfied_by(names)), 0)
    return session.scalar(
        select(func.min(LogCheckpoint.sealed_at)).where(LogCheckpoint.size > seen)
    )


def _covering(session: Session, index: int, policy: Policy) -> tuple[int, str]:
    """Size and note of the earliest checkpoint that has the entry.

    The earliest that enough witnesses saw, if there is one; else it is not cosigned, or not enough.
    """
    earliest = session.scalar(
        select(func.min(LogCheckpoint.size)).where(LogCheckpoint.size > index)
    )
    if earliest is None:
        msg = "Chưa có bằng chứng. Bằng chứng được lập sau lần niêm phong nhật ký tiếp theo."
        raise NotSealedError(msg)
    wanted = None if policy.satisfied_by(()) else _witnessed(session, index, policy)
    size = wanted or earliest
    note = session.scalars(select(LogCheckpoint.note).where(LogCheckpoint.size == size)).one()
    lines = session.scalars(
        select(LogCosignature.line)
        .where(LogCosignature.size == size)
        .order_by(LogCosignature.witness)
    )
    return size, note + "".join(lines)


def _witnessed(session: Session, index: int, policy: Policy) -> int | None:
    """The earliest size beyond the index that satisfies the policy."""
    said = session.execute(
        select(LogCosignature.size, func.array_agg(LogCosignature.witness))
        .where(LogCosignature.size > index)
        .group_by(LogCosignature.size)
        .order_by(LogCosignature.size)
    )
    return next((size for size, names in said if policy.satisfied_by(names)), None)


def _path(session: Session, index: int, size: int) -> list[bytes]:
    before = tree_before(session, index)
    after = leaves(session, before.size, size)
    if before.size + len(after) != size:
        return []  # entries are missing: no path leads to the root, and nothing is handed out
    return inclusion_after(before, after, index, size)
