"""``/quan-tri/lich/thay-doi/…``: what a change would move, and the second person's word on it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.administration import words
from feedback.blueprints.administration.blueprint import administration, page
from feedback.blueprints.administration.forms import ConfirmForm, RefuseForm
from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.models.days import CalendarChange
from feedback.queries import days as queries
from feedback.services.time import day_changes
from feedback.services.time.day_changes import PROPOSED
from feedback.services.time.day_preview import PAGE, Preview, preview


@administration.get("/lich/thay-doi/<int:change_id>")
@asks(Action.MANAGE_DAYS)
def change(change_id: int) -> ResponseReturnValue:
    return _page(change_id, RefuseForm())


@administration.post("/lich/thay-doi/<int:change_id>/xac-nhan")
@asks(Action.MANAGE_DAYS)
def confirm(change_id: int) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate():
        return _page(change_id, RefuseForm(formdata=None), form), 422
    try:
        day_changes.confirm(change_id, current_actor(), clock.now())
    except NotFoundError:
        raise
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(change_id, RefuseForm(formdata=None), form), status
    flash("Đã xác nhận. Hệ thống đang tính lại các thời hạn.")
    return redirect(url_for("administration.change", change_id=change_id))


@administration.post("/lich/thay-doi/<int:change_id>/tu-choi")
@asks(Action.MANAGE_DAYS)
def refuse(change_id: int) -> ResponseReturnValue:
    form = RefuseForm()
    if not form.validate():
        return _page(change_id, form), 422
    try:
        day_changes.refuse(change_id, current_actor(), clock.now(), form.note.data)
    except NotFoundError:
        raise
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(change_id, form), status
    flash("Đã ghi: không xác nhận thay đổi này.")
    return redirect(url_for("administration.change", change_id=change_id))


def _page(change_id: int, form: RefuseForm, confirming: ConfirmForm | None = None) -> str:
    row = queries.change(db.session(), change_id)
    if row is None:
        raise NotFoundError("Không có đề nghị này.")
    number = _page_number()
    seen, refused = _seen(row.change, number)
    return page(
        "change",
        row=row,
        change=row.change,
        waiting=row.change.state == PROPOSED,
        own=row.change.proposed_by_id == current_account().id,
        seen=seen,
        refused=refused,
        first=number * PAGE + 1,
        newer=_address(change_id, number - 1) if number else None,
        older=_address(change_id, number + 1) if seen.moved > (number + 1) * PAGE else None,
        form=form,
        confirming=confirming or ConfirmForm(formdata=None),
        errors=bool(form.errors or (confirming and confirming.errors)),
        words=words,
    )


def _seen(row: CalendarChange, number: int) -> tuple[Preview, str]:
    """The preview while the change waits; the table may have changed since it was proposed."""
    if row.state != PROPOSED:
        return Preview(), ""
    try:
        return preview(db.session(), row, clock.today(), number), ""
    except DomainError as refusal:
        return Preview(), str(refusal)


def _page_number() -> int:
    typed = request.args.get("trang", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else 0  # noqa: PLR2004 - no list is longer


def _address(change_id: int, number: int) -> str:
    return url_for("administration.change", change_id=change_id, trang=number)
