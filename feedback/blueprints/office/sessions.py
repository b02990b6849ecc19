"""One's own sessions: which run, and ending them, be it on a telephone that was lost."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, while_setting_up
from feedback.blueprints.office.actor import current_account, current_token
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.domain.sign_in import METHOD_WORDS, limits
from feedback.extensions import db
from feedback.services.signing_in import account_events, sessions


@office.get("/phien")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def own_sessions() -> ResponseReturnValue:
    session, account = db.session(), current_account()
    return page(
        "sessions",
        sessions=sessions.running(session, account, current_token(), clock.now()),
        limits=limits(account.role),
        method_words=METHOD_WORDS,
        events=account_events.told(session, account.id),
    )


@office.post("/phien/<int:number>/ket-thuc")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def end_session(number: int) -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        sessions.end_one(current_account(), number, clock.now())
        flash("Đã kết thúc phiên.")
    return redirect(url_for("office.own_sessions"))


@office.post("/phien/ket-thuc-phien-khac")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def end_other_sessions() -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        ended = sessions.end_others(current_account(), current_token(), clock.now())
        flash(f"Đã kết thúc {ended} phiên khác." if ended else "Không có phiên nào khác.")
    return redirect(url_for("office.own_sessions"))
