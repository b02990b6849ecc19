"""``/quan-tri/huy-danh-tinh``: one person proposes that a sender is forgotten, another decides."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.administration.blueprint import administration, page
from feedback.blueprints.administration.forms import ConfirmForm, ErasureForm, RefuseForm
from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.domain import clock
from feedback.domain.erasure import GROUNDS, Ground
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import erasures as queries
from feedback.services.erasing import erasure
from feedback.services.erasing.erasure import CONFIRMED, PROPOSED, Wanted


@administration.route("/huy-danh-tinh", methods=["GET", "POST"])
@asks(Action.SEE_ERASURES)
def erasures() -> ResponseReturnValue:
    form = ErasureForm()
    if not form.is_submitted():
        return _list(form)
    if not form.validate():
        return _list(form), 422
    try:
        new = erasure.propose(_wanted(form), current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _list(form), status
    return redirect(url_for("administration.erasing", erasure_id=new))


@administration.get("/huy-danh-tinh/<int:erasure_id>")
@asks(Action.SEE_ERASURES)
def erasing(erasure_id: int) -> ResponseReturnValue:
    return _page(erasure_id, RefuseForm())


@administration.post("/huy-danh-tinh/<int:erasure_id>/xac-nhan")
@asks(Action.ERASE)
def erase(erasure_id: int) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate():
        return _page(erasure_id, RefuseForm(formdata=None), form), 422
    try:
        erasure.confirm(erasure_id, current_actor(), clock.now())
    except NotFoundError:
        raise
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(erasure_id, RefuseForm(formdata=None), form), status
    flash("Đã hủy. Không ai còn đọc được danh tính này.")
    return redirect(url_for("administration.erasing", erasure_id=erasure_id))


@administration.post("/huy-danh-tinh/<int:erasure_id>/tu-choi")
@asks(Action.ERASE)
def refuse_erasure(erasure_id: int) -> ResponseReturnValue:
    form = RefuseForm()
    if not form.validate():
        return _page(erasure_id, form), 422
    try:
        erasure.refuse(erasure_id, current_actor(), clock.now(), form.note.data)
    except NotFoundError:
        raise
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(erasure_id, form), status
    flash("Đã ghi: không hủy danh tính này.")
    return redirect(url_for("administration.erasing", erasure_id=erasure_id))


def _wanted(form: ErasureForm) -> Wanted:
    return Wanted(form.number.data, Ground(form.ground.data), form.decision.data)


def _list(form: ErasureForm) -> str:
    return page(
        "erasures",
        form=form,
        rows=queries.newest(db.session()),
        grounds={str(ground): str(reason.basis) for ground, reason in GROUNDS.items()},
        title_of=title_of,
        standing=standing,
        errors=bool(form.errors),
    )


def _page(erasure_id: int, form: RefuseForm, confirming: ConfirmForm | None = None) -> str:
    row = queries.one(db.session(), erasure_id)
    if row is None:
        raise NotFoundError("Không có đề nghị này.")
    return page(
        "erasure",
        row=row,
        waiting=row.erasure.state == PROPOSED,
        own=row.erasure.proposed_by_id == current_account().id,
        basis=GROUNDS[Ground(row.erasure.ground)].basis,
        form=form,
        confirming=confirming or ConfirmForm(formdata=None),
        title_of=title_of,
        standing=standing,
        errors=bool(form.errors or (confirming and confirming.errors)),
    )


def title_of(row: queries.ErasureRow) -> str:
    return GROUNDS[Ground(row.erasure.ground)].title


def standing(row: queries.ErasureRow) -> str:
    """Where a proposal stands, in one phrase."""
    if row.erasure.state == PROPOSED:
        return "Chờ người thứ hai xác nhận"
    if row.erasure.state == CONFIRMED:
        return "Đã hủy"
    return f"Không xác nhận: {row.erasure.note}"
