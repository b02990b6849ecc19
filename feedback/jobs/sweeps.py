"""Jobs of the queue ``sweeps``: periodic, without arguments, harmless when run twice."""

from feedback.domain import clock
from feedback.extensions import current_settings
from feedback.services import delivery_tasks, drafts, escalation, recomputation, sealing, waiting
from feedback.services.transaction import transaction
from feedback.vault.keys import KeyRing


def escalate() -> int:
    """Escalate what became late; how many levels were reached.

    A change of the calendar that was broken off comes first: no old date escalates.
    """
    now = clock.now()
    recomputation.finish_all(now)
    return escalation.escalate_overdue(now).escalations


def seal() -> None:
    """Sign what the history gained."""
    settings = current_settings()
    with transaction() as session:
        sealing.seal(
            session,
            directory=settings.checkpoints_dir,
            key=KeyRing(settings.keys_dir).history_key,
            origin=settings.history_origin,
            now=clock.now(),
        )


def tidy() -> int:
    """Forget old drafts, and files that nobody sent; how many drafts."""
    waiting.forget_old(clock.now())
    return drafts.forget_old(clock.now())


def chase_deliveries() -> int:
    """Find documents of which nothing was heard for long; how many tasks that opened."""
    return delivery_tasks.chase(clock.now())
