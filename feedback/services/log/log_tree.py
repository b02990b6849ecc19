"""The tree of the log out of the database, from the nearest checkpoint on and never whole.

Peaks were not signed: wrong ones lead to another root, which whoever uses them has to compare.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.history.merkle import HASH_BYTES, Frontier
from feedback.models.entry import Entry, LogCheckpoint


def tree_before(session: Session, size: int) -> Frontier:
    """The tree of the last checkpoint of at most this size; the empty one before the first."""
    found = session.execute(
        select(LogCheckpoint.size, LogCheckpoint.peaks)
        .where(LogCheckpoint.size <= size, LogCheckpoint.peaks.is_not(None))
        .order_by(LogCheckpoint.size.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return Frontier()
    starts = range(0, len(found.peaks), HASH_BYTES)
    return Frontier(found.size, [found.peaks[start : start + HASH_BYTES] for start in starts])


def tree_at(session: Session, size: int) -> Frontier:
    """The tree of exactly this size; a shorter one where entries are missing."""
    tree = tree_before(session, size)
    for leaf in leaves(session, tree.size, size):
        tree.append(leaf)
    return tree


def leaves(session: Session, first: int, size: int) -> Sequence[bytes]:
    """Hashes of the entries from an index on, up to a size."""
    return session.scalars(
        select(Entry.leaf).where(Entry.index >= first, Entry.index < size).order_by(Entry.index)
    ).all()
