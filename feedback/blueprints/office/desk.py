"""The queue: saved views, rows by legal deadline, and the pane that classifies and routes."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import pane, refusals, words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import ClassificationForm
from feedback.blueprints.office.pane import Pane
from feedback.blueprints.requests import given
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.queries import agencies, opened, queue, views
from feedback.queries.lines import Cursor, Row
from feedback.queries.views import TITLES, Counts, View
from feedback.services.acts import casework
from feedback.services.time.calendars import calendar

#: Views whose count is a warning.
HOT = frozenset({View.OVERDUE, View.TODAY, View.UNDELIVERED})
GONE = "Đơn này không còn chờ phân loại ở cơ quan của bạn."


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the queue an officer is, as addresses say it."""

    view: View
    after: Cursor | None
    before: Cursor | None
    opened: int | None

    @classmethod
    def asked(cls) -> "Place":
        """Read from the address or the form; what cannot be read is left out."""
        asked = given()
        view = asked.get("xem", "")
        return cls(
            View(view) if view in set(View) else View.MINE,
            Cursor.read(asked.get("sau", "")),
            Cursor.read(asked.get("truoc", "")),
            asked.get("mo", type=int),
        )

    @property
    def marks(self) -> dict[str, str]:
        """The place as names and values of an address."""
        named = {
            "xem": None if self.view is View.MINE else self.view,
            "sau": self.after,
            "truoc": self.before,
        }
        return {name: str(value) for name, value in named.items() if value is not None}

    def url(self, **changes: object) -> str:
        given = self.marks | {name: str(value) for name, value in changes.items()}
        kept = {name: value for name, value in given.items() if changes.get(name, "") is not None}
        return url_for("office.desk") + (f"?{urlencode(kept)}" if kept else "")


@office.get("")
@asks(Action.LIST_QUEUE)
def desk() -> ResponseReturnValue:
    return _desk(Place.asked(), None)


@office.post("/phan-loai/<int:subject_id>")
@asks(Action.CLASSIFY, looks_itself=True)
def classify(subject_id: int) -> ResponseReturnValue:
    """Decide kind and receiver of the open row, and go on with the next."""
    place, actor, now = replace(Place.asked(), opened=subject_id), current_actor(), clock.now()
    row = opened.opened(db.session(), actor, subject_id)
    if row is None or not pane.to_classify(row, actor.role):
        flash(GONE)
        return redirect(place.url())
    desks = agencies.desks(db.session(), clock.today())
    form = pane.form_of(row, desks)
    if not form.validate_on_submit():
        return _desk(place, form), 422
    try:
        casework.apply(
            subject_id, "classify", actor, now, form.stated, version=refusals.version_of(form)
        )
    except DomainError as refusal:
        status = refusals.show(form, pane.placed(form, refusal))
        form.version.data = form.version.raw_data = None
        return _desk(place, form), status
    flash(pane.told(row, form, desks))
    return redirect(place.url(mo=request.form.get("tiep", type=int)))


def _desk(place: Place, form: ClassificationForm | None) -> str:
    """The whole page, for an answer to a refused form as well."""
    actor, today, session = current_actor(), clock.today(), db.session()
    found = queue.page(session, actor, place.view, today, after=place.after, before=place.before)
    counts = views.counts(session, actor, today)
    days = calendar(session)
    beside = _row_beside(found.rows, place.opened)
    chosen = beside is not None and beside.id == place.opened
    opening = place.url(mo="")
    lines = [
        words.line(row, days, today, href=_href(opening, row, place.opened), is_open=row is beside)
        for row in found.rows
    ]
    return page(
        "queue",
        waiting=counts.attention,
        place=place,
        title=TITLES[place.view],
        summary=_summary(counts, place.view),
        views=_views(place, counts),
        lines=lines,
        pane=_pane(actor, beside, form if chosen else None),
        face=next((each for each in lines if each.open), None),
        next_id=_after(found.rows, beside),
        newer=place.url(truoc=found.newer, sau=None) if found.newer else None,
        older=place.url(sau=found.older, truoc=None) if found.older else None,
        chosen=chosen,
        errors=form is not None,
    )


def _row_beside(rows: tuple[Row, ...], wanted: int | None) -> Row | None:
    """The row shown in the pane: the one asked for, else the most urgent."""
    asked = next((row for row in rows if row.id == wanted), None)
    return asked or (rows[0] if rows else None)


def _href(opening: str, row: Row, opened_id: int | None) -> str:
    """Opening a row shows it in the pane; opening it again leads to its file."""
    if row.id == opened_id:
        return words.file_url(row.id, row.subject_kind)
    return f"{opening}{row.id}"


def _after(rows: tuple[Row, ...], beside: Row | None) -> int | None:
    """The row to go on with: the one below, at the end the first."""
    if beside is None or len(rows) == 1:
        return None
    return rows[(rows.index(beside) + 1) % len(rows)].id


def _pane(actor: Actor, beside: Row | None, form: ClassificationForm | None) -> Pane | None:
    row = opened.opened(db.session(), actor, beside.id) if beside else None
    if row is None:
        return None
    classifies = pane.to_classify(row, actor.role)
    desks = agencies.desks(db.session(), clock.today()) if classifies else ()
    if form is not None and not form.version.data:
        form.version.data = str(row.version)
    return pane.pane_of(row, actor.role, desks, clock.today(), form)


def _summary(counts: Counts, view: View) -> str:
    count = counts.views[view]
    many = f"Trên {views.MANY - 1}" if count >= views.MANY else str(count)
    return f"{many} đơn, xếp theo hạn gần nhất"


def _views(place: Place, counts: Counts) -> list[dict[str, object]]:
    """The list on the left."""
    return [
        {
            "name": TITLES[view],
            "href": url_for("office.desk", xem=None if view is View.MINE else view),
            "count": counts.views[view],
            "many": counts.views[view] >= views.MANY,
            "hot": view in HOT and counts.views[view] > 0,
            "current": view is place.view,
        }
        for view in View
    ]
