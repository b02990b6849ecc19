"""Jobs of the queue ``letters``."""

from feedback.domain import clock
from feedback.services import dossier_making, outbox, rendering

#: By what an outbox row names.
MAKERS = {"dossier": dossier_making.make, "letter": rendering.render_letter}


def render(item_id: int) -> None:
    """Make what an outbox row waits for: a document's PDF, a dossier."""
    MAKERS[outbox.wanted(item_id)](item_id, clock.now())
