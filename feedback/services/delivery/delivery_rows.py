"""Deliveries as rows, and as the pure questions about them want them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import Result
from feedback.domain.service_of_documents import Attempted
from feedback.models.delivery import Delivery, DeliveryAttempt

_OF_DELIVERY = (
    select(DeliveryAttempt)
    .where(DeliveryAttempt.delivery_id == bindparam("delivery_id", type_=BigInteger))
    .order_by(DeliveryAttempt.id)
)


def attempts_of(session: Session, delivery_id: int) -> Sequence[DeliveryAttempt]:
    """The attempts in the order in which they were recorded."""
    return session.scalars(_OF_DELIVERY, {"delivery_id": delivery_id}).all()


def dated(attempts: Iterable[DeliveryAttempt]) -> tuple[Attempted, ...]:
    return tuple(Attempted(each.happened_on, Result(each.result)) for each in attempts)


def of_recipient(session: Session, row: Delivery) -> list[Delivery]:
    """Every delivery of a document to one recipient."""
    found = select(Delivery).where(
        Delivery.letter_id == row.letter_id, Delivery.recipient == row.recipient
    )
    return list(session.scalars(found.order_by(Delivery.id)))
