"""Jobs of the queue ``sweeps``: periodic, without arguments, harmless when run twice."""

from feedback.domain import clock
from feedback.services.delivery import delivery_tasks
from feedback.services.files import waiting
from feedback.services.ladder import escalation
from feedback.services.lodging import arrivals, drafts
from feedback.services.time import recomputation
from feedback.services.upkeep import clock_watching, kept_events


def escalate() -> int:
    """Escalate what became late; how many levels were reached.

    A change of the calendar that was broken off comes first: no old date escalates.
    """
    now = clock.now()
    recomputation.finish_all(now)
    return escalation.escalate_overdue(now).escalations


def tidy() -> int:
    """Forget old drafts, how many, files that nobody sent, what arrived from where, old events."""
    now = clock.now()
    waiting.forget_old(now)
    arrivals.forget_old(now)
    kept_events.forget_old(now)
    clock_watching.forget_old(now)
    return drafts.forget_old(now)


def chase_deliveries() -> int:
    """Find documents of which nothing was heard for long; how many tasks that opened."""
    return delivery_tasks.chase(clock.now())
