"""What must happen later: a row in the deciding transaction, a queue job after its commit.

A job carries the row's id and nothing else. When the queue cannot be reached the row stays, and the
relay brings it again; ids carry the attempt, because a queue keeps the ids of finished jobs.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import RedisError
from rq import Retry
from rq.exceptions import DuplicateJobError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.extensions import queues
from feedback.models.outbox import OutboxItem

log = logging.getLogger(__name__)

JOBS = {
    "letters": "feedback.jobs.letters.render",
    "notices": "feedback.jobs.notices.deliver",
}
#: A row whose job was lost is brought again after this time; doubled with each attempt.
PATIENCE = timedelta(minutes=2)
ATTEMPTS = 8


def later(
    session: Session, *, queue: str, key: str, payload: dict[str, Any], now: datetime
) -> OutboxItem:
    """Add a row in the caller's transaction and remember to wake the queue after the commit."""
    item = OutboxItem(
        key=key, queue=queue, payload=payload, created_at=now, next_try_at=now + PATIENCE
    )
    session.add(item)
    session.info.setdefault("woken", []).append(item)
    return item


def wake(session: Session) -> None:
    """Tell the queue about rows just committed; silence is harmless, the relay looks again."""
    items = session.info.pop("woken", [])
    try:
        for item in items:
            enqueue(item.id, item.queue, item.attempts)
    except (RedisError, OSError) as error:
        log.warning("queue not reached, the relay will bring %d rows: %s", len(items), error)


def enqueue(item_id: int, queue: str, attempt: int) -> None:
    """Hand one row's id to its queue; a double of the same attempt is success."""
    try:
        queues.named(queue).enqueue(
            JOBS[queue],
            item_id,
            job_id=f"{queue}-{item_id}-{attempt}",
            unique=True,
            job_timeout=120,
            result_ttl=600,
            failure_ttl=86_400,
            retry=Retry(max=2, interval=[5, 30]),
        )
    except DuplicateJobError:
        return


def take(session: Session, item_id: int) -> OutboxItem | None:
    """Hold a waiting row for this transaction; None when it is done or somebody else holds it."""
    return session.scalars(
        select(OutboxItem)
        .where(OutboxItem.id == item_id, OutboxItem.done_at.is_(None))
        .where(OutboxItem.failed_at.is_(None))
        .with_for_update(skip_locked=True)
    ).one_or_none()


def overdue_rows(session: Session, now: datetime, limit: int = 200) -> list[tuple[int, str, int]]:
    """Rows that waited too long: (id, queue, attempt), each marked for its next try."""
    rows = session.scalars(
        select(OutboxItem)
        .where(OutboxItem.done_at.is_(None), OutboxItem.failed_at.is_(None))
        .where(OutboxItem.next_try_at <= now)
        .order_by(OutboxItem.next_try_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.attempts += 1
        row.next_try_at = now + PATIENCE * 2 ** min(row.attempts, 5)
    return [(row.id, row.queue, row.attempts) for row in rows]


def note_failure(session: Session, item_id: int, error: str, now: datetime) -> None:
    """Write down why an attempt failed; after the last one the row is given up, visibly."""
    session.execute(
        update(OutboxItem)
        .where(OutboxItem.id == item_id, OutboxItem.done_at.is_(None))
        .values(error=error[:1000])
    )
    session.execute(
        update(OutboxItem)
        .where(OutboxItem.id == item_id, OutboxItem.done_at.is_(None))
        .where(OutboxItem.attempts >= ATTEMPTS)
        .values(failed_at=now)
    )
