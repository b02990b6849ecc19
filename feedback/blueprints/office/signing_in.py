"""The door: ``/can-bo/dang-nhap`` by password, and ``/can-bo/dang-xuat``.

Keys come in by ``passkey_door``; after the password, codes by ``second_step``.
"""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from feedback.blueprints.guards import asks, for_everyone, while_setting_up
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office import asking_keys
from feedback.blueprints.office.actor import (
    begin,
    current_account,
    demanded,
    end,
    way_back,
)
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.sign_in_forms import PasskeyForm, SignInForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.sign_in import Method
from feedback.extensions import current_settings, db
from feedback.services.signing_in import accounts, one_time_codes, second_step
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.signing_in.relying_party import ourselves
from feedback.services.signing_in.throttle import TooHastyError
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent, note


@office.route("/dang-nhap", methods=["GET", "POST"])
@for_everyone
def sign_in() -> ResponseReturnValue:
    form = SignInForm(toi=request.args.get("toi"))
    if current_user.is_authenticated:
        return redirect(way_back(form.toi.data, current_user.role))
    if not form.is_submitted():
        return door(form)
    if not form.validate():
        return door(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return _let_in(form)
    except DomainError as refusal:
        form.form_errors.append(str(refusal))
        hasty = isinstance(refusal, TooHastyError)
        return door(form), (
            HTTPStatus.TOO_MANY_REQUESTS if hasty else HTTPStatus.UNPROCESSABLE_ENTITY
        )


def _let_in(form: SignInForm) -> ResponseReturnValue:
    """In, or on to the second step where somebody has set one up."""
    now = clock.now()
    account_id = accounts.sign_in(form.username.data, form.password.data, network(), now)
    account = accounts.the_account(db.session(), account_id)
    if one_time_codes.is_set_up(db.session(), account.id):
        asking_keys.begin(Purpose.SECOND_STEP, account.id)
        return redirect(url_for("office.second_step", toi=form.toi.data or None))
    second_step.refuse_weak(account.role, Method.PASSWORD, demanded=demanded())
    begin(account, Method.PASSWORD)
    return redirect(way_back(form.toi.data, account.role))


def door(form: SignInForm | None = None, by_key: PasskeyForm | None = None) -> str:
    """The page with all ways in; the one that was refused says why."""
    form = form or SignInForm(formdata=None, toi=by_key and by_key.toi.data)
    by_key = by_key or PasskeyForm(formdata=None, toi=form.toi.data)
    return render_template(
        "office/sign_in.html",
        form=form,
        by_key=by_key,
        keys_possible=ourselves().has_name,
        provider=current_settings().oidc_issuer,
        errors=bool(form.errors or by_key.errors),
    )


@office.post("/dang-xuat")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def sign_out() -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        who = security_events.account(current_account().username)
        end()
        note(SecurityEvent.SIGNED_OUT, account=who)
    answer = redirect("/can-bo/dang-nhap")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
