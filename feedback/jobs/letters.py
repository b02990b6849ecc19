"""Jobs of the queue ``letters``."""

from feedback.domain import clock
from feedback.services.documents import batches, bulk_signing, rendering
from feedback.services.ground import outbox
from feedback.services.papers import dossier_making

#: By what an outbox row names.
MAKERS = {
    "batch": batches.make,
    "dossier": dossier_making.make,
    "letter": rendering.render_letter,
    "signatures": bulk_signing.carry_out,
}


def render(item_id: int) -> None:
    """Make what an outbox row waits for: PDFs, a dossier, signatures."""
    MAKERS[outbox.wanted(item_id)](item_id, clock.now())
