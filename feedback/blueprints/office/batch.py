"""Several petitions classified at once: first what will be done and what is barred, then one press.

Each petition keeps its own transaction and its own entry in the history; one that is refused does
not hold back the others.
"""

from collections.abc import Sequence

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import pane
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import OTHER, ClassificationForm, classification_form
from feedback.blueprints.requests import given
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.routing import Desk
from feedback.extensions import db
from feedback.queries import agencies, opened
from feedback.queries.opened import Opened
from feedback.queries.queue import PAGE
from feedback.services.acts import casework
from feedback.services.subject.numbers import petition_number


@office.get("/hang-loat")
@asks(Action.CLASSIFY)
def batch() -> ResponseReturnValue:
    rows = _chosen()
    if not rows:
        flash("Chưa chọn đơn nào còn chờ phân loại.")
        return redirect("/can-bo")
    return _page(rows, _form(_desks()))


@office.post("/hang-loat")
@asks(Action.CLASSIFY)
def classify_all() -> ResponseReturnValue:
    rows, form = _chosen(), _form(_desks())
    if not form.validate():
        return _page(rows, form), 422
    refused = [(_code(row), why) for row in rows if (why := _classify(row, form))]
    flash(f"Đã phân loại {len(rows) - len(refused)} trên {len(rows)} đơn.")
    for sentence in by_reason(refused):
        flash(sentence)
    return redirect("/can-bo")


def by_reason(refused: Sequence[tuple[str, str]]) -> list[str]:
    """Each reason once, after the numbers it is about: all of it must fit into one cookie."""
    reasons = dict.fromkeys(why for _, why in refused)
    return [f"{', '.join(code for code, its in refused if its == why)}: {why}" for why in reasons]


def _chosen() -> list[Opened]:
    """The ticked petitions of this agency that still wait for their kind."""
    ids = dict.fromkeys(given().getlist("petition", type=int)[:PAGE])
    found = opened.opened_together(db.session(), current_actor(), list(ids))
    return [row for row in found if pane.to_classify(row, current_actor().role)]


def _desks() -> tuple[Desk, ...]:
    return agencies.desks(db.session(), clock.today())


def _form(desks: Sequence[Desk]) -> ClassificationForm:
    form = classification_form((), desks, unit=OTHER)
    for name in ("unit", "denounced_agency", "denounced_post", "agency_reason"):
        del form[name]
    return form


def _classify(row: Opened, form: ClassificationForm) -> str:
    """Classify one; why it is refused, nothing when it is done."""
    stated = {"kind": form.kind.data, "field": form.field.data, "agency": form.agency.code}
    try:
        casework.apply(
            row.id, "classify", current_actor(), clock.now(), stated, version=row.version
        )
    except DomainError as refusal:
        return str(refusal)
    return ""


def _code(row: Opened) -> str:
    return petition_number(row.book, row.year, row.number)


def _page(rows: Sequence[Opened], form: ClassificationForm) -> str:
    return page(
        "batch",
        rows=[(row, _code(row)) for row in rows],
        form=form,
        errors=bool(form.errors),
    )
