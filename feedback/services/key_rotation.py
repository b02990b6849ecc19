"""Wrapping data keys anew: under a new key-encryption key, or by another provider.

Never content: a ciphertext keeps its data key. Batches are transactions of their own, found by the
name of the key they are under, so whoever was interrupted goes on where they stopped. Each key is
met once: a service that names its keys in two ways does not keep us for ever.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.extensions import current_identities
from feedback.models.identity import DataKey
from feedback.models.subject import Subject
from feedback.services.transaction import transaction

BATCH = 500


def rewrap_all() -> Iterator[int]:
    """Rewrap what is not under the current key; how many so far, after each batch."""
    done, reached = 0, UUID(int=0)
    while batch := _batch(reached):
        done, reached = done + len(batch), batch[-1]
        yield done


def under_older(session: Session) -> dict[str, int]:
    """How many keys are still under which other key-encryption key."""
    rows = session.execute(
        select(DataKey.kek, func.count().label("held"))
        .where(DataKey.kek != current_identities().keys.provider.current)
        .where(DataKey.wrapped.is_not(None))
        .group_by(DataKey.kek)
        .order_by(DataKey.kek)
    )
    return {row.kek: row.held for row in rows}


def _batch(after: UUID) -> list[UUID]:
    keys = current_identities().keys
    with transaction() as session:
        rows = session.execute(
            select(DataKey, Subject.uid)
            .join(Subject.__table__, Subject.__table__.c.id == DataKey.petition_id)
            .where(DataKey.kek != keys.provider.current, DataKey.wrapped.is_not(None))
            .where(DataKey.id > after)
            .order_by(DataKey.id)
            .limit(BATCH)
            .with_for_update(of=DataKey)
        ).all()
        for row, uid in rows:
            assert row.wrapped is not None  # noqa: S101 - asked for above
            wrapped = keys.rewrap(row.wrapped, uid, row.id)
            row.wrapped, row.kek = wrapped.content, wrapped.kek
        return [row.id for row, _ in rows]
