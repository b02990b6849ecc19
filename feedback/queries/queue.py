"""The officers' queue: one page of rows by legal deadline, and the row that is open beside it.

Pages are cut by key, not by number, so that a list that changes never skips or repeats a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    RowMapping,
    Select,
    bindparam,
    func,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session

from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.roles import Actor
from feedback.models.agency import Commune, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.obligation import Obligation
from feedback.models.petition import Party
from feedback.queries.views import (
    CONDITIONS,
    HELD,
    View,
    first_petition,
    parameters,
    petition,
    subject,
)

PAGE = 50

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
    #: None where no clock runs towards that day
    started_on: date | None
    #: the day is waited for; nobody can be late with it
    waits: bool
    paused: bool
    cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    newer: Cursor | None
    older: Cursor | None


def described(source: Any) -> Select[Any]:  # noqa: ANN401 - any rows with the columns of an obligation
    """Rows of subjects with what a line says of them; ``source`` has the obligation's columns."""
    lead = first_petition("lead")
    sender = (
        select(party.c.form_of_address, party.c.name)
        .where(party.c.petition_id == func.coalesce(petition.c.id, lead.c.id))
        .order_by(party.c.id)
        .limit(1)
    ).lateral("sender")
    clock = (
        select(deadline.c.started_on, deadline.c.waits)
        .where(
            deadline.c.subject_id == subject.c.id,
            deadline.c.state == "open",
            deadline.c.due_legal == source.c.due_on,
        )
        .order_by(deadline.c.waits, deadline.c.id)
        .limit(1)
    ).lateral("clock")
    return select(
        subject.c.id,
        subject.c.subject_kind,
        subject.c.kind,
        subject.c.state,
        subject.c.title,
        subject.c.confidential,
        petition.c.book,
        func.coalesce(petition.c.year, case.c.year).label("year"),
        func.coalesce(petition.c.number, case.c.number).label("number"),
        func.coalesce(petition.c.people, lead.c.people).label("people"),
        sender.c.form_of_address,
        sender.c.name.label("sender"),
        Commune.name.label("commune"),
        UserAccount.name.label("person"),
        source.c.due_on,
        source.c.id.label("obligation_id"),
        func.coalesce(source.c.paused, False).label("paused"),
        clock.c.started_on,
        clock.c.waits,
    ).select_from(
        source.join(subject, subject.c.id == source.c.subject_id)
        .outerjoin(petition, petition.c.id == subject.c.id)
        .outerjoin(case, case.c.id == subject.c.id)
        .outerjoin(lead, true())
        .outerjoin(sender, true())
        .outerjoin(clock, true())
        .outerjoin(Commune, Commune.code == subject.c.commune_code)
        .outerjoin(UserAccount, UserAccount.id == source.c.person_id)
    )


_AFTER = tuple_(bindparam("due_on", type_=Date), bindparam("obligation_id", type_=BigInteger))
_PLACE = tuple_(Obligation.due_on, Obligation.id)


def _page_of(view: View, direction: str) -> Select[Any]:
    """The statement of one page: the first, the one after a place, or the one before it."""
    keys = select(
        Obligation.id,
        Obligation.subject_id,
        Obligation.person_id,
        Obligation.due_on,
        Obligation.paused,
    ).where(HELD, CONDITIONS[view])
    if direction == "after":
        keys = keys.where(_PLACE > _AFTER)
    if direction == "before":
        keys = keys.where(_PLACE < _AFTER)
        keys = keys.order_by(Obligation.due_on.desc(), Obligation.id.desc())
    else:
        keys = keys.order_by(Obligation.due_on, Obligation.id)
    page = keys.limit(PAGE + 1).cte("page")
    return described(page).order_by(page.c.due_on, page.c.id)


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
            form_of_address=values["form_of_address"] or "",
            name=values["sender"] or "",
            commune=values["commune"] or "",
            people=values["people"] or 1,
            confidential=values["confidential"],
        ),
        person=values["person"] or "",
        due_on=due_on,
        started_on=values["started_on"],
        waits=bool(values["waits"]),
        paused=values["paused"],
        cursor=Cursor(due_on, obligation_id) if obligation_id is not None else None,
    )
