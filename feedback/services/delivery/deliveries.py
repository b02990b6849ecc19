"""Deliveries of issued documents: planned with the issue; what the system and recipients say."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.deliveries import DeliveryChannel, Result
from feedback.domain.errors import NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.roles import CITIZEN, SYSTEM, Actor
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.services.delivery import delivery_plan, delivery_tasks
from feedback.services.delivery.delivery_addresses import address_of
from feedback.services.delivery.delivery_attempts import Statement, write
from feedback.services.delivery.delivery_rows import attempts_of
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.subject.subjects import lock

#: What the system does in the moment of issue.
AT_ONCE = frozenset({DeliveryChannel.PORTAL, DeliveryChannel.AGENCY})


def plan(session: Session, letter: IssuedLetter, now: datetime) -> list[Draft]:
    """Plan the deliveries of a document just issued, in the caller's transaction.

    Answers with the entries of what is done at once; the caller records them with its own, last.
    Planning again changes nothing.
    """
    known = select(Delivery.id).where(Delivery.letter_id == letter.id).limit(1)
    if letter.issued_at is None or session.scalars(known).first() is not None:
        return []
    rows = delivery_plan.planned(session, letter, now)
    session.add_all(rows)
    session.flush()
    return [draft for row in rows for draft in begin(session, row, now)]


def begin(session: Session, row: Delivery, now: datetime) -> list[Draft]:
    """What a new delivery asks: a mail to come, an address, or an attempt made by itself."""
    if row.channel is DeliveryChannel.EMAIL:
        key = f"delivery-{row.id}"
        outbox.later(session, queue="notices", key=key, payload={"delivery": row.id}, now=now)
    if row.channel is DeliveryChannel.POST and not address_of(session, row).whole:
        delivery_tasks.wait_for_address(session, row, now)
    if row.channel not in AT_ONCE:
        return []
    return [write(session, row, _said(Result.SENT, now), SYSTEM, now)]


def acknowledge(delivery_id: int, actor: Actor, now: datetime) -> None:
    """The receiving agency has the document; safe to do twice."""
    with transaction() as session:
        row = session.get(Delivery, delivery_id)
        ours = row is not None and row.channel is DeliveryChannel.AGENCY
        if row is None or not ours or row.receiver_id != actor.agency_id:
            raise NotFoundError("Không tìm thấy văn bản đến.")
        _receive(session, row, actor, now)


def note_opened(letter_id: int, petition_id: int, now: datetime) -> None:
    """The sender opened the document on the tracking page; the first time is written down."""
    with transaction() as session:
        row = session.scalars(
            select(Delivery).where(
                Delivery.letter_id == letter_id,
                Delivery.petition_id == petition_id,
                Delivery.channel == DeliveryChannel.PORTAL,
            )
        ).one_or_none()
        if row is not None:
            _receive(session, row, CITIZEN, now)


def _receive(session: Session, row: Delivery, actor: Actor, now: datetime) -> None:
    lock(session, row.subject_id)
    if all(each.result is not Result.DELIVERED for each in attempts_of(session, row.id)):
        said = _said(Result.DELIVERED, now)
        history.record_many(session, [write(session, row, said, actor, now)])


def mail_sent(session: Session, row: Delivery, now: datetime) -> None:
    """A server took the mail; in the transaction that marks the outbox row."""
    _by_system(session, row, _said(Result.SENT, now), now)


def mail_failed(session: Session, delivery_id: int, why: str, now: datetime) -> None:
    """No server will take the mail any more."""
    row = session.get_one(Delivery, delivery_id)
    _by_system(session, row, _said(Result.BOUNCED, now, why), now)


def _by_system(session: Session, row: Delivery, said: Statement, now: datetime) -> None:
    lock(session, row.subject_id)
    history.record_many(session, [write(session, row, said, SYSTEM, now)])


def _said(result: Result, now: datetime, note: str = "") -> Statement:
    return Statement(result=result, on=civil_day(now), note=note)
