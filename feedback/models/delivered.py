"""The deliveries of one file with their attempts, as SQL: asked alike to judge acts and to show."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, bindparam, select

from feedback.domain.deliveries import DeliveryChannel, RecipientRole, Result
from feedback.domain.service_of_documents import Attempted, Sent
from feedback.models.delivery import Delivery, DeliveryAttempt
from feedback.models.letter import IssuedLetter

delivery, attempt = Delivery.__table__, DeliveryAttempt.__table__
letter = IssuedLetter.__table__

#: One row for each attempt, and one for a delivery without any.
SENT = (
    select(
        *delivery.c["id", "letter_id", "role", "recipient", "channel", "mandatory"],
        letter.c.name.label("letter"),
        *letter.c["act_id", "replaces_id"],
        *attempt.c["happened_on", "result"],
    )
    .join(letter, letter.c.id == delivery.c.letter_id)
    .outerjoin(attempt, attempt.c.delivery_id == delivery.c.id)
    .where(delivery.c.subject_id == bindparam("subject_id", type_=BigInteger))
    .order_by(delivery.c.id, attempt.c.id)
)


def sent(rows: Iterable[Any]) -> list[Sent]:
    """The rows of ``SENT`` as deliveries with their attempts."""
    return [_sent(list(group)) for _, group in groupby(rows, key=lambda row: row.id)]


def _sent(rows: list[Any]) -> Sent:
    first = rows[0]
    return Sent(
        letter_id=first.letter_id,
        letter=first.letter,
        act_id=first.act_id,
        replaces_id=first.replaces_id,
        role=RecipientRole(first.role),
        recipient=first.recipient,
        channel=DeliveryChannel(first.channel),
        mandatory=first.mandatory,
        attempts=tuple(
            Attempted(row.happened_on, Result(row.result)) for row in rows if row.result
        ),
    )
