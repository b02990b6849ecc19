"""Whom an issued document goes to and by which channel: what the document itself says.

The sender of a petition is known by the petition alone; a protected one is reached by the page that
the receipt code opens, and by nothing that bears a name.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import DECISIONS, DeliveryChannel, RecipientRole
from feedback.domain.letters.catalogue import from_json
from feedback.domain.letters.outcome import SettlementDecision
from feedback.domain.letters.parts import Person
from feedback.domain.lodging import Channel
from feedback.domain.recipients import (
    KEPT_INSIDE,
    MANAGING_BODY,
    TO_THE_DENOUNCED,
    bodies_named,
)
from feedback.models.agency import Agency, UserAccount
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.letters.letter_material import petition_of
from feedback.services.subject.identities import sender_of


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a document goes to; ``key`` is one word for one recipient."""

    key: str
    role: RecipientRole
    label: str = ""
    address: str = ""
    petition_id: int | None = None
    receiver_id: int | None = None


def row(
    letter: IssuedLetter,
    agency_id: int,
    to: Recipient,
    channel: DeliveryChannel,
    now: datetime,
    *,
    mandatory: bool,
) -> Delivery:
    """The delivery of a document to a recipient by a channel."""
    return Delivery(
        letter_id=letter.id,
        subject_id=letter.subject_id,
        agency_id=agency_id,
        recipient=to.key,
        role=to.role,
        label=to.label,
        address=to.address,
        petition_id=to.petition_id,
        receiver_id=to.receiver_id,
        channel=channel,
        mandatory=mandatory,
        token=secrets.token_urlsafe(24) if channel is DeliveryChannel.WEB else None,
        planned_at=now,
    )


def planned(session: Session, letter: IssuedLetter, now: datetime) -> list[Delivery]:
    """The deliveries an issued document asks for; none for a paper that stays in the house."""
    if letter.name in KEPT_INSIDE:
        return []
    agency_id = issuing_agency(session, letter)
    told = [
        *_to_people(session, letter),
        *_to_bodies(session, letter, agency_id),
    ]
    return [
        row(letter, agency_id, to, channel, now, mandatory=mandatory)
        for to, channel, mandatory in told
    ]


def issuing_agency(session: Session, letter: IssuedLetter) -> int:
    """Whose document it is: its signer's, also when the file has moved on."""
    found = session.scalars(
        select(UserAccount.agency_id).where(UserAccount.id == letter.signer_id)
    ).one_or_none()
    return found or session.get_one(Subject, letter.subject_id).agency_id


def sender(petition: Petition) -> Recipient:
    return Recipient(f"sender:{petition.id}", RecipientRole.SENDER, petition_id=petition.id)


def member(letter: IssuedLetter, petition: Petition) -> Recipient:
    """Somebody who complains together with the sender: named by their own document alone."""
    return Recipient(f"member:{letter.id}", RecipientRole.SENDER, petition_id=petition.id)


def agency(receiver: Agency) -> Recipient:
    return Recipient(
        f"agency:{receiver.id}", RecipientRole.AGENCY, receiver.name, receiver_id=receiver.id
    )


def body(label: str, address: str = "") -> Recipient:
    return Recipient(f"other:{label}", RecipientRole.OTHER, label, address)


DENOUNCED = Recipient("denounced", RecipientRole.DENOUNCED, "Người bị tố cáo")
PUBLIC = Recipient("public", RecipientRole.PUBLIC, "Công khai")

_Planned = tuple[Recipient, DeliveryChannel, bool]


def _to_people(session: Session, letter: IssuedLetter) -> Iterator[_Planned]:
    """The one person it was made for, where each of several gets one; else everybody who sent."""
    context = from_json(letter.name, frozen_context(letter))
    if isinstance(context, SettlementDecision) and context.one_of_several:
        yield from _to_member(session, letter, context.complainant)
    elif letter.for_citizen:
        yield from _to_senders(session, letter)


