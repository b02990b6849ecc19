"""What signing does at the end: a document is sealed and issued, and its ways are planned."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.extensions import db
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.services.delivery import deliveries
from feedback.services.files import kept_files
from feedback.services.ground.transaction import transaction
from feedback.services.letters import contexts
from feedback.services.letters.contexts import context_of
from feedback.services.log import history
from tests.papers import PDF


def issue(letter_id: int, now: datetime) -> None:
    """Seal a rendered document and plan its deliveries, in one transaction."""
    with transaction() as session:
        letter = session.get_one(IssuedLetter, letter_id)
        letter.signed_at = letter.issued_at = now
        letter.signed_sha256 = letter.issued_sha256 = letter.pdf_sha256
        session.flush()
        history.record_many(session, deliveries.plan(session, letter, now))


def frozen_anew(letter: IssuedLetter, **changes: Any) -> bytes:
    """The context of a document with something changed, sealed as the house seals it."""
    session = db.session()
    subject = session.get_one(Subject, letter.subject_id)
    context = context_of(letter) | changes
    return contexts.seal(session, subject, letter.uid, context, letter.approved_at)


def issue_all(session: Session, now: datetime) -> None:
    """Issue every document; one that no worker rendered gets a page that nobody reads here."""
    open_ = select(IssuedLetter).where(IssuedLetter.issued_at.is_(None))
    letters = session.scalars(open_.order_by(IssuedLetter.id)).all()
    for letter in letters:
        if letter.rendered_at is None:
            subject = session.get_one(Subject, letter.subject_id)
            page = kept_files.keep(session, subject, PDF, now)
            letter.rendered_at, letter.pdf_sha256, letter.pages = now, page, 1
    ids = [letter.id for letter in letters]
    session.commit()
    for letter_id in ids:
        issue(letter_id, now)
