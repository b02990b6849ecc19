"""Another channel for a recipient, or another recipient, chosen by an officer."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import DISPLAYS, DeliveryChannel, RecipientRole, channels_for
from feedback.domain.errors import InvalidInputError, NotFoundError, NotLawfulError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.agency import Agency
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.public_copy import public_copy
from feedback.models.subject import Subject
from feedback.services.delivery import deliveries, delivery_tasks
from feedback.services.delivery.delivery_plan import (
    PUBLIC,
    Recipient,
    agency,
    body,
    has_address,
    hides_sender,
    issuing_agency,
    row,
)
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject.identities import seal_address
from feedback.services.subject.subjects import lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who and how: ``recipient`` is the word of one that is known, empty for a body named anew."""

    channel: DeliveryChannel
    recipient: str = ""
    label: str = ""
    address: str = ""


def add(letter_id: int, choice: Choice, actor: Actor, now: datetime) -> int:
    """Add a delivery to an issued document of the actor's agency; its id."""
    with transaction() as session:
        letter = own_letter(session, letter_id, actor)
        permission.refuse_role(actor, Action.DELIVER)
        subject = lock(session, letter.subject_id)
        to = _recipient(session, letter, choice)
        to, sealed = _sealed(session, to)
        _refuse(session, letter, subject, to, choice.channel)
        new = row(letter, actor.agency_id or 0, to, choice.channel, now, mandatory=False)
        new.sealed_address = sealed
        session.add(new)
        session.flush()
        delivery_tasks.renew(session, new, now)
        drafts = deliveries.begin(session, new, now)
        history.record_many(session, drafts)
        return new.id


def own_letter(session: Session, letter_id: int, actor: Actor) -> IssuedLetter:
    """An issued document of the actor's agency, also when its file has moved on."""
    letter = session.get(IssuedLetter, letter_id)
    if letter is None or issuing_agency(session, letter) != actor.agency_id:
        raise NotFoundError("Không tìm thấy văn bản.")
    if letter.issued_at is None:
        raise NotLawfulError("Văn bản chưa được ban hành nên chưa phát hành được.")
    return letter


def _recipient(session: Session, letter: IssuedLetter, choice: Choice) -> Recipient:
    if choice.recipient == PUBLIC.key:
        return PUBLIC
    if not choice.recipient:
        return _named(session, choice)
    known = session.scalars(
        select(Delivery)
        .where(Delivery.letter_id == letter.id, Delivery.recipient == choice.recipient)
        .order_by(Delivery.id)
        .limit(1)
    ).one_or_none()
    if known is None:
        raise InvalidInputError("recipient", "Chọn nơi nhận trong danh sách.")
    return Recipient(
        known.recipient,
        known.role,
        known.label,
        choice.address,
        known.petition_id,
        known.receiver_id,
    )


def _sealed(session: Session, to: Recipient) -> tuple[Recipient, bytes | None]:
    """Where a sender is to be written to is stored like the rest of who they are."""
    if to.role is not RecipientRole.SENDER or not to.address:
        return to, None
    petition = session.get_one(Petition, to.petition_id)
    mark, sealed = seal_address(petition, to.address)
    return replace(to, address=mark), sealed


def _named(session: Session, choice: Choice) -> Recipient:
    if not choice.label:
        raise InvalidInputError("label", "Viết tên nơi nhận.")
    found = session.scalars(
        select(Agency).where(Agency.name == choice.label, Agency.in_force_to.is_(None)).limit(1)
    ).one_or_none()
    return agency(found) if found else body(choice.label, choice.address)


def _refuse(
    session: Session,
    letter: IssuedLetter,
    subject: Subject,
    to: Recipient,
    channel: DeliveryChannel,
) -> None:
    petition = session.get_one(Petition, to.petition_id) if to.petition_id else None
    hidden = petition is not None and hides_sender(subject, petition)
    if channel not in channels_for(to.role, protected=hidden):
        raise InvalidInputError("channel", "Không gửi nơi nhận này theo cách ấy được.")
    if channel is DeliveryChannel.POST and not _can_be_written_to(session, to, petition):
        raise InvalidInputError("address", "Viết địa chỉ để gửi bưu chính.")
    for_everybody = channel is DeliveryChannel.WEB or (channel in DISPLAYS and subject.confidential)
    if for_everybody and session.scalars(public_copy(letter)).first() is None:
        msg = "Chưa có bản công khai đã lược bỏ danh tính; văn bản gốc không được đăng."
        raise InvalidInputError("channel", msg)
    same = select(Delivery.id).where(
        Delivery.letter_id == letter.id,
        Delivery.recipient == to.key,
        Delivery.channel == channel,
        Delivery.address == to.address,
    )
    if session.scalars(same).first() is not None:
        raise InvalidInputError("channel", "Đã có cách gửi này cho nơi nhận này.")


def _can_be_written_to(session: Session, to: Recipient, petition: Petition | None) -> bool:
    if to.address or to.role is RecipientRole.AGENCY:
        return True
    return petition is not None and has_address(session, petition)
