"""Stating who an envelope goes to and where, when neither the petition nor the document says it."""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.deliveries import ADDRESSED_BY_HAND, DeliveryChannel
from feedback.domain.errors import InvalidInputError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.delivery import Delivery, DeliveryAddress
from feedback.services.delivery import delivery_tasks
from feedback.services.delivery.delivery_addresses import Address
from feedback.services.ground.transaction import transaction
from feedback.services.rights import permission
from feedback.services.subject.subjects import lock


def state(delivery_id: int, stated: Address, actor: Actor, now: datetime) -> None:
    """The task that waited for it ends; stated again, the newer counts."""
    with transaction() as session:
        row = addressable(session, delivery_id, actor)
        permission.refuse_role(actor, Action.DELIVER)
        if not stated.name:
            raise InvalidInputError("name", "Viết tên nơi nhận.")
        if not stated.address:
            raise InvalidInputError("address", "Viết địa chỉ nơi nhận.")
        lock(session, row.subject_id)
        session.add(
            DeliveryAddress(
                delivery_id=row.id,
                role=row.role,
                name=stated.name,
                address=stated.address,
                recorded_at=now,
                user_id=actor.user_id,
            )
        )
        session.flush()
        delivery_tasks.renew(session, row, now)


def addressable(session: Session, delivery_id: int, actor: Actor) -> Delivery:
    """An envelope of the actor's agency whose address may be stated; never the sender's."""
    row = session.get(Delivery, delivery_id)
    ours = row is not None and row.agency_id == actor.agency_id
    if row is None or not ours or row.channel is not DeliveryChannel.POST:
        raise NotFoundError("Không tìm thấy phong bì.")
    if row.role not in ADDRESSED_BY_HAND:
        raise NotFoundError("Địa chỉ của nơi nhận này không ghi ở đây.")
    return row
