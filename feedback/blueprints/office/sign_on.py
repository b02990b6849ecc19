"""``/can-bo/dang-nhap/tinh``: to the provider of the province and back, to enter or to link."""

from http import HTTPStatus

from flask import Response, abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from feedback.blueprints.guards import asks, for_everyone, while_setting_up
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office import asking_keys
from feedback.blueprints.office.actor import (
    begin,
    current_account,
    demanded,
    way_back,
)
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.sign_in_forms import SignInForm
from feedback.blueprints.office.signing_in import door
from feedback.blueprints.read_only import refuse_while_behind
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.extensions import current_settings, db
from feedback.services.signing_in import accounts, ceremonies, identity_provider, second_step
from feedback.services.signing_in import sign_on as services
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.signing_in.identity_provider import Question
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent, note

#: Where this browser wants to go once inside; kept while it is elsewhere.
WANTED = "sign-on wanted"


@office.get("/dang-nhap/tinh")
@for_everyone
def sign_on() -> ResponseReturnValue:
    """Nobody is signed in by another site that leads their browser here (ASVS 7.6.2)."""
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return redirect(url_for("office.sign_in"))
    session[WANTED] = request.args.get("toi", "")[:500]
    try:
        return _leave(Purpose.SIGN_ON, None)
    except DomainError as refusal:
        return _door(refusal)


@office.get("/khoa/noi")
@asks(Action.OWN_FACTORS)
@while_setting_up
def link_sign_on() -> ResponseReturnValue:
    return _leave(Purpose.LINK, current_account().id)


@office.get("/dang-nhap/tinh/ve")
@for_everyone
def come_back() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return _linked()
    try:
        return _let_in()
    except DomainError as refusal:
        where = security_events.neighbourhood(network(), clock.today())
        note(SecurityEvent.SIGN_IN_FAILED, network=where)
        return _door(refusal)


@office.post("/khoa/bo-noi")
@asks(Action.OWN_FACTORS)
@while_setting_up
def unlink_sign_on() -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        services.unlink(current_account(), clock.now())
        flash("Đã bỏ nối.")
    return redirect(url_for("office.own_keys"))


def _leave(purpose: Purpose, user_id: int | None) -> Response:
    if not current_settings().oidc_issuer:
        abort(HTTPStatus.NOT_FOUND)
    question = Question.of(asking_keys.begin(purpose, user_id).secret)
    return redirect(identity_provider.address(services.province(), question, _back()))  # type: ignore[return-value]  # Flask's own answer


def _believed(purpose: Purpose) -> identity_provider.Believed:
    """Whom the provider named; an answer to a question that was not put is no answer."""
    now, province = clock.now(), services.province()
    asked = ceremonies.take(asking_keys.token_of(purpose), purpose, now)
    if asked is None:
        raise province.refused
    question = Question.of(asked.secret)
    return identity_provider.believe(province, question, request.args, _back(), now)


def _let_in() -> ResponseReturnValue:
    account_id = services.account_id(db.session(), _believed(Purpose.SIGN_ON))
    account, method = accounts.the_account(db.session(), account_id), services.method()
    second_step.refuse_weak(account.role, method, demanded=demanded())
    wanted = session.get(WANTED)
    begin(account, method)
    return redirect(way_back(wanted, account.role))


def _linked() -> ResponseReturnValue:
    """The one change of the door that comes by an address: the provider leads here."""
    refuse_while_behind()
    services.link(current_account(), _believed(Purpose.LINK), clock.now())
    flash("Đã nối với tài khoản đăng nhập một lần của tỉnh.")
    return redirect(url_for("office.own_keys"))


def _door(refusal: DomainError) -> ResponseReturnValue:
    form = SignInForm(formdata=None, toi=session.get(WANTED))
    form.form_errors = [str(refusal)]
    return door(form), HTTPStatus.UNPROCESSABLE_ENTITY


def _back() -> str:
    """Registered with the provider letter by letter, so never taken from the request."""
    return current_settings().base_url + url_for("office.come_back")
