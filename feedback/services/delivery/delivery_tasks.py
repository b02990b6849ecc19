"""Documents that do not arrive become tasks: somebody must try another way while the clock runs.

There is one open task for a document and a recipient. It ends by itself as soon as another way is
under way or the recipient has the document.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from feedback.delivery import portal
from feedback.delivery.messages import NotDelivered
from feedback.domain.clock import civil_day
from feedback.domain.deliveries import (
    NEXT_STEPS,
    NO_ADDRESS,
    STATE_ADDRESS,
    DeliveryChannel,
    RecipientRole,
    Result,
)
from feedback.domain.service_of_documents import Standing, standing, together
from feedback.extensions import current_settings
from feedback.models.delivery import Delivery, DeliveryAttempt, DeliveryTask
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import Notice
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.delivery.delivery_plan import hides_sender
from feedback.services.delivery.delivery_rows import attempts_of, dated, of_recipient
from feedback.services.ground.transaction import transaction
from feedback.services.subject.numbers import subject_number
from feedback.services.subject.subjects import lock

#: Sorts a task among reminders: something is amiss, nothing is late yet.
NOTICE_LEVEL = 1
BATCH = 200

_NEWEST = func.max(
    func.greatest(
        Delivery.planned_at, func.coalesce(DeliveryAttempt.recorded_at, Delivery.planned_at)
    )
)
#: Recipients of whom nothing was heard since a moment, who have no task yet.
_SILENT = (
    select(func.max(Delivery.id))
    .outerjoin(DeliveryAttempt, DeliveryAttempt.delivery_id == Delivery.id)
    .outerjoin(
        DeliveryTask,
        (DeliveryTask.letter_id == Delivery.letter_id)
        & (DeliveryTask.recipient == Delivery.recipient)
        & DeliveryTask.done_at.is_(None),
    )
    .where(
        Delivery.channel != DeliveryChannel.EMAIL,
        Delivery.role != RecipientRole.PUBLIC,
        DeliveryTask.id.is_(None),
    )
    .group_by(Delivery.letter_id, Delivery.recipient)
    .having(bindparam("since") > _NEWEST)
    .having(
        func.coalesce(func.bool_or(DeliveryAttempt.result == Result.DELIVERED), False).is_(False)
    )
    .having(func.max(Delivery.id) > bindparam("after"))
    .order_by(func.max(Delivery.id))
    .limit(BATCH)
)


def renew(session: Session, row: Delivery, now: datetime, *, reason: str = "") -> None:
    """Open the recipient's task when every way has failed, end it when one has not."""
    if _stands(session, row, now) is Standing.FAILED:
        _open(session, row, reason or "Chưa phát được văn bản", now)
        return
    session.execute(
        update(DeliveryTask)
        .where(DeliveryTask.letter_id == row.letter_id, DeliveryTask.recipient == row.recipient)
        .where(DeliveryTask.done_at.is_(None))
        .values(done_at=now)
    )


def wait_for_address(session: Session, row: Delivery, now: datetime) -> None:
    """An envelope without name or address is not made: somebody must state them first."""
    _open(session, row, NO_ADDRESS, now, next_step=STATE_ADDRESS)


def chase(now: datetime) -> int:
    """Open tasks for recipients of whom nothing was heard for long; how many."""
    settings = current_settings()
    since = now - timedelta(days=settings.delivery_patience_days)
    opened = after = 0
    while True:
        with transaction() as session:
            ids = session.scalars(_SILENT, {"since": since, "after": after}).all()
        if not ids:
            return opened
        opened += sum(_chase(row_id, now) for row_id in ids)
        after = ids[-1]


def _chase(delivery_id: int, now: datetime) -> bool:
    with transaction() as session:
        row = session.get_one(Delivery, delivery_id)
        subject = lock(session, row.subject_id)
        if not _another_way(session, row, subject) or _stands(session, row, now) is Standing.SERVED:
            return False
        days = current_settings().delivery_patience_days
        return _open(session, row, f"Không có kết quả sau {days} ngày", now)


def _another_way(session: Session, row: Delivery, subject: Subject) -> bool:
    """A protected or nameless sender has the page behind the code and no other way."""
    if row.petition_id is None:
        return True
    petition = session.get_one(Petition, row.petition_id)
    return not (hides_sender(subject, petition) or petition.anonymous)


def _stands(session: Session, row: Delivery, now: datetime) -> Standing:
    today, service = civil_day(now), current_settings().portal_service
    return together(
        (
            each.channel,
            standing(
                each.channel, dated(attempts_of(session, each.id)), today=today, portal=service
            ),
        )
        for each in of_recipient(session, row)
    )


def _open(
    session: Session, row: Delivery, reason: str, now: datetime, *, next_step: str = ""
) -> bool:
    """Whether it is new; the officer who drafted the document is told."""
    next_step = next_step or NEXT_STEPS[row.channel]
    made = session.execute(
        insert(DeliveryTask)
        .values(
            delivery_id=row.id,
            letter_id=row.letter_id,
            recipient=row.recipient,
            subject_id=row.subject_id,
            agency_id=row.agency_id,
            reason=reason,
            next_step=next_step,
            opened_at=now,
        )
        .on_conflict_do_nothing()
        .returning(DeliveryTask.id)
    ).scalar_one_or_none()
    if made is not None:
        _tell(session, row, reason, next_step, now)
    return made is not None


def _tell(session: Session, row: Delivery, reason: str, next_step: str, now: datetime) -> None:
    letter = session.get_one(IssuedLetter, row.letter_id)
    subject = session.get_one(Subject, row.subject_id)
    if letter.drafter_id is None:
        return
    number = "" if subject.confidential else subject_number(subject)
    message = NotDelivered(number=number, title=letter.title, reason=reason, next_step=next_step)
    session.add(
        Notice(
            user_id=letter.drafter_id,
            subject_id=row.subject_id,
            level=NOTICE_LEVEL,
            text=portal.not_delivered(message),
            created_at=now,
        )
    )
