"""One line of a list of files: what the queue and the search say of each.

Rows carry what an officer needs to tell files apart, and of the sender no more than may be known.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import FromClause, RowMapping, Select, func, select
from sqlalchemy import case as sql_case

from feedback.domain.communes import UnknownCommuneError, commune_with_code
from feedback.domain.identity import NOBODY, Identity
from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.policy.fields import FieldClass, class_of_sender
from feedback.domain.policy.rows import facts_of_file
from feedback.extensions import current_identities, current_texts
from feedback.models.agency import UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.identity import stored_person
from feedback.models.obligation import NO_CLOCK
from feedback.models.words import stored_title
from feedback.queries.views import petition, subject
from feedback.vault.identities import Stored

case, deadline = Case.__table__, Deadline.__table__
account = UserAccount.__table__
_OPEN = ~subject.c.confidential & (subject.c.urgency == "")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the order of the queue; ``2026-12-02.41`` in addresses."""

    due_on: date
    obligation_id: int

    def __str__(self) -> str:
        return f"{self.due_on.isoformat()}.{self.obligation_id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The place as an address names it; None when it names none."""
        day, _, number = text.partition(".")
        try:
            return cls(date.fromisoformat(day), int(number[:18]))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a petition, as far as it may be known here."""

    identity: Identity
    commune: str
    people: int
    confidential: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    id: int
    subject_kind: SubjectKind
    kind: Kind
    state: str
    title: str
    book: str
    year: int
    number: int
    sender: Sender
    person: str
    due_on: date | None
    started_on: date | None
    #: where no duty has a day: the day of an event that is waited for
    waits_until: date | None
    paused: bool
    cursor: Cursor | None
    #: the instant, where the period that ends first is one of hours
    due_at: datetime | None = None


def described(source: FromClause) -> Select[Any]:
    """Lines for rows with an obligation's columns, in the order of the queue.

    Names come from subqueries of their own: few joins are planned fast, and a page has few rows.
    """
    lead, first = petition.alias("lead"), petition.alias("first")
    of_case = select(func.min(first.c.id)).where(first.c.case_id == subject.c.id)
    paper_id = func.coalesce(petition.c.id, of_case.correlate(subject).scalar_subquery())
    people = select(lead.c.people).where(lead.c.id == paper_id)
    started = select(func.max(deadline.c.started_on)).where(
        deadline.c.subject_id == subject.c.id,
        deadline.c.state == "open",
        deadline.c.due_legal == source.c.due_on,
        deadline.c.waits.is_(False),
    )
    hour = select(func.min(deadline.c.due_at)).where(
        deadline.c.subject_id == subject.c.id,
        deadline.c.state == "open",
        deadline.c.due_legal == source.c.due_on,
    )
    waited = select(func.min(deadline.c.due_legal)).where(
        deadline.c.subject_id == subject.c.id,
        deadline.c.state == "open",
        deadline.c.waits.is_(True),
    )
    named = select(account.c.name).where(account.c.id == source.c.person_id).scalar_subquery()
    return (
        select(
            subject.c.id,
            subject.c.subject_kind,
            subject.c.kind,
            subject.c.state,
            stored_title(paper_id).label("title"),
            subject.c.confidential,
            subject.c.urgency,
            petition.c.book,
            func.coalesce(petition.c.year, case.c.year).label("year"),
            func.coalesce(petition.c.number, case.c.number).label("number"),
            func.coalesce(petition.c.people, people.scalar_subquery()).label("people"),
            # of a protected sender nothing is read, so that nothing is opened either
            sql_case((_OPEN, stored_person(paper_id))).label("sender"),
            subject.c.commune_code,
            sql_case((source.c.person_id.is_not(None), named)).label("person"),
            source.c.due_on,
            source.c.id.label("obligation_id"),
            source.c.paused,
            started.scalar_subquery().label("started_on"),
            hour.scalar_subquery().label("due_at"),
            sql_case((source.c.due_on == NO_CLOCK, waited.scalar_subquery())).label("waits_until"),
        )
        .select_from(
            source.join(subject, subject.c.id == source.c.subject_id)
            .outerjoin(petition, petition.c.id == subject.c.id)
            .outerjoin(case, case.c.id == subject.c.id)
        )
        .order_by(source.c.due_on, source.c.id)
    )


def row_of(values: RowMapping) -> Row:
    """One line from the columns of ``described``."""
    due_on, obligation_id = values["due_on"], values["obligation_id"]
    facts = facts_of_file(values["confidential"], values["urgency"])
    shown = class_of_sender(facts) is FieldClass.C1
    return Row(
        id=values["id"],
        subject_kind=SubjectKind(values["subject_kind"]),
        kind=Kind(values["kind"]),
        state=values["state"],
        title=current_texts().title(Stored.of(values["title"])),
        book=values["book"] or "VV",
        year=values["year"],
        number=values["number"],
        sender=Sender(
            identity=current_identities().read(Stored.of(values["sender"])) if shown else NOBODY,
            commune=_commune(values["commune_code"]),
            people=values["people"] or 1,
            confidential=not shown,
        ),
        person=values["person"] or "",
        due_on=due_on,
        started_on=values["started_on"],
        waits_until=values["waits_until"],
        paused=bool(values["paused"]),
        cursor=Cursor(due_on, obligation_id) if obligation_id is not None else None,
        due_at=values["due_at"],
    )


def _commune(code: str | None) -> str:
    """The name the unit has today; the table of units is part of the house."""
    try:
        return commune_with_code(code).full_name if code else ""
    except UnknownCommuneError:
        return ""
