"""A file by whatever people call it: its register number, its uid, its id."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.subject.numbers import CASES, petition_number

_NUMBER: Final = re.compile(r"([A-Z]{1,6})-(\d{4})-(\d{1,9})", re.ASCII)
_UID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_ID: Final = re.compile(r"\d{1,18}", re.ASCII)

_subject, _petition, _case = Subject.__table__.c, Petition.__table__.c, Case.__table__.c


@dataclass(frozen=True, slots=True)
class Named:
    id: int
    uid: UUID
    number: str


def named_file(session: Session, name: str) -> Named:
    """``VV-2026-00001``, ``QN-2026-00012``, a uid or an id; NotFoundError when there is none."""
    wanted = _wanted(name.strip())
    row = None
    if wanted is not None:
        row = session.execute(
            select(
                _subject.id,
                _subject.uid,
                func.coalesce(_petition.book, CASES).label("book"),
                func.coalesce(_petition.year, _case.year).label("year"),
                func.coalesce(_petition.number, _case.number).label("number"),
            )
            .select_from(Subject.__table__)
            .outerjoin(Petition.__table__, _petition.id == _subject.id)
            .outerjoin(Case.__table__, _case.id == _subject.id)
            .where(wanted)
        ).one_or_none()
    if row is None:
        raise NotFoundError(f"Không tìm thấy hồ sơ “{name}”; viết dạng VV-2026-00001.")
    return Named(row.id, row.uid, petition_number(row.book, row.year, row.number))


def _wanted(name: str) -> ColumnElement[bool] | None:
    if match := _NUMBER.fullmatch(name.upper()):
        book, year, number = match[1], int(match[2]), int(match[3])
        if book == CASES:
            return (_case.year == year) & (_case.number == number)
        return (_petition.book == book) & (_petition.year == year) & (_petition.number == number)
    if _UID.fullmatch(name.lower()):
        return _subject.uid == UUID(hex=name)
    return _subject.id == int(name) if _ID.fullmatch(name) else None
