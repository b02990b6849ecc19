"""Documents of the demonstration: rendered, signed and sealed, as a worker and two people would."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.roles import Actor, Role
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.services.documents import rendering, signing
from feedback.services.ground.transaction import transaction


def issue_waiting(subject_id: int, now: datetime) -> None:
    """Every document of a subject that is not issued yet."""
    with transaction() as session:
        letters = session.scalars(
            select(IssuedLetter.id)
            .where(IssuedLetter.subject_id == subject_id)
            .where(IssuedLetter.issued_at.is_(None), IssuedLetter.voided_at.is_(None))
            .order_by(IssuedLetter.id)
        ).all()
    for letter in letters:
        issue(letter, now)


def issue(letter_id: int, now: datetime) -> None:
    """Render it, then the person's signature and the agency's; one's own paper is only rendered."""
    with transaction() as session:
        key = f"letter-{letter_id}"
        item = session.scalars(select(OutboxItem.id).where(OutboxItem.key == key)).one()
        own = session.get_one(IssuedLetter, letter_id).own
    rendering.render_letter(item, now)
    if own:
        return
    with transaction() as session:
        signer, clerk = signers(session, session.get_one(IssuedLetter, letter_id))
    signing.sign(letter_id, signer, now)
    signing.seal(letter_id, clerk, now)


def signers(session: Session, letter: IssuedLetter) -> tuple[Actor, Actor]:
    """Who signs a document, and the clerk of the agency that issues it."""
    signer = session.get_one(UserAccount, letter.signer_id)
    clerk = session.scalars(
        select(UserAccount)
        .where(UserAccount.agency_id == signer.agency_id, UserAccount.role == Role.CLERK)
        .order_by(UserAccount.id)
        .limit(1)
    ).one()
    agency = session.get_one(Agency, signer.agency_id)
    return _actor(signer, agency), _actor(clerk, agency)


def _actor(account: UserAccount, agency: Agency) -> Actor:
    return Actor(
        Role(account.role), f"user:{account.id}", account.id, account.agency_id, agency.code
    )
