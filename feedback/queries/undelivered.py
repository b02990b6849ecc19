"""Tasks of an agency: what did not arrive, why, and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.deliveries import RecipientRole
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor
from feedback.models.conflict import conflict_free
from feedback.models.delivery import Delivery, DeliveryTask
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject

MOST = 200

delivery, task = Delivery.__table__, DeliveryTask.__table__
letter, subject = IssuedLetter.__table__, Subject.__table__
_AGENCY = bindparam("agency_id", type_=BigInteger)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A task: what did not arrive, why, and what to do next."""

    delivery_id: int
    letter_id: int
    letter: str
    recipient: str
    role: RecipientRole
    label: str
    subject_id: int
    subject_kind: SubjectKind
    reason: str
    next_step: str
    opened_at: datetime


_TASKS = (
    select(
        *task.c["delivery_id", "letter_id", "subject_id", "reason", "next_step", "opened_at"],
        *delivery.c["recipient", "role", "label"],
        letter.c.name.label("letter"),
        subject.c.subject_kind,
    )
    .join(delivery, delivery.c.id == task.c.delivery_id)
    .join(letter, letter.c.id == task.c.letter_id)
    .join(subject, subject.c.id == task.c.subject_id)
    .where(task.c.agency_id == _AGENCY, task.c.done_at.is_(None))
    .where(conflict_free(task.c.subject_id))
    .order_by(task.c.id)
    .limit(MOST)
)


def undelivered(session: Session, actor: Actor) -> list[Undelivered]:
    """The agency's open tasks, the longest waiting first."""
    rows = session.execute(_TASKS, {"agency_id": actor.agency_id}).mappings()
    return [
        Undelivered(
            **{
                **row,
                "role": RecipientRole(row["role"]),
                "subject_kind": SubjectKind(row["subject_kind"]),
            }
        )
        for row in rows
    ]
