"""How a file stands by the tables, for whoever inspects it: one statement, and nobody's identity.

Neither the sender's name is among it nor, for a protected file, its story.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.petitions import Kind, SubjectKind
from feedback.extensions import current_texts
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.entry import LogCheckpoint
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.vault.identities import Stored

_subject, _petition, _case = Subject.__table__.c, Petition.__table__.c, Case.__table__.c


@dataclass(frozen=True, slots=True)
class Header:
    """How a file stands, from the tables. ``title`` is empty for a protected file."""

    id: int
    uid: UUID
    subject_kind: SubjectKind
    kind: Kind
    book: str
    year: int
    number: int
    title: str
    confidential: bool
    procedure: str
    edition: str
    state: str
    agency_code: str
    agency: str
    person_id: int | None
    person: str
    received_at: datetime
    paused_on: date | None
    closed_on: date | None
    #: how a petition came and who sent it on; empty for a case, the second for a protected file
    channel: str
    forwarded_by: str
    #: the petitions of a case, or the case of a petition
    linked: tuple["Linked", ...]
    checkpoint: "Checkpoint | None"


@dataclass(frozen=True, slots=True)
class Linked:
    """Another file of the same matter; a case has no book."""

    id: int
    book: str
    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The newest signed state of the whole log, as the database shows it."""

    size: int
    root: str
    sealed_at: datetime


def header_of(session: Session, subject_id: int) -> Header:
    """How the file stands; NotFoundError when there is none."""
    checkpoint = (
        select(LogCheckpoint.size, LogCheckpoint.root, LogCheckpoint.sealed_at)
        .order_by(LogCheckpoint.size.desc())
        .limit(1)
        .subquery()
    )
    its_case = Case.__table__.alias("its_case")
    row = session.execute(
        select(
            Subject.__table__,
            title_of(Subject.__table__).label("title"),
            Agency.code.label("agency_code"),
            Agency.name.label("agency"),
            UserAccount.name.label("person"),
            *(_petition.book, _petition.channel, _petition.forwarded_by),
            func.coalesce(_petition.year, _case.year).label("year"),
            func.coalesce(_petition.number, _case.number).label("number"),
            _petitions().label("petitions"),
            its_case.c.id.label("case_id"),
            its_case.c.year.label("case_year"),
            its_case.c.number.label("case_number"),
            checkpoint.c.size,
            checkpoint.c.root,
            checkpoint.c.sealed_at,
        )
        .join_from(Subject.__table__, Agency, Agency.id == _subject.agency_id)
        .outerjoin(UserAccount, UserAccount.id == _subject.person_id)
        .outerjoin(Petition.__table__, _petition.id == _subject.id)
        .outerjoin(Case.__table__, _case.id == _subject.id)
        .outerjoin(its_case, its_case.c.id == _petition.case_id)
        .outerjoin(checkpoint, literal(value=True))
        .where(_subject.id == subject_id, conflict_free(_subject.id))
    ).one_or_none()
    if row is None:
        msg = "Không tìm thấy hồ sơ."
        raise NotFoundError(msg)
    return Header(
        **{name: getattr(row, name) for name in _PLAIN},
        title="" if row.confidential else current_texts().title(Stored.of(row.title)),
        book=row.book or "",
        channel=row.channel or "",
        forwarded_by="" if row.confidential else row.forwarded_by or "",
        person=row.person or "",
        linked=_linked(row),
        checkpoint=Checkpoint(row.size, row.root.hex(), row.sealed_at) if row.size else None,
    )


def _linked(row: Any) -> tuple[Linked, ...]:  # noqa: ANN401 - a row of the query above
    if row.case_id:
        return (Linked(row.case_id, "", row.case_year, row.case_number),)
    return tuple(Linked(*each) for each in row.petitions or ())


_PLAIN = (
    "id", "uid", "subject_kind", "kind", "year", "number", "confidential", "procedure", "edition",
    "state", "agency_code", "agency", "person_id", "received_at", "paused_on", "closed_on",
)  # fmt: skip


def _petitions() -> Any:  # noqa: ANN401 - a scalar subquery, whose type says nothing
    """The petitions of a case: id, book, year, number of each."""
    own = Petition.__table__.alias("own_petition").c
    each = func.json_build_array(own.id, own.book, own.year, own.number)
    return (
        select(func.json_agg(aggregate_order_by(each, own.id)))
        .where(own.case_id == _subject.id)
        .correlate(Subject.__table__)
        .scalar_subquery()
    )
