"""Incoming documents of an agency for its clerk's pages: newest first, cut by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, and_, case, func, literal, select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.letters.books import PROTECTED
from feedback.domain.petitions import SubjectKind
from feedback.domain.registers import incoming_book
from feedback.models.agency import UserAccount
from feedback.models.case import Case
from feedback.models.conflict import about_nobody_here
from feedback.models.incoming import IncomingDocument
from feedback.models.petition import Petition
from feedback.models.subject import Subject

PAGE = 50

_incoming, _subject = IncomingDocument.__table__, Subject.__table__
_petition, _case, _account = Petition.__table__, Case.__table__, UserAccount.__table__
#: A denouncer may have sent it; a body that sent a petition on is named.
FROM_WHOM = case(
    (
        and_(
            func.coalesce(_subject.c.confidential, False),
            _incoming.c.sender != func.coalesce(_petition.c.forwarded_by, ""),
        ),
        literal(PROTECTED),
    ),
    else_=_incoming.c.sender,
)
#: What was entered in the open book before the file became a protected one.
ABOUT = case(
    (
        and_(func.coalesce(_subject.c.confidential, False), ~_incoming.c.restricted),
        literal(f"Nội dung {PROTECTED}"),
    ),
    else_=_incoming.c.abstract,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One document as the list shows it."""

    id: int
    number: int
    year: int
    restricted: bool
    arrived_on: date
    sender: str
    code: str
    dated: date | None
    abstract: str
    recipient: str
    due_on: date | None
    electronic: bool
    entered_by: str
    entered_at: datetime
    cancelled_at: datetime | None
    cancel_reason: str
    #: the file it belongs to
    file_id: int | None
    file_kind: SubjectKind | None
    file_number: str


_PLAIN = (
    "id", "number", "year", "restricted", "arrived_on", "code", "dated", "recipient", "due_on",
    "electronic", "entered_at", "cancelled_at", "cancel_reason",
)  # fmt: skip
_LINES = (
    select(
        *(_incoming.c[name] for name in _PLAIN),
        FROM_WHOM.label("sender"),
        ABOUT.label("abstract"),
        _account.c.name.label("entered_by"),
        _subject.c.id.label("file_id"),
        _subject.c.subject_kind.label("file_kind"),
        func.coalesce(_petition.c.book, "VV").label("file_book"),
        func.coalesce(_petition.c.year, _case.c.year).label("file_year"),
        func.coalesce(_petition.c.number, _case.c.number).label("file_of"),
    )
    .join_from(_incoming, _account, _account.c.id == _incoming.c.entered_by_id)
    .outerjoin(_subject, _subject.c.id == _incoming.c.subject_id)
    .outerjoin(_petition, _petition.c.id == _subject.c.id)
    .outerjoin(_case, _case.c.id == _subject.c.id)
    .where(about_nobody_here(_incoming.c.subject_id))
)


def documents(
    session: Session, agency_code: str, *, restricted: bool, older_than: int | None
) -> tuple[Sequence[Line], int | None]:
    """A page of a book of the agency, and where the next page goes on."""
    wanted = _LINES.where(_incoming.c.book == incoming_book(agency_code, restricted=restricted))
    if older_than is not None:
        wanted = wanted.where(_incoming.c.id < older_than)
    found = session.execute(wanted.order_by(_incoming.c.id.desc()).limit(PAGE + 1)).mappings()
    lines = [_line(row) for row in found]
    return lines[:PAGE], lines[PAGE - 1].id if len(lines) > PAGE else None


def document(session: Session, agency_id: int, document_id: int) -> Line:
    """One document of the agency; another's is like one that is not there."""
    wanted = _LINES.where(_incoming.c.id == document_id, _incoming.c.agency_id == agency_id)
    row = session.execute(wanted).mappings().one_or_none()
    if row is None:
        raise NotFoundError("Không tìm thấy văn bản đến.")
    return _line(row)


def _line(row: RowMapping) -> Line:
    number = f"{row['file_book']}-{row['file_year']}-{row['file_of']:05d}" if row["file_id"] else ""
    plain = {name: row[name] for name in (*_PLAIN, "sender", "abstract", "entered_by", "file_id")}
    kind = SubjectKind(row["file_kind"]) if row["file_kind"] else None
    return Line(**plain, file_kind=kind, file_number=number)
