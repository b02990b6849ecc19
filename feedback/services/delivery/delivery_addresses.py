"""Where a delivery goes, as an envelope may say it; whoever must stay secret has no address here.

Names and addresses are read when they are needed, from the petition, the document, or what an
officer stated of this recipient.
"""

from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import RecipientRole
from feedback.domain.erasure import lost_words
from feedback.domain.letters.catalogue import from_json
from feedback.domain.letters.outcome import SettlementDecision
from feedback.domain.letters.parts import Person
from feedback.domain.recipients import MANAGING_BODY, denounced
from feedback.models.agency import Agency
from feedback.models.delivery import Delivery, DeliveryAddress
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.delivery.delivery_plan import hides_sender
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.subject.identities import opened_address, sender_of

HIDDEN = "người gửi đơn (danh tính được bảo vệ)"

_FACTS = (
    select(DeliveryAddress)
    .join(Delivery, Delivery.id == DeliveryAddress.delivery_id)
    .order_by(DeliveryAddress.id.desc())
    .limit(1)
)
_STATED = _FACTS.where(
    Delivery.letter_id == bindparam("letter", type_=BigInteger),
    Delivery.recipient == bindparam("recipient"),
)


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    address: str
    protected: bool = False

    @property
    def whole(self) -> bool:
        """Whether an envelope can be made of it."""
        return bool(self.name and self.address) and not self.protected


def address_of(session: Session, row: Delivery) -> Address:
    """Where a delivery goes, as an envelope may say it."""
    match row.role:
        case RecipientRole.SENDER:
            return _sender(session, row)
        case RecipientRole.DENOUNCED:
            return _stated(session, row, _who_is_denounced(session, row))
        case RecipientRole.AGENCY:
            receiver = session.get_one(Agency, row.receiver_id)
            return Address(receiver.name, row.address or receiver.place)
        case _:
            return _stated(session, row, "" if row.label == MANAGING_BODY else row.label)


def _stated(session: Session, row: Delivery, name: str) -> Address:
    """As an officer stated it of this recipient; what was typed with the delivery itself wins."""
    found = session.scalars(_STATED, {"letter": row.letter_id, "recipient": row.recipient}).first()
    if found is None:
        return Address(name, row.address)
    return Address(found.name, row.address or found.address)


def stated_before(session: Session, row: Delivery) -> Address:
    """What a form proposes: this recipient's address, as known from any document of the file."""
    known = address_of(session, row)
    earlier = session.scalars(
        _FACTS.where(Delivery.subject_id == row.subject_id, Delivery.recipient == row.recipient)
    ).first()
    if known.whole or earlier is None:
        return known
    return Address(earlier.name, known.address or earlier.address)


def _who_is_denounced(session: Session, row: Delivery) -> str:
    """As the document has it; a copy that names nobody, as the document before it has it."""
    before = (
        select(IssuedLetter)
        .where(IssuedLetter.subject_id == row.subject_id, IssuedLetter.id <= row.letter_id)
        .order_by(IssuedLetter.id.desc())
    )
    names = (
        denounced(from_json(each.name, frozen_context(each))) for each in session.scalars(before)
    )
    return next(filter(None, names), "")


def _sender(session: Session, row: Delivery) -> Address:
    """The person their own document names, or who sent the petition."""
    petition = session.get_one(Petition, row.petition_id)
    letter = session.get_one(IssuedLetter, row.letter_id)
    context = from_json(letter.name, frozen_context(letter))
    if isinstance(context, SettlementDecision) and context.one_of_several:
        return _member(session, row, petition, context.complainant)
    known, subject = sender_of(session, petition.id), session.get_one(Subject, row.subject_id)
    if known.lost:
        return Address(lost_words(known), "", protected=True)
    if not known.name or hides_sender(subject, petition):
        return Address(HIDDEN, "", protected=True)
    called = f"{known.form_of_address} {known.name}".strip()
    return Address(called[:1].upper() + called[1:], _another(petition, row) or known.address)


def _another(petition: Petition, row: Delivery) -> str:
    return opened_address(petition, row.sealed_address)


def _member(session: Session, row: Delivery, petition: Petition, person: Person) -> Address:
    if hides_sender(session.get_one(Subject, row.subject_id), petition):
        return Address(HIDDEN, "", protected=True)
    called = person.called
    return Address(called[:1].upper() + called[1:], _another(petition, row) or person.address)
