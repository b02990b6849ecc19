"""Wrapping data keys anew: under a new key-encryption key, or by another provider.

Never content: a ciphertext keeps its data key. Batches are transactions of their own, found by the
name of the key they are under, so whoever was interrupted goes on where they stopped. Each key is
met once: a service that names its keys in two ways does not keep us for ever.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.extensions import current_identities
from feedback.models.file_key import FileKey
from feedback.models.identity import DataKey
from feedback.models.subject import Subject
from feedback.services.ground.transaction import transaction

BATCH = 500
#: Where wrapped keys lie, and whose each is.
TABLES: Final[tuple[tuple[Any, InstrumentedAttribute[int]], ...]] = (
    (DataKey, DataKey.petition_id),
    (FileKey, FileKey.subject_id),
)


def rewrap_all() -> Iterator[int]:
    """Rewrap what is not under the current key; how many so far, after each batch."""
    done = 0
    for table, owner in TABLES:
        reached = UUID(int=0)
        while batch := _batch(table, owner, reached):
            done, reached = done + len(batch), batch[-1]
            yield done


def under_older(session: Session) -> dict[str, int]:
    """How many keys are still under which other key-encryption key."""
    left: Counter[str] = Counter()
    for table, _ in TABLES:
        rows = session.execute(
            select(table.kek, func.count().label("held"))
            .where(table.kek != current_identities().keys.provider.current)
            .where(table.wrapped.is_not(None))
            .group_by(table.kek)
        )
        left.update({row.kek: row.held for row in rows})
    return dict(sorted(left.items()))


def _batch(table: Any, owner: InstrumentedAttribute[int], after: UUID) -> list[UUID]:  # noqa: ANN401 - a declarative class
    keys = current_identities().keys
    with transaction() as session:
        rows = session.execute(
            select(table, Subject.uid)
            .join(Subject.__table__, Subject.__table__.c.id == owner)
            .where(table.kek != keys.provider.current, table.wrapped.is_not(None))
            .where(table.id > after)
            .order_by(table.id)
            .limit(BATCH)
            .with_for_update(of=table)
        ).all()
        for row, uid in rows:
            wrapped = keys.rewrap(row.wrapped, uid, row.id)
            row.wrapped, row.kek = wrapped.content, wrapped.kek
        return [row.id for row, _ in rows]
