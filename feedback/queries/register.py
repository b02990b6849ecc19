"""The register an inspector reads: every petition and case, newest first, cut by key.

It names files, never people: no sender, and of a protected file not even its first sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from feedback.domain.petitions import Kind, SubjectKind
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.deadline import Deadline
from feedback.models.obligation import Obligation
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.vault.identities import Stored

PAGE = 50
#: the act by which a petition gets into the register
SUBMIT = "submit"

_subject, _petition, _case = Subject.__table__.c, Petition.__table__.c, Case.__table__.c
_act = PerformedAct.__table__.c


@dataclass(frozen=True, slots=True)
class Number:
    """A register number as a person may give it: the book or the year may be missing."""

    book: str
    year: int | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the register is wanted, and from which file on."""

    kind: Kind | None = None
    agency: str = ""
    procedure: str = ""
    state: str = ""
    overdue: bool = False
    number: Number | None = None
    #: files older than this one, or newer than that one
    older_than: int | None = None
    newer_than: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One file of the register."""

    id: int
    subject_kind: SubjectKind
    kind: Kind
    procedure: str
    edition: str
    state: str
    confidential: bool
    book: str
    year: int
    number: int
    agency: str
    received_at: datetime
    due_on: date | None
    #: the day is waited for; nobody can be late with it
    waits: bool
    paused: bool
    closed_on: date | None
    #: how a petition came and who sent it on; a case has none
    channel: str
    forwarded_by: str
    #: when a petition was written down, which may be days after it was received
    recorded_at: datetime | None
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Row]
    #: ids to go on from, None at an end
    newer: int | None
    older: int | None


def page(session: Session, wanted: Wanted, today: date, case_book: str, size: int = PAGE) -> Page:
    """One page of the register; one statement."""
    backwards = wanted.newer_than is not None
    query = (
        select(
            _subject.id,
            _subject.subject_kind,
            _subject.kind,
            _subject.procedure,
            _subject.edition,
            _subject.state,
            _subject.confidential,
            func.coalesce(_petition.book, case_book),
            func.coalesce(_petition.year, _case.year),
            func.coalesce(_petition.number, _case.number),
            Agency.name,
            _subject.received_at,
            Obligation.due_on,
            _waits().label("waits"),
            func.coalesce(Obligation.paused, False),
            _subject.closed_on,
            func.coalesce(_petition.channel, ""),
            func.coalesce(_petition.forwarded_by, ""),
            _recorded_at().label("recorded_at"),
            title_of(Subject.__table__),
        )
        .join_from(Subject.__table__, Agency, Agency.id == _subject.agency_id)
        .outerjoin(Petition.__table__, _petition.id == _subject.id)
        .outerjoin(Case.__table__, _case.id == _subject.id)
        .outerjoin(
            Obligation, and_(Obligation.subject_id == _subject.id, Obligation.done_at.is_(None))
        )
        .where(*_conditions(wanted, today, case_book))
        .order_by(_subject.id.asc() if backwards else _subject.id.desc())
        .limit(size + 1)
    )
    found = [_row(values, title) for *values, title in session.execute(query)]
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    first, last = (rows[0].id, rows[-1].id) if rows else (None, None)
    has_newer = more if backwards else wanted.older_than is not None
    has_older = backwards or more
    return Page(rows, first if has_newer else None, last if has_older else None)


def _waits() -> ScalarSelect[bool]:
    """Whether every clock that ends on the day shown is only waited for."""
    return (
        select(func.coalesce(func.bool_and(Deadline.waits), False))
        .where(Deadline.subject_id == _subject.id, Deadline.state == "open")
        .where(Deadline.due_legal == Obligation.due_on)
        .correlate(Subject.__table__, Obligation)
        .scalar_subquery()
    )


def _recorded_at() -> ScalarSelect[datetime]:
    """When the lodging of a petition got into the register."""
    return (
        select(_act.recorded_at)
        .where(_act.subject_id == _petition.id, _act.action == SUBMIT)
        .correlate(Petition.__table__)
        .limit(1)
        .scalar_subquery()
    )


def _row(values: Sequence[Any], title: Sequence[bytes | None] | None) -> Row:
    """A protected file keeps even its first sentence, and who sent it on: it may name a sender."""
    row = Row(*(*values, ""))  # columns in the order of the fields
    if row.confidential:
        return replace(row, forwarded_by="")
    return replace(row, title=current_texts().title(Stored.of(title)))


def _conditions(wanted: Wanted, today: date, case_book: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [conflict_free(_subject.id)]
    if wanted.kind is not None:
        conditions.append(_subject.kind == wanted.kind)
    if wanted.agency:
        conditions.append(Agency.code == wanted.agency)
    if wanted.state:
        conditions.append(_subject.state == wanted.state)
        conditions.append(_subject.procedure == wanted.procedure)
    if wanted.overdue:
        late = exists().where(
            Deadline.subject_id == _subject.id,
            Deadline.state == "open",
            Deadline.waits.is_(False),
            Deadline.due_legal < today,
        )
        conditions += [Obligation.due_on < today, late]
    if wanted.number is not None:
        conditions.append(_numbered(wanted.number, case_book))
    if wanted.older_than is not None:
        conditions.append(_subject.id < wanted.older_than)
    if wanted.newer_than is not None:
        conditions.append(_subject.id > wanted.newer_than)
    return conditions


def _numbered(wanted: Number, case_book: str) -> ColumnElement[bool]:
    """Found through the unique indexes of petitions and cases, not along the whole register."""
    petitions = select(_petition.id).where(_petition.number == wanted.number)
    cases = select(_case.id).where(_case.number == wanted.number)
    if wanted.year is not None:
        petitions = petitions.where(_petition.year == wanted.year)
        cases = cases.where(_case.year == wanted.year)
    if wanted.book == case_book:
        return _subject.id.in_(cases)
    if wanted.book:
        return _subject.id.in_(petitions.where(_petition.book == wanted.book))
    return or_(_subject.id.in_(petitions), _subject.id.in_(cases))


def agencies(session: Session) -> list[tuple[str, str]]:
    """Code and name of every agency, for the filter."""
    rows = session.execute(select(Agency.code, Agency.name).order_by(Agency.name))
    return [(code, name) for code, name in rows]
