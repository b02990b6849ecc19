"""What a body that protects sees: what it was asked, and nothing else of the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from feedback.domain.roles import Actor
from feedback.models.agency import Agency
from feedback.models.conflict import conflict_free
from feedback.models.petition import Petition
from feedback.models.protection_call import ProtectionCall
from feedback.models.subject import Subject

NEWEST = 100


@dataclass(frozen=True, slots=True)
class Call:
    id: int
    book: str
    year: int
    number: int
    asked_by: str
    asked_at: datetime
    told: Mapping[str, Any]
    answer: str
    note: str


def of_agency(session: Session, actor: Actor) -> list[Call]:
    """What waits first, then the newest."""
    waiting_first = (ProtectionCall.answer != "", ProtectionCall.id.desc())
    return _read(session, _asked_of(actor).order_by(*waiting_first).limit(NEWEST))


def one(session: Session, actor: Actor, call_id: int) -> Call | None:
    found = _read(session, _asked_of(actor).where(ProtectionCall.id == call_id))
    return found[0] if found else None


def _asked_of(actor: Actor) -> Select[Any]:
    petition, holder = Petition.__table__.c, aliased(Agency)
    of_file = Petition.__table__.alias("of_file").c
    first = (
        select(func.min(of_file.id))
        .where(
            or_(
                of_file.id == ProtectionCall.subject_id,
                of_file.case_id == ProtectionCall.subject_id,
            )
        )
        .correlate(ProtectionCall)
        .scalar_subquery()
    )
    return (
        select(ProtectionCall, petition.book, petition.year, petition.number, holder.name)
        .join(Subject.__table__, Subject.__table__.c.id == ProtectionCall.subject_id)
        .join(holder, holder.id == Subject.__table__.c.agency_id)
        .join(Petition.__table__, true())
        .where(petition.id == first)
        .where(ProtectionCall.agency_id == actor.agency_id)
        .where(conflict_free(ProtectionCall.subject_id))
    )


def _read(session: Session, statement: Select[Any]) -> list[Call]:
    return [
        Call(
            id=asked.id,
            book=book,
            year=year,
            number=number,
            asked_by=holder,
            asked_at=asked.asked_at,
            told=asked.told,
            answer=asked.answer,
            note=asked.note,
        )
        for asked, book, year, number, holder in session.execute(statement)
    ]
