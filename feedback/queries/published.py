"""A document on public show, found by the word of its page; nothing else of its file is read."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import DeliveryChannel, Result
from feedback.domain.errors import NotFoundError
from feedback.domain.service_of_documents import Attempted, Display, display_of
from feedback.models.agency import Agency
from feedback.models.delivery import Delivery, DeliveryAttempt
from feedback.models.letter import IssuedLetter
from feedback.models.public_copy import public_copy

NOTHING_HERE = "Không có văn bản công khai ở địa chỉ này, hoặc văn bản đã được gỡ xuống."


@dataclass(frozen=True, slots=True)
class Published:
    copy: IssuedLetter
    agency: str
    display: Display


def published(session: Session, token: str) -> Published:
    """The public copy while it is on show; NotFoundError before, after, and for any other word."""
    row = session.scalars(
        select(Delivery).where(Delivery.token == token, Delivery.channel == DeliveryChannel.WEB)
    ).one_or_none()
    if row is None:
        raise NotFoundError(NOTHING_HERE)
    shown = _display(session, row)
    copy = session.scalars(public_copy(session.get_one(IssuedLetter, row.letter_id))).first()
    if copy is None or shown is None or shown.taken_down_on is not None:
        raise NotFoundError(NOTHING_HERE)
    return Published(copy, session.get_one(Agency, row.agency_id).name, shown)


def _display(session: Session, row: Delivery) -> Display | None:
    attempts = session.execute(
        select(DeliveryAttempt.happened_on, DeliveryAttempt.result)
        .where(DeliveryAttempt.delivery_id == row.id)
        .order_by(DeliveryAttempt.id)
    )
    return display_of([Attempted(on, Result(result)) for on, result in attempts])
