"""The receipt file of a petition: that its lodging is in the log, under a signed checkpoint.

The earliest checkpoint that covers the entry is taken: it dates the entry best, and the file stays
the same however often it is asked for. Only entries between the checkpoint before and this one are
read. What was made is checked like a stranger's file before it is handed out.
"""

import logging
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError
from feedback.domain.history import evidence
from feedback.domain.history.evidence import Checked, Verdict
from feedback.domain.history.merkle import HASH_BYTES, Frontier
from feedback.domain.history.note import NoteKey
from feedback.domain.history.proof import inclusion_after
from feedback.models.entry import Entry, EntrySalt, LogCheckpoint, LogHead
from feedback.models.sealed import LODGING
from feedback.models.subject import Subject

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


def proof_of(session: Session, petition_id: int, key: NoteKey) -> bytes:
    """The receipt file of a petition, checked under the key; equal bytes at every asking."""
    index, body, salt = session.execute(
        select(Entry.index, Entry.body, EntrySalt.salt)
        .join(Subject, Subject.uid == Entry.subject)
        .outerjoin(EntrySalt, EntrySalt.index == Entry.index)
        .where(Subject.id == petition_id, Entry.seq == LODGING)
    ).one()
    return _proven(session, index, body, salt, key)


def proof_of_entry(session: Session, index: int, key: NoteKey) -> bytes:
    """The same of any entry, without the salt of what it commits to."""
    body = session.scalars(select(Entry.body).where(Entry.index == index)).one()
    return _proven(session, index, body, None, key)


def _proven(session: Session, index: int, body: bytes, salt: bytes | None, key: NoteKey) -> bytes:
    size, note = _covering(session, index)
    path = _path(session, index, size)
    made = evidence.evidence(index, body, salt, path, note).as_text().encode()
    checked = evidence.check(made, key)
    if checked.verdict is not Verdict.PROVEN:
        log.error("no proof of entry %s under %s: %s", index, size, checked.reason)
        msg = "Không lập được bằng chứng: nhật ký không khớp với lần niêm phong. Hãy báo cơ quan."
        raise LogContradictedError(msg)
    return made


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


def _covering(session: Session, index: int) -> tuple[int, str]:
    """Size and note of the earliest checkpoint that has the entry."""
    found = session.execute(
        select(LogCheckpoint.size, LogCheckpoint.note)
        .where(LogCheckpoint.size > index)
        .order_by(LogCheckpoint.size)
        .limit(1)
    ).one_or_none()
    if found is None:
        msg = "Chưa có bằng chứng. Bằng chứng được lập sau lần niêm phong nhật ký tiếp theo."
        raise NotSealedError(msg)
    return found.size, found.note


def _path(session: Session, index: int, size: int) -> list[bytes]:
    before = _before(session, index)
    leaves = session.scalars(
        select(Entry.leaf)
        .where(Entry.index >= before.size, Entry.index < size)
        .order_by(Entry.index)
    ).all()
    if before.size + len(leaves) != size:
        return []  # entries are missing: no path leads to the root, and nothing is handed out
    return inclusion_after(before, leaves, index, size)


def _before(session: Session, index: int) -> Frontier:
    """The tree of the last checkpoint that ends before the entry; the empty one before the first.

    Peaks were not signed: wrong ones lead to another root, and nothing is handed out.
    """
    found = session.execute(
        select(LogCheckpoint.size, LogCheckpoint.peaks)
        .where(LogCheckpoint.size <= index, LogCheckpoint.peaks.is_not(None))
        .order_by(LogCheckpoint.size.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return Frontier()
    starts = range(0, len(found.peaks), HASH_BYTES)
    return Frontier(found.size, [found.peaks[start : start + HASH_BYTES] for start in starts])
