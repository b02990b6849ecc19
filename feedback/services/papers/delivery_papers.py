"""Paper for what goes out: the batch for the post office, the receipt to be signed by hand.

Addresses are read when paper is made; an envelope is never made without a name and an address, and
whoever must stay secret is on no paper.
"""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.deliveries import DeliveryChannel, file_name
from feedback.domain.errors import NotFoundError
from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.dispatch import DeliveryReceipt, PostItem, PostList
from feedback.domain.letters.parts import Signatory
from feedback.domain.letters.wording import numbered
from feedback.domain.roles import Actor
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency, UserAccount
from feedback.models.delivery import Delivery, DeliveryAttempt
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.services.delivery.delivery_addresses import address_of
from feedback.services.documents.rendering import letter_bytes
from feedback.services.letters.letter_contexts.material import issuer_of
from feedback.services.subject.numbers import subject_number

#: More than a desk carries to the post in one go.
MOST = 200
LIST_NAME = "00-bang-ke-va-dia-chi.pdf"
NOTHING_WAITS = "Không có văn bản nào chờ gửi bưu chính."


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


def envelopes(session: Session, actor: Actor) -> list[Delivery]:
    """Those of them that have a name and an address."""
    return [row for row in waiting_for_post(session, actor) if address_of(session, row).whole]


def post_batch(session: Session, actor: Actor, now: datetime) -> bytes:
    """A ZIP: the list with a sheet for each envelope, then the documents in the same order."""
    rows = envelopes(session, actor)
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