def _to_member(session: Session, letter: IssuedLetter, person: Person) -> Iterator[_Planned]:
    """By post to the address on the list, or by hand where no envelope may bear the name.

    Who sent the petition reads theirs on its page as well.
    """
    subject = session.get_one(Subject, letter.subject_id)
    petition = petition_of(session, subject)
    to = sender(petition) if letter.for_citizen else member(letter, petition)
    if letter.for_citizen:
        yield to, DeliveryChannel.PORTAL, False
    by_post = bool(person.address) and not hides_sender(subject, petition)
    yield to, DeliveryChannel.POST if by_post else DeliveryChannel.HAND, True


def _to_senders(session: Session, letter: IssuedLetter) -> Iterator[_Planned]:
    """Everybody whose petition the file is about, as they came: through the web, or on paper."""
    subject = session.get_one(Subject, letter.subject_id)
    for petition in petitions_of(session, subject):
        to, hidden = sender(petition), hides_sender(subject, petition)
        on_paper = petition.channel != Channel.WEB or petition.joined_to_id is not None
        by_post = on_paper and not hidden and has_address(session, petition)
        if petition.joined_to_id is None:
            yield to, DeliveryChannel.PORTAL, not by_post
        if by_post:
            yield to, DeliveryChannel.POST, True
        elif petition.joined_to_id is not None:
            yield to, DeliveryChannel.HAND, True
        if not hidden and not on_paper and _has_mail(session, petition):
            yield to, DeliveryChannel.EMAIL, False


def petitions_of(session: Session, subject: Subject) -> list[Petition]:
    """The petition; of a case, every petition it was opened for, and those joined to them."""
    first = petition_of(session, subject)
    if isinstance(subject, Petition):
        return [first]
    of_case = select(Petition.id).where(Petition.case_id == subject.id)
    found = select(Petition).where(
        or_(Petition.case_id == subject.id, Petition.joined_to_id.in_(of_case))
    )
    return list(session.scalars(found.order_by(Petition.id)))


def hides_sender(subject: Subject, petition: Petition) -> bool:
    """Whether no paper of the house may bear the sender's name."""
    return subject.confidential or petition.confidential or bool(petition.urgency)


def has_address(session: Session, petition: Petition) -> bool:
    known = sender_of(session, petition.id)
    return bool(known.name and known.address)


def _has_mail(session: Session, petition: Petition) -> bool:
    return bool(sender_of(session, petition.id).email)


def _to_bodies(session: Session, letter: IssuedLetter, own_id: int) -> Iterator[_Planned]:
    context = from_json(letter.name, frozen_context(letter))
    if letter.name in TO_THE_DENOUNCED:
        yield DENOUNCED, DeliveryChannel.POST, True
    for to in dict.fromkeys(_bodies(session, letter, context, own_id)):
        within = to.role is RecipientRole.AGENCY
        yield to, DeliveryChannel.AGENCY if within else DeliveryChannel.POST, True


def _bodies(
    session: Session, letter: IssuedLetter, context: object, own_id: int
) -> Iterator[Recipient]:
    """Agencies of the system by their names; an addressee outside it as the document calls it.

    A decision on a complaint goes to whoever passed it on, too (Luật Khiếu nại Điều 32, Điều 41).
    """
    named = bodies_named(context)
    known = _agencies_called(session)
    addressee = str(getattr(context, "addressee", "")).strip()
    for name in named:
        found = known.get(name)
        if found is not None and found.id != own_id:
            yield agency(found)
        elif found is None and name in {addressee, MANAGING_BODY}:
            yield body(name)
    forwarder = petition_of(session, session.get_one(Subject, letter.subject_id)).forwarded_by
    if letter.name in DECISIONS and forwarder:
        yield body(forwarder)


def _agencies_called(session: Session) -> dict[str, Agency]:
    """Agencies by the names documents use: the agency's, and its head's (Chủ tịch Ủy ban …)."""
    called: dict[str, Agency] = {}
    for one in session.scalars(select(Agency).where(Agency.in_force_to.is_(None))):
        called[one.name] = called[f"{one.head_title.capitalize()} {one.name}"] = one
    return called
