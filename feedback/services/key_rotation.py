"""Wrapping data keys anew: under a new key-encryption key, or by another provider.

Never content: a ciphertext keeps its data key. Batches are transactions of their own, found by the
name of the key they are under, so whoever was interrupted goes on where they stopped.
"""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.extensions import current_identities
from feedback.models.identity import DataKey
from feedback.models.subject import Subject
from feedback.services.transaction import transaction

BATCH = 500


def rewrap_all() -> Iterator[int]:
    """Rewrap what is not under the current key; how many so far, after each batch."""
    done = 0
    while count := _batch():
        done += count
        yield done


def under_older(session: Session) -> dict[str, int]:
    """How many keys are still under which other key-encryption key."""
    rows = session.execute(
        select(DataKey.kek, func.count())
        .where(DataKey.kek != current_identities().keys.provider.current)
        .where(DataKey.wrapped.is_not(None))
        .group_by(DataKey.kek)
        .order_by(DataKey.kek)
    )
    return dict(rows.tuples())


def _batch() -> int:
    keys = current_identities().keys
    with transaction() as session:
        rows = session.execute(
            select(DataKey, Subject.uid)
            .join(Subject.__table__, Subject.__table__.c.id == DataKey.petition_id)
            .where(DataKey.kek != keys.provider.current, DataKey.wrapped.is_not(None))
            .order_by(DataKey.kek, DataKey.id)
            .limit(BATCH)
            .with_for_update(of=DataKey)
        ).all()
        for row, uid in rows:
            assert row.wrapped is not None  # noqa: S101 - asked for above
            wrapped = keys.rewrap(row.wrapped, uid, row.id)
            row.wrapped, row.kek = wrapped.content, wrapped.kek
        return len(rows)
