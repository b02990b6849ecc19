"""One's own sessions: which run, and ending them, be it on a telephone that was lost."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office.actor import current_account, current_token
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.services import sessions


@office.get("/phien")
@asks(Action.OWN_SESSIONS)
def own_sessions() -> ResponseReturnValue:
    mine = sessions.running(db.session(), current_account().id, current_token(), clock.now())
    return page("sessions", sessions=mine)


@office.post("/phien/<int:number>/ket-thuc")
@asks(Action.OWN_SESSIONS)
def end_session(number: int) -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        sessions.end_one(current_account().id, number, clock.now())
        flash("Đã kết thúc phiên.")
    return redirect(url_for("office.own_sessions"))


@office.post("/phien/ket-thuc-phien-khac")
@asks(Action.OWN_SESSIONS)
def end_other_sessions() -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        ended = sessions.end_others(current_account().id, current_token(), clock.now())
        flash(f"Đã kết thúc {ended} phiên khác." if ended else "Không có phiên nào khác.")
    return redirect(url_for("office.own_sessions"))
