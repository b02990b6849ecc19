"""Paper for what goes out: the batch for the post office, the receipt to be signed by hand.

Addresses are read when paper is made and from nowhere but the petition or the document; whoever
must stay secret is on no paper.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.deliveries import DeliveryChannel, RecipientRole, file_name
from feedback.domain.errors import NotFoundError
from feedback.domain.letters.catalogue import from_json, to_json
from feedback.domain.letters.dispatch import DeliveryReceipt, PostItem, PostList
from feedback.domain.letters.outcome import SettlementDecision
from feedback.domain.letters.parts import Person, Signatory
from feedback.domain.letters.wording import numbered
from feedback.domain.recipients import denounced
from feedback.domain.roles import Actor
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency, UserAccount
from feedback.models.delivery import Delivery, DeliveryAttempt
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Party, Petition
from feedback.models.subject import Subject
from feedback.services.delivery_plan import hides_sender
from feedback.services.letter_contexts.material import issuer_of
from feedback.services.numbers import subject_number
from feedback.services.rendering import letter_bytes

#: More than a desk carries to the post in one go.
MOST = 200
LIST_NAME = "00-bang-ke-va-dia-chi.pdf"
HIDDEN = "người gửi đơn (danh tính được bảo vệ)"
NOTHING_WAITS = "Không có văn bản nào chờ gửi bưu chính."


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    address: str
    protected: bool = False


def waiting_for_post(session: Session, actor: Actor) -> list[Delivery]:
    """The agency's deliveries by post that nobody sent yet, in the order they were planned."""
    tried = exists().where(DeliveryAttempt.delivery_id == Delivery.id)
    return list(
        session.scalars(
            select(Delivery)
            .where(Delivery.agency_id == actor.agency_id, ~tried)
            .where(Delivery.channel == DeliveryChannel.POST)
            .order_by(Delivery.id)
            .limit(MOST)
        )
    )


def post_batch(session: Session, actor: Actor, now: datetime) -> bytes:
    """A ZIP: the list with a sheet for each envelope, then the documents in the same order."""
    rows = waiting_for_post(session, actor)
    if not rows:
        raise NotFoundError(NOTHING_WAITS)
    letters = [session.get_one(IssuedLetter, row.letter_id) for row in rows]
    pairs = list(zip(rows, letters, strict=True))
    paper = PostList(
        issuer=issuer_of(session.get_one(Agency, actor.agency_id)),
        case_code="",
        made_on=civil_day(now),
        items=tuple(_item(session, row, letter) for row, letter in pairs),
        clerk=_clerk(session, actor),
    )
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as batch:
        batch.writestr(LIST_NAME, render_limited(paper.name, to_json(paper), issued_at=now))
        for number, letter in enumerate(letters, 1):
            batch.writestr(f"{number:02d}-{file_name(letter.uid.hex)}", letter_bytes(letter))
    return packed.getvalue()


def hand_receipt(session: Session, delivery_id: int, actor: Actor, now: datetime) -> bytes:
    """The receipt for one document, to be signed where it is handed over."""
    row = session.get(Delivery, delivery_id)
    ours = row is not None and row.agency_id == actor.agency_id
    if row is None or not ours or row.channel is not DeliveryChannel.HAND:
        raise NotFoundError("Không tìm thấy lượt trao trực tiếp.")
    letter, to = session.get_one(IssuedLetter, row.letter_id), address_of(session, row)
    paper = DeliveryReceipt(
        issuer=issuer_of(session.get_one(Agency, row.agency_id)),
        case_code=subject_number(session.get_one(Subject, row.subject_id)),
        document=document_words(letter),
        recipient=to.name,
        protected=to.protected,
        address=to.address,
        pages=letter.pages,
        clerk=_clerk(session, actor),
    )
    return render_limited(paper.name, to_json(paper), issued_at=now)


def document_words(letter: IssuedLetter) -> str:
    """``Quyết định số 12/QĐ-UBND ngày 15/10/2026``."""
    return (
        f"{letter.title}{numbered(letter.number, letter.symbol)} ngày {letter.issued_on:%d/%m/%Y}"
    )


def address_of(session: Session, row: Delivery) -> Address:
    """Where a delivery goes, as an envelope may say it."""
    match row.role:
        case RecipientRole.SENDER:
            return _sender(session, row)
        case RecipientRole.DENOUNCED:
            return Address(_who_is_denounced(session, row), row.address)
        case RecipientRole.AGENCY:
            receiver = session.get_one(Agency, row.receiver_id)
            return Address(receiver.name, row.address or receiver.place)
        case _:
            return Address(row.label, row.address)


def _who_is_denounced(session: Session, row: Delivery) -> str:
    """As the document has it; a copy that names nobody, as the document before it has it."""
    before = (
        select(IssuedLetter)
        .where(IssuedLetter.subject_id == row.subject_id, IssuedLetter.id <= row.letter_id)
        .order_by(IssuedLetter.id.desc())
    )
    names = (denounced(from_json(each.name, each.context)) for each in session.scalars(before))
    return next(filter(None, names), "")


def _sender(session: Session, row: Delivery) -> Address:
    """The person their own document names, or who sent the petition."""
    petition = session.get_one(Petition, row.petition_id)
    letter = session.get_one(IssuedLetter, row.letter_id)
    context = from_json(letter.name, letter.context)
    if isinstance(context, SettlementDecision) and context.one_of_several:
        return _member(session, row, petition, context.complainant)
    party = session.scalars(
        select(Party).where(Party.petition_id == petition.id).order_by(Party.id).limit(1)
    ).first()
    subject = session.get_one(Subject, row.subject_id)
    if party is None or not party.name or hides_sender(subject, petition):
        return Address(HIDDEN, "", protected=True)
    called = f"{party.form_of_address} {party.name}".strip()
    return Address(called[:1].upper() + called[1:], row.address or party.address)


def _member(session: Session, row: Delivery, petition: Petition, person: Person) -> Address:
    if hides_sender(session.get_one(Subject, row.subject_id), petition):
        return Address(HIDDEN, "", protected=True)
    called = person.called
    return Address(called[:1].upper() + called[1:], row.address or person.address)


def _item(session: Session, row: Delivery, letter: IssuedLetter) -> PostItem:
    to = address_of(session, row)
    return PostItem(
        document=document_words(letter),
        recipient=to.name,
        address=to.address,
        pages=letter.pages,
    )


def _clerk(session: Session, actor: Actor) -> Signatory:
    person = session.get_one(UserAccount, actor.user_id)
    return Signatory(authority=(person.title,), name=person.name)
