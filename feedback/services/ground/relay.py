"""Bringing rows to the queue that waited too long: their job was lost, or nobody sent one."""

from datetime import datetime

from feedback.extensions import queues
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction


def bring_overdue(now: datetime) -> int:
    """Enqueue every overdue row anew, in batches; the number brought.

    Rows are marked before they are sent, or a worker could find one still held here and let it
    be. While the queue is away nothing is marked: the first line raises ``RedisError``.
    """
    queues.connection.ping()
    brought = 0
    while True:
        with transaction() as session:
            rows = outbox.overdue_rows(session, now)
        for item_id, queue, attempt in rows:
            outbox.enqueue(item_id, queue, attempt)
        brought += len(rows)
        if not rows:
            return brought
