"""The officers' queue: one page of rows by legal deadline.

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
    Select,
    bindparam,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from feedback.domain.roles import Actor
from feedback.queries.lines import Cursor, Row, described, row_of
from feedback.queries.views import BRANCHES, HELD, View, obligation, parameters

PAGE = 50

Order = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    newer: Cursor | None
    older: Cursor | None


_AFTER = tuple_(bindparam("due_on", type_=Date), bindparam("obligation_id", type_=BigInteger))
_PLACE = tuple_(obligation.c.due_on, obligation.c.id)


def _page_of(view: View, direction: str) -> Select[Any]:
    """The statement of one page: the first, the one after a place, or the one before it."""
    order: Order = (obligation.c.due_on, obligation.c.id)
    if direction == "before":
        order = (obligation.c.due_on.desc(), obligation.c.id.desc())
    branches = [
        select(
            obligation.c.id,
            obligation.c.subject_id,
            obligation.c.person_id,
            obligation.c.due_on,
            obligation.c.paused,
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
