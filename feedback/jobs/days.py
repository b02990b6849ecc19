"""Jobs that follow a change of the calendar; queue ``sweeps``."""

from feedback.domain import clock
from feedback.services.time import recomputation


def recompute(item_id: int) -> None:
    """Count anew the clocks that the change of an outbox row may move."""
    recomputation.perform(item_id, clock.now())
