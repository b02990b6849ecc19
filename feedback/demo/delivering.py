"""Documents handed out in the demonstration: whatever waits for an officer goes to the post."""

from datetime import datetime

from feedback.domain.clock import civil_day
from feedback.domain.deliveries import Result
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.services import delivery_attempts
from feedback.services.delivery_attempts import Statement
from feedback.services.delivery_papers import waiting_for_post


def hand_over(officer: Actor, now: datetime) -> None:
    """The envelopes of the agency are given to the post office."""
    ids = [row.id for row in waiting_for_post(db.session(), officer)]
    if ids:
        said = Statement(result=Result.SENT, on=civil_day(now))
        delivery_attempts.record(ids, said, officer, now)
