"""What signing does at the end: a document is sealed and issued, and its ways are planned."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.services import deliveries, history
from feedback.services.rendering import render_letter
from feedback.services.transaction import transaction


def render_all(session: Session, now: datetime) -> None:
    """Render what waits, as the worker does."""
    waiting = select(OutboxItem.id).where(
        OutboxItem.queue == "letters", OutboxItem.done_at.is_(None)
    )
    for item in session.scalars(waiting).all():
        render_letter(item, now)


def issue(letter_id: int, now: datetime) -> None:
    """Seal a rendered document and plan its deliveries, in one transaction."""
    with transaction() as session:
        letter = session.get_one(IssuedLetter, letter_id)
        letter.signed_at = letter.issued_at = now
        letter.signed_sha256 = letter.issued_sha256 = letter.pdf_sha256
        session.flush()
        history.record_many(session, deliveries.plan(session, letter, now))


def issue_all(session: Session, now: datetime) -> None:
    """Render and issue every document that waits for it."""
    render_all(session, now)
    open_ = select(IssuedLetter.id).where(
        IssuedLetter.issued_at.is_(None), IssuedLetter.voided_at.is_(None)
    )
    for letter_id in session.scalars(open_.order_by(IssuedLetter.id)).all():
        issue(letter_id, now)
