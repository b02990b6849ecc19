"""The tray of suspects: each with its story and what speaks against it, decided by one press."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm, SuspectForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.windows import EVERYBODY
from feedback.extensions import db
from feedback.queries import tray as suspects
from feedback.services.acts import casework
from feedback.services.lodging import arrivals


@office.get("/khay-nghi-rac")
@asks(Action.JUDGE_SUSPECTS)
def tray() -> ResponseReturnValue:
    session, actor, now = db.session(), current_actor(), clock.now()
    return page(
        "tray",
        suspects=suspects.waiting(session, actor),
        tally=suspects.tally(session, actor, now),
        crowded=arrivals.within_a_minute(session, now) > EVERYBODY.most,
        form=PressForm(formdata=None),
        reason=SuspectForm.USUAL,
    )


@office.post("/khay-nghi-rac/<int:subject_id>/dua-ra")
@asks(Action.JUDGE_SUSPECTS)
def release(subject_id: int) -> ResponseReturnValue:
    return _decided(subject_id, "release", "Đã đưa đơn vào hàng đợi.")


@office.post("/khay-nghi-rac/<int:subject_id>/xac-nhan")
@asks(Action.JUDGE_SUSPECTS)
def confirm_junk(subject_id: int) -> ResponseReturnValue:
    return _decided(subject_id, "confirm_junk", "Đã xác nhận không phải đơn. Đơn vẫn được lưu.")


def _decided(subject_id: int, action: str, done: str) -> ResponseReturnValue:
    """What another officer decided meanwhile, or a stale page, is said and changes nothing."""
    form = SuspectForm()
    try:
        if form.validate():
            stated = {"reason": form.reason.data} if action == "confirm_junk" else {}
            version = int(form.version.data or 0)
            casework.apply(
                subject_id, action, current_actor(), clock.now(), stated, version=version
            )
            flash(done)
        else:
            flash("Chưa ghi nhận. " + " ".join(map(str, form.first_errors)))
    except DomainError as refusal:
        flash(str(refusal))
    return redirect(url_for(".tray"), 303)
