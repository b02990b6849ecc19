"""What follows when a document is issued: the sender learns of it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.letter import IssuedLetter
from feedback.models.petition import Party
from feedback.models.subject import Subject
from feedback.services import outbox
from feedback.services.correspondence import petition_of


def issued(session: Session, letter: IssuedLetter, now: datetime) -> None:
    """In the transaction that issues it: in force, and those concerned are told."""
    letter.issued_at = now
    _tell_petitioner(session, letter, session.get_one(Subject, letter.subject_id), now)


def _tell_petitioner(
    session: Session, letter: IssuedLetter, subject: Subject, now: datetime
) -> None:
    """A mail to come, unless the sender is protected or left no address."""
    if not letter.for_citizen or subject.confidential:
        return
    petition = petition_of(session, subject)
    written = select(Party.id).where(Party.petition_id == petition.id, Party.email != "").limit(1)
    if not petition.confidential and session.scalars(written).first() is not None:
        outbox.later(
            session,
            queue="notices",
            key=f"letter-ready-{letter.id}",
            payload={"letter": letter.id},
            now=now,
        )
