"""The first way in: a passkey, chosen by its owner, without a name typed."""

from http import HTTPStatus

from flask import Response, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office import asking_keys
from feedback.blueprints.office.actor import begin, way_back
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.sign_in_forms import PasskeyForm
from feedback.blueprints.office.signing_in import door
from feedback.domain import clock
from feedback.extensions import db
from feedback.services.signing_in import accounts, passkey_proof
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.signing_in.passkeys import PasskeyRefusedError
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent, note


@office.post("/dang-nhap/khoa/hoi")
@for_everyone
def ask_key() -> Response:
    return asking_keys.question(Purpose.ENTER, None, passkey_proof.ask)


@office.post("/dang-nhap/khoa")
@for_everyone
def sign_in_by_key() -> ResponseReturnValue:
    form = PasskeyForm()
    token, now = asking_keys.token_of(Purpose.ENTER), clock.now()
    if not form.validate():
        return door(by_key=form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        proven = passkey_proof.prove(form.credential.data or "", token, Purpose.ENTER, now)
        account = accounts.the_account(db.session(), proven.user_id)
    except (PasskeyRefusedError, accounts.WrongCredentialsError) as refusal:
        where = security_events.neighbourhood(network(), clock.today())
        note(SecurityEvent.SIGN_IN_FAILED, network=where)
        form.form_errors.append(str(refusal))
        return door(by_key=form), HTTPStatus.UNPROCESSABLE_ENTITY
    begin(account, proven.method)
    return redirect(way_back(form.toi.data, account.role))
