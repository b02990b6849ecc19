"""Jobs of the queue ``notices``."""

from feedback.domain import clock
from feedback.services.delivery import notices


def deliver(item_id: int) -> None:
    """Send the mail an outbox row waits for."""
    notices.deliver(item_id, clock.now())
