"""Jobs of the queue ``letters``."""

from feedback.domain import clock
from feedback.services import rendering


def render(item_id: int) -> None:
    """Make the PDF an outbox row waits for."""
    rendering.render_letter(item_id, clock.now())
