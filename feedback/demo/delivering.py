"""Documents handed out in the demonstration: whatever waits is addressed and goes to the post."""

from datetime import datetime

from feedback.domain.clock import civil_day
from feedback.domain.deliveries import ADDRESSED_BY_HAND, Result
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.models.agency import Agency
from feedback.services.delivery import delivery_addressing, delivery_attempts
from feedback.services.delivery.delivery_addresses import Address, address_of, stated_before
from feedback.services.delivery.delivery_attempts import Statement
from feedback.services.papers.delivery_papers import envelopes, waiting_for_post


def hand_over(officer: Actor, now: datetime) -> None:
    """The envelopes of the agency are given to the post office."""
    _address(officer, now)
    ids = [row.id for row in envelopes(db.session(), officer)]
    if ids:
        said = Statement(result=Result.SENT, on=civil_day(now))
        delivery_attempts.record(ids, said, officer, now)


def _address(officer: Actor, now: datetime) -> None:
    """Who works in the house, and who manages them, is written to at the seat of the agency."""
    session = db.session()
    seat = session.get_one(Agency, officer.agency_id)
    for row in waiting_for_post(session, officer):
        if row.role in ADDRESSED_BY_HAND and not address_of(session, row).whole:
            known = stated_before(session, row)
            name = known.name or seat.name
            stated = Address(name, known.address or f"Trụ sở {seat.name}, {seat.place}")
            delivery_addressing.state(row.id, stated, officer, now)
