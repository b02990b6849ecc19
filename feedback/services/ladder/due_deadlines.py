"""Deadlines whose next level is due, with what the ladder asks about their file.

Locks: deadline and subject together, so that a sweep never holds one while it waits for the other
(an act locks the subject first and its deadlines later).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.subject.numbers import CASES, petition_number


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline whose next level is due, and what is told of its file."""

    id: int
    uid: UUID
    limit_id: str
    due_legal: date
    due_at: datetime | None
    guard_on: date | None
    next_level: int
    next_level_at: datetime
    subject_id: int
    subject: UUID
    kind: str
    agency_id: int
    agency: str
    person_id: int | None
    #: register number; empty for a confidential file
    number: str


def due_deadlines(
    session: Session,
    *which: ColumnElement[bool],
    limit: int | None = None,
    skip_locked: bool = False,
) -> Sequence[Due]:
    """Open deadlines of this kind, earliest first, held until the transaction ends.

    Thousands share a moment, the midnight of a day: ordering by more than the index has would sort
    them all again for each batch.
    """
    deadline, subject = Deadline.__table__, Subject.__table__
    petition, case = Petition.__table__, Case.__table__
    query = (
        select(
            *deadline.c["id", "uid", "limit_id", "due_legal", "due_at", "guard_on"],
            *deadline.c["next_level", "next_level_at"],
            *subject.c["agency_id", "person_id", "confidential"],
            subject.c.id.label("subject_id"),
            subject.c.uid.label("subject"),
            subject.c.subject_kind.label("kind"),
            Agency.code.label("agency"),
            func.coalesce(petition.c.book, CASES).label("book"),
            func.coalesce(petition.c.year, case.c.year).label("year"),
            func.coalesce(petition.c.number, case.c.number).label("number"),
        )
        .join_from(deadline, subject, subject.c.id == deadline.c.subject_id)
        .join(Agency, Agency.id == subject.c.agency_id)
        .outerjoin(petition, petition.c.id == subject.c.id)
        .outerjoin(case, case.c.id == subject.c.id)
        .where(deadline.c.state == "open", *which)
        .order_by(deadline.c.next_level_at)
        .limit(limit)
        .with_for_update(of=[deadline, subject], key_share=True, skip_locked=skip_locked)
    )
    return [_due(row) for row in session.execute(query)]


def _due(row: Any) -> Due:  # noqa: ANN401 - a row of the query above
    number = "" if row.confidential else petition_number(row.book, row.year, row.number)
    return Due(
        id=row.id,
        uid=row.uid,
        limit_id=row.limit_id,
        due_legal=row.due_legal,
        due_at=row.due_at,
        guard_on=row.guard_on,
        next_level=row.next_level,
        next_level_at=row.next_level_at,
        subject_id=row.subject_id,
        subject=row.subject,
        kind=row.kind,
        agency_id=row.agency_id,
        agency=row.agency,
        person_id=row.person_id,
        number=number,
    )
