"""Issued documents that an agency may send another way, and those that came to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import DeliveryChannel, RecipientRole
from feedback.domain.errors import NotFoundError
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor
from feedback.models.agency import UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject

delivery, letter = Delivery.__table__, IssuedLetter.__table__
subject, account = Subject.__table__, UserAccount.__table__
_AGENCY = bindparam("agency_id", type_=BigInteger)


@dataclass(frozen=True, slots=True)
class Document:
    """An issued document of the reader's agency, and whom it goes to by the words of deliveries."""

    letter_id: int
    letter: str
    number: int | None
    symbol: str
    issued_on: date
    subject_id: int
    subject_kind: SubjectKind
    recipients: Mapping[str, tuple[RecipientRole, str]]


_DOCUMENT = (
    select(*letter.c["id", "name", "number", "symbol", "issued_on"], letter.c.subject_id)
    .add_columns(subject.c.subject_kind)
    .join(subject, subject.c.id == letter.c.subject_id)
    .join(account, account.c.id == letter.c.signer_id)
    .where(
        letter.c.id == bindparam("letter_id", type_=BigInteger),
        letter.c.issued_at.is_not(None),
        account.c.agency_id == _AGENCY,
        conflict_free(letter.c.subject_id),
    )
)
_RECIPIENTS = (
    select(*delivery.c["recipient", "role", "label"])
    .where(delivery.c.letter_id == bindparam("letter_id", type_=BigInteger))
    .order_by(delivery.c.id)
)


def document(session: Session, actor: Actor, letter_id: int) -> Document:
    """An issued document of the actor's agency; NotFoundError otherwise."""
    given = {"letter_id": letter_id, "agency_id": actor.agency_id}
    row = session.execute(_DOCUMENT, given).one_or_none()
    if row is None:
        raise NotFoundError("Không tìm thấy văn bản đã ban hành.")
    known = {
        recipient: (RecipientRole(role), label)
        for recipient, role, label in session.execute(_RECIPIENTS, {"letter_id": letter_id})
    }
    return Document(
        row.id,
        row.name,
        row.number,
        row.symbol,
        row.issued_on,
        row.subject_id,
        SubjectKind(row.subject_kind),
        known,
    )


def received(session: Session, actor: Actor, delivery_id: int) -> IssuedLetter:
    """A document that came to the actor's agency; NotFoundError when it did not."""
    found = session.scalars(
        select(IssuedLetter)
        .join(Delivery, Delivery.letter_id == IssuedLetter.id)
        .where(Delivery.id == delivery_id, Delivery.receiver_id == actor.agency_id)
        .where(Delivery.channel == DeliveryChannel.AGENCY)
        .where(conflict_free(Delivery.subject_id))
    ).one_or_none()
    if found is None:
        raise NotFoundError("Không tìm thấy văn bản đến.")
    return found
