"""What must happen later: a row in the deciding transaction, a queue job after its commit.

A job carries the row's id and nothing else. When the queue cannot be reached the row stays, and the
relay brings it again; ids carry the attempt, because a queue keeps the ids of finished jobs. A job
is idempotent by holding its row: effect and ``done_at`` are one transaction, and a worker that dies
leaves the row free.
"""

import logging
import re
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import RedisError
from rq import Retry
from rq.exceptions import DuplicateJobError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from feedback.extensions import db, queues
from feedback.models.outbox import OutboxItem

log = logging.getLogger(__name__)

JOBS = {
    "letters": "feedback.jobs.letters.render",
    "notices": "feedback.jobs.notices.deliver",
    "sweeps": "feedback.jobs.days.recompute",
    "copies": "feedback.jobs.copies.make",
}
#: A row whose job was lost is brought again after this time; doubled with each attempt, up to an
#: hour.
PATIENCE = timedelta(minutes=2)
#: Given up only after both: an outage of days uses up time, a backlog uses up attempts.
ATTEMPTS = 8
GIVE_UP_AFTER = timedelta(days=5)
#: How long a job may take; a dossier reads every file of a case.
JOB_SECONDS = {"letters": 1800, "notices": 120, "sweeps": 120, "copies": 120}

#: A mailbox, as servers like to repeat it in their answers.
_ADDRESS = re.compile(r"(?<![^\s<>\"'(),;:])[^\s<>\"'(),;:@]+@[^\s<>\"'(),;:]+")


def later(
    session: Session,
    *,
    queue: str,
    key: str,
    payload: dict[str, Any],
    now: datetime,
    wake_queue: bool = True,
) -> OutboxItem:
    """Add a row in the caller's transaction and remember to wake the queue after the commit.

    Without waking, another row's job sees to it, or in the end the relay.
    """
    item = OutboxItem(
        key=key, queue=queue, payload=payload, created_at=now, next_try_at=now + PATIENCE
    )
    session.add(item)
    if wake_queue:
        session.info.setdefault("woken", []).append(item)
    return item


def once_more(
    session: Session, *, queue: str, key: str, payload: dict[str, Any], now: datetime
) -> None:
    """Have something done that may be asked for again: one row, however often it is asked."""
    item = session.scalars(
        select(OutboxItem).where(OutboxItem.key == key).with_for_update()
    ).one_or_none()
    if item is None:
        later(session, queue=queue, key=key, payload=payload, now=now)
        return
    item.payload, item.done_at, item.failed_at, item.error = payload, None, None, ""
    item.attempts, item.created_at, item.next_try_at = item.attempts + 1, now, now + PATIENCE
    session.info.setdefault("woken", []).append(item)


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
            job_timeout=JOB_SECONDS[queue],
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


def hurry(session: Session, key: str, now: datetime) -> None:
    """Let a waiting row, also one that was given up, be tried at once after the commit."""
    item = session.scalars(
        select(OutboxItem)
        .where(OutboxItem.key == key, OutboxItem.done_at.is_(None))
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if item is None:
        return
    item.failed_at, item.attempts = None, item.attempts + 1
    item.next_try_at = now + PATIENCE
    session.info.setdefault("woken", []).append(item)


def waiting(session: Session, what: str, limit: int) -> list[OutboxItem]:
    """Hold rows that wait for one thing (``letter``) for this transaction, the oldest first."""
    return list(
        session.scalars(
            select(OutboxItem)
            .where(OutboxItem.payload.has_key(what))
            .where(OutboxItem.done_at.is_(None), OutboxItem.failed_at.is_(None))
            .order_by(OutboxItem.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


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


def reason(error: Exception) -> str:
    """What may be kept of a failure: its kind and words, but nobody's address.

    Of a database's refusal only the kind: its words repeat the row.
    """
    words = "" if isinstance(error, SQLAlchemyError) else f": {error}"
    return _ADDRESS.sub("…", type(error).__name__ + words)


def note_failure(session: Session, item_id: int, error: str, now: datetime) -> None:
    """Write down why an attempt failed; the last one is given up, visibly."""
    item = session.get_one(OutboxItem, item_id, with_for_update=True)
    if item.done_at is not None:
        return
    item.error = error[:1000]
    if item.attempts >= ATTEMPTS and now - item.created_at >= GIVE_UP_AFTER:
        item.failed_at = now


def give_up(session: Session, item_id: int, error: str, now: datetime) -> None:
    """No further attempt can help."""
    item = session.get_one(OutboxItem, item_id, with_for_update=True)
    if item.done_at is None:
        item.error, item.failed_at = error[:1000], now


def revive(session: Session, key: str, now: datetime) -> int | None:
    """Let a row that was given up wait again; the id of the waiting row, None when none waits."""
    item = session.scalars(
        select(OutboxItem).where(OutboxItem.key == key, OutboxItem.done_at.is_(None))
    ).one_or_none()
    if item is None:
        return None
    if item.failed_at is not None:
        item.failed_at, item.attempts = None, item.attempts + 1
        item.next_try_at = now + PATIENCE
    return item.id


def wanted(item_id: int) -> str:
    """What a row waits for, by the one name in its payload: ``letter``, ``dossier``."""
    (name,) = db.session.get_one(OutboxItem, item_id).payload
    return str(name)
