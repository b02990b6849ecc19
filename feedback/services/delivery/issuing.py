"""What follows when a document is issued: it is in force, and goes out to whom it names."""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.history.entries import Draft
from feedback.models.letter import IssuedLetter
from feedback.services.delivery import deliveries


def issued(session: Session, letter: IssuedLetter, now: datetime) -> list[Draft]:
    """In the transaction that issues it; the entries of what is sent at once, for the caller."""
    letter.issued_at = now
    session.flush()
    return deliveries.plan(session, letter, now)
