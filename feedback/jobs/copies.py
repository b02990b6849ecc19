"""Safe copies of what citizens send.

They have a queue of their own: a flood of heavy files delays no letter and no deadline.
"""

from feedback.domain import clock
from feedback.services.files import safe_copies


def make(item_id: int) -> None:
    """Make the copy an outbox row waits for."""
    safe_copies.make(item_id, clock.now())


def bring_waiting() -> int:
    """Ask again for copies that wait; how many. Queue ``sweeps``."""
    return safe_copies.bring_waiting(clock.now())
