"""All that is known of one file for whoever inspects it, in six statements.

Nobody's identity is among it: neither the sender's name nor, for a protected file, its story. What
the tables show is held against what the entries say, so a row changed behind the history's back is
found as well as a changed entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.history.entries import MalformedEntryError, RegisterNumber, parse
from feedback.domain.history.fold import (
    ContradictionError,
    DeadlineFact,
    Folded,
    LetterFact,
    SubjectState,
    differences,
    fold,
    start,
)
from feedback.domain.history.report import Finding, Rule
from feedback.domain.history.verify import StoredEntry
from feedback.domain.petitions import Kind, SubjectKind
from feedback.extensions import current_texts
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.deadline import Deadline
from feedback.models.entry import LogCheckpoint
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.queries import timeline
from feedback.queries.explained import Explained, explained
from feedback.queries.timeline import Event
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


@dataclass(frozen=True, slots=True)
class Dossier:
    header: Header
    events: list[Event]
    deadlines: Sequence[Deadline]
    letters: Sequence[IssuedLetter]
    #: what breaks first, None when the file is sound
    broken: Finding | None
    #: names by pseudonym (``user:7``) and by agency code
    names: Mapping[str, str]
    #: clocks each entry touched, with their arithmetic, by place in the log
    explained: Mapping[int, tuple[Explained, ...]]

    @property
    def sealed(self) -> bool:
        """Whether the newest checkpoint covers the file's newest entry."""
        checkpoint = self.header.checkpoint
        return bool(checkpoint and self.events and self.events[-1].place < checkpoint.size)


def dossier(session: Session, subject_id: int) -> Dossier:
    """The whole file; NotFoundError when there is none."""
    header = _header(session, subject_id)
    entries = timeline.stored(session, header.uid)
    deadlines = session.scalars(
        select(Deadline).where(Deadline.subject_id == subject_id).order_by(Deadline.id)
    ).all()
    letters = session.scalars(
        select(IssuedLetter).where(IssuedLetter.subject_id == subject_id).order_by(IssuedLetter.id)
    ).all()
    told = timeline.events(entries)
    return Dossier(
        header=header,
        events=told,
        deadlines=deadlines,
        letters=letters,
        broken=timeline.first_break(entries) or _differs(header, entries, deadlines, letters),
        names=_names(session, header, told),
        explained=explained(entries),
    )


def _header(session: Session, subject_id: int) -> Header:
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


def _differs(
    header: Header,
    entries: Sequence[StoredEntry],
    deadlines: Sequence[Deadline],
    letters: Sequence[IssuedLetter],
) -> Finding | None:
    """The first fact on which tables and entries disagree."""
    folded = start(str(header.subject_kind))
    for entry in entries:
        try:
            fold(folded, parse(entry.body), entry.place)
        except ContradictionError as error:
            return Finding(Rule.STATE, str(error), entry.place, header.uid.hex)
        except MalformedEntryError:
            continue
    if not entries:
        return Finding(Rule.ROWS, "có bản ghi nhưng lịch sử không có mục nào", None, header.uid.hex)
    shown = _shown(header, folded, deadlines, letters)
    for difference in differences(folded, shown):
        name = difference.name.partition(" ")[0]
        sentence = f"{_FACTS[name]} trong bảng khác với lịch sử"
        return Finding(Rule.STATE, sentence, difference.index, header.uid.hex)
    return None


_FACTS = {
    "kind": "loại hồ sơ", "state": "trạng thái", "procedure": "thủ tục", "edition": "bản luật",
    "agency": "cơ quan đang giữ", "person": "người được giao", "register": "số trong sổ",
    "deadlines": "thời hạn", "escalations": "báo cáo vượt cấp", "letters": "văn bản",
}  # fmt: skip


def _shown(
    header: Header,
    folded: Folded,
    deadlines: Sequence[Deadline],
    letters: Sequence[IssuedLetter],
) -> SubjectState:
    """The state as the tables show it; escalations are left to the whole verification."""
    register = RegisterNumber(header.book, header.year, header.number)
    if header.subject_kind is SubjectKind.CASE and folded.state.register:
        register = replace(register, book=folded.state.register.book)
    return SubjectState(
        kind=str(header.subject_kind),
        state=header.state,
        procedure=header.procedure,
        edition=header.edition,
        agency=header.agency_code,
        person=f"user:{header.person_id}" if header.person_id else None,
        register=register,
        deadlines={row.uid.hex: _deadline_fact(row) for row in deadlines},
        escalations=folded.state.escalations,
        letters={row.uid.hex: _letter_fact(row) for row in letters},
    )


def _deadline_fact(row: Deadline) -> DeadlineFact:
    raw, legal = (day.isoformat() if day else None for day in (row.due_raw, row.due_legal))
    return DeadlineFact(row.limit_id, row.started_on.isoformat(), raw, legal, row.state)


def _letter_fact(row: IssuedLetter) -> LetterFact:
    register = None
    if row.book is not None and row.year is not None and row.number is not None:
        register = RegisterNumber(row.book, row.year, row.number)
    return LetterFact(row.name, register, row.pdf_sha256)


def _names(session: Session, header: Header, told: Sequence[Event]) -> dict[str, str]:
    """Officers by pseudonym, with their agency, and agencies by code; one statement."""
    words = {header.agency_code}
    for event in told:
        people = (event.actor, event.data.get("person"), event.data.get("to"))
        words |= {str(word) for word in (*people, event.unit, event.data.get("agency")) if word}
    ids = [int(word[5:]) for word in words if word.startswith("user:") and word[5:].isdecimal()]
    rows = session.execute(
        union_all(
            select(Agency.code, Agency.name).where(Agency.code.in_(words)),
            select(
                func.concat("user:", UserAccount.id),
                func.concat_ws(", ", UserAccount.name, Agency.name),
            )
            .join(Agency, Agency.id == UserAccount.agency_id)
            .where(UserAccount.id.in_(ids)),
        )
    )
    return {code: name for code, name in rows}  # noqa: C416 - names say what the pair is
