"""The officers' queue: one page of rows by legal deadline, and the row that is open beside it.

Pages are cut by key, not by number, so that a list that changes never skips or repeats a line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    RowMapping,
    Select,
    bindparam,
    func,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.roles import Actor
from feedback.models.agency import Commune, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.obligation import Obligation
from feedback.models.petition import Party
from feedback.queries.views import (
    BRANCHES,
    HELD,
    View,
    parameters,
    petition,
    subject,
)

PAGE = 50

Order = tuple[Any, Any]

case, party, deadline = Case.__table__, Party.__table__, Deadline.__table__


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

    form_of_address: str
    name: str
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
    #: None where no duty runs towards that day: there is none, or an event is waited for
    started_on: date | None
    paused: bool
    cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    newer: Cursor | None
    older: Cursor | None


def described(source: FromClause) -> Select[Any]:
    """Lines for rows with an obligation's columns, in the order of the queue.

    Names come from subqueries of their own: few joins are planned fast, and a page has few rows.
    """
    lead, first = petition.alias("lead"), petition.alias("first")
    of_case = select(func.min(first.c.id)).where(first.c.case_id == subject.c.id)
    paper_id = func.coalesce(petition.c.id, of_case.correlate(subject).scalar_subquery())
    sender = select(array([party.c.form_of_address, party.c.name])).where(
        party.c.petition_id == paper_id
    )
    people = select(lead.c.people).where(lead.c.id == paper_id)
    started = select(func.max(deadline.c.started_on)).where(
        deadline.c.subject_id == subject.c.id,
        deadline.c.state == "open",
        deadline.c.due_legal == source.c.due_on,
        deadline.c.waits.is_(False),
    )
    commune = select(Commune.name).where(Commune.code == subject.c.commune_code)
    person = select(UserAccount.name).where(UserAccount.id == source.c.person_id)
    return (
        select(
            subject.c.id,
            subject.c.subject_kind,
            subject.c.kind,
            subject.c.state,
            subject.c.title,
            subject.c.confidential,
            petition.c.book,
            func.coalesce(petition.c.year, case.c.year).label("year"),
            func.coalesce(petition.c.number, case.c.number).label("number"),
            func.coalesce(petition.c.people, people.scalar_subquery()).label("people"),
            sender.order_by(party.c.id).limit(1).scalar_subquery().label("sender"),
            commune.scalar_subquery().label("commune"),
            person.scalar_subquery().label("person"),
            source.c.due_on,
            source.c.id.label("obligation_id"),
            source.c.paused,
            started.scalar_subquery().label("started_on"),
        )
        .select_from(
            source.join(subject, subject.c.id == source.c.subject_id)
            .outerjoin(petition, petition.c.id == subject.c.id)
            .outerjoin(case, case.c.id == subject.c.id)
        )
        .order_by(source.c.due_on, source.c.id)
    )


_AFTER = tuple_(bindparam("due_on", type_=Date), bindparam("obligation_id", type_=BigInteger))
_PLACE = tuple_(Obligation.due_on, Obligation.id)


def _page_of(view: View, direction: str) -> Select[Any]:
    """The statement of one page: the first, the one after a place, or the one before it."""
    order: Order = (Obligation.due_on, Obligation.id)
    if direction == "before":
        order = (Obligation.due_on.desc(), Obligation.id.desc())
    branches = [
        select(
            Obligation.id,
            Obligation.subject_id,
            Obligation.person_id,
            Obligation.due_on,
            Obligation.paused,
        )
        .where(HELD, branch, *_from_place(direction))
        .order_by(*order)
        .limit(PAGE + 1)
        for branch in BRANCHES[view]
    ]
    return described(_merged(branches, backwards=direction == "before"))


def _from_place(direction: str) -> tuple[ColumnElement[bool], ...]:
    if direction == "after":
        return (_PLACE > _AFTER,)
    return (_PLACE < _AFTER,) if direction == "before" else ()


def _merged(branches: Sequence[Select[*tuple[Any, ...]]], *, backwards: bool) -> CTE:
    """The first rows of all branches together."""
    if len(branches) == 1:
        return branches[0].cte("page")
    found = union_all(*(select(each.subquery()) for each in branches)).subquery("found")
    order: Order = (found.c.due_on, found.c.id)
    if backwards:
        order = (found.c.due_on.desc(), found.c.id.desc())
    return select(found).order_by(*order).limit(PAGE + 1).cte("page")


_PAGES: Mapping[tuple[View, str], Select[Any]] = {
    (view, direction): _page_of(view, direction)
    for view in View
    for direction in ("first", "after", "before")
}


def page(
    session: Session,
    actor: Actor,
    view: View,
    on: date,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
) -> Page:
    """One page of a view, and the places from which the neighbouring ones begin."""
    place = after or before
    direction = "after" if after else "before" if before else "first"
    given = parameters(actor, on)
    if place is not None:
        given |= {"due_on": place.due_on, "obligation_id": place.obligation_id}
    found = session.execute(_PAGES[view, direction], given).mappings().all()
    more = len(found) > PAGE
    kept = (found[-PAGE:] if before else found[:PAGE]) if more else found
    rows = tuple(row_of(values) for values in kept)
    if not rows:
        return Page((), None, None)
    return Page(
        rows,
        newer=rows[0].cursor if (more if before else after is not None) else None,
        older=rows[-1].cursor if (more if before is None else True) else None,
    )


def row_of(values: RowMapping) -> Row:
    """One line from the columns of ``described``."""
    due_on, obligation_id = values["due_on"], values["obligation_id"]
    form_of_address, name = values["sender"] or ("", "")
    return Row(
        id=values["id"],
        subject_kind=SubjectKind(values["subject_kind"]),
        kind=Kind(values["kind"]),
        state=values["state"],
        title=values["title"],
        book=values["book"] or "VV",
        year=values["year"],
        number=values["number"],
        sender=Sender(
            form_of_address=form_of_address,
            name=name,
            commune=values["commune"] or "",
            people=values["people"] or 1,
            confidential=values["confidential"],
        ),
        person=values["person"] or "",
        due_on=due_on,
        started_on=values["started_on"],
        paused=bool(values["paused"]),
        cursor=Cursor(due_on, obligation_id) if obligation_id is not None else None,
    )
