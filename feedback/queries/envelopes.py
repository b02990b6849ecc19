"""Whether an envelope can be made, as SQL over deliveries: no name is read of a sender.

The same is asked of one delivery by ``feedback/services/delivery/delivery_addresses.py``.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, exists, func, select

from feedback.domain.deliveries import RecipientRole
from feedback.domain.recipients import MANAGING_BODY
from feedback.models.agency import Agency
from feedback.models.delivery import Delivery, DeliveryAddress
from feedback.models.subject import Subject

_receiver = Agency.__table__.alias("receiver")


def stated(chosen: FromClause) -> FromClause:
    """The newest name and address an officer stated of the recipient of a delivery."""
    same, fact = Delivery.__table__.alias("same"), DeliveryAddress.__table__
    return (
        select(*fact.c["name", "address"])
        .join(same, same.c.id == fact.c.delivery_id)
        .where(same.c.letter_id == chosen.c.letter_id, same.c.recipient == chosen.c.recipient)
        .order_by(fact.c.id.desc())
        .limit(1)
        .lateral("stated")
    )


def whole(chosen: FromClause, said: FromClause) -> ColumnElement[Any]:
    """Whether there are a name and an address, and nobody who must stay secret."""
    typed = chosen.c.address != ""
    return case(
        (chosen.c.role == RecipientRole.SENDER, _open(chosen)),
        (
            chosen.c.role == RecipientRole.AGENCY,
            typed | exists().where(_receiver.c.id == chosen.c.receiver_id, _receiver.c.place != ""),
        ),
        else_=(typed | (func.coalesce(said.c.address, "") != ""))
        & ((chosen.c.label != MANAGING_BODY) | said.c.name.is_not(None)),
    )


def _open(chosen: FromClause) -> ColumnElement[bool]:
    """Neither the file nor the petition hides the sender; post is planned to an address alone."""
    hides = Subject.__table__.alias("hides")
    return ~exists().where(
        hides.c.id.in_([chosen.c.subject_id, chosen.c.petition_id]),
        hides.c.confidential | ((hides.c.id == chosen.c.petition_id) & (hides.c.urgency != "")),
    )
