"""The door: ``/can-bo/dang-nhap`` and ``/can-bo/dang-xuat``."""

from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from feedback.blueprints.guards import asks, for_everyone
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office.actor import begin, current_account, end, way_back
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.forms import PressForm, SignInForm
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.services import accounts, security_events
from feedback.services.security_events import SecurityEvent, note
from feedback.services.throttle import TooHastyError

#: Everybody who has an account, also those whose rooms are elsewhere.


@office.route("/dang-nhap", methods=["GET", "POST"])
@for_everyone
def sign_in() -> ResponseReturnValue:
    form = SignInForm(toi=request.args.get("toi"))
    if current_user.is_authenticated:
        return redirect(way_back(form.toi.data, current_user.role))
    if not form.is_submitted():
        return _door(form)
    if not form.validate():
        return _door(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        role = _let_in(form)
    except DomainError as refusal:
        form.form_errors.append(str(refusal))
        hasty = isinstance(refusal, TooHastyError)
        return _door(form), (
            HTTPStatus.TOO_MANY_REQUESTS if hasty else HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return redirect(way_back(form.toi.data, role))


def _let_in(form: SignInForm) -> Role:
    account_id = accounts.sign_in(form.username.data, form.password.data, network())
    account = accounts.account(db.session(), account_id)
    if account is None:
        raise accounts.WrongCredentialsError(accounts.WRONG)
    begin(account)
    return account.role


def _door(form: SignInForm) -> str:
    return render_template("office/sign_in.html", form=form, errors=bool(form.errors))


@office.post("/dang-xuat")
@asks(Action.OWN_SESSIONS)
def sign_out() -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        who = security_events.account(current_account().username)
        end()
        note(SecurityEvent.SIGNED_OUT, account=who)
    answer = redirect("/can-bo/dang-nhap")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
