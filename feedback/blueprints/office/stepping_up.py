"""``/can-bo/xac-nhan-lai``: prove anew who you are, then go on where you were.

Asked before identities, roles, exports and deletion, where the last proof is older than five
minutes (ASVS 7.5.3): a desk somebody left is not enough for them. Whoever had filled in a form
finds it again.
"""

from http import HTTPStatus

from flask import Flask, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import ProveAgainError, asks, while_setting_up
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office import asking_keys, carried, refusals
from feedback.blueprints.office.actor import current_account, renew, way_back
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.carried import Carried
from feedback.blueprints.office.sign_in_forms import StepUpForm, StepUpKeyForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.sign_in import Method
from feedback.extensions import db
from feedback.services.signing_in import one_time_codes, passkey_proof, passkeys, second_step
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent, note


@office.route("/xac-nhan-lai", methods=["GET", "POST"])
@asks(Action.OWN_SESSIONS)
@while_setting_up
def step_up() -> ResponseReturnValue:
    form = StepUpForm(toi=request.args.get("toi"))
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    account = current_account()
    try:
        method = second_step.prove_again(
            db.session(), account, form.password.data, form.code.data or "", network(), clock.now()
        )
    except DomainError as refusal:
        return _refused(form, refusal)
    return _go_on(method, form)


@office.post("/xac-nhan-lai/khoa/hoi")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def ask_key_again() -> Response:
    account_id = current_account().id
    known = passkeys.keys_of(db.session(), account_id)
    return asking_keys.question(
        Purpose.STEP_UP, account_id, lambda begun: passkey_proof.ask(begun, known)
    )


@office.post("/xac-nhan-lai/khoa")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def step_up_by_key() -> ResponseReturnValue:
    form, token = StepUpKeyForm(), asking_keys.token_of(Purpose.STEP_UP)
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        said = form.credential.data or ""
        proven = passkey_proof.prove(said, token, Purpose.STEP_UP, clock.now())
    except DomainError as refusal:
        return _refused(form, refusal)
    return _go_on(proven.method, form)


def _refused(form: StepUpForm | StepUpKeyForm, refusal: DomainError) -> ResponseReturnValue:
    note(SecurityEvent.STEP_UP_FAILED, account=_pseudonym())
    status = refusals.show(form, refusal)
    return _page(form), status


def _go_on(method: Method, form: StepUpForm | StepUpKeyForm) -> ResponseReturnValue:
    account = current_account()
    renew(account, method)
    note(SecurityEvent.STEPPED_UP, account=_pseudonym())
    filled_in = carried.read(form.mang.data) if form.mang.data else None
    if filled_in is None:
        return redirect(way_back(form.toi.data, account.role))
    return page("step_up_done", filled_in=filled_in)


def _page(form: StepUpForm | StepUpKeyForm, filled_in: Carried | None = None) -> str:
    account, session = current_account(), db.session()
    given = {"toi": form.toi.data, "mang": filled_in.dump() if filled_in else form.mang.data}
    by_key = form if isinstance(form, StepUpKeyForm) else StepUpKeyForm(formdata=None, **given)
    typed = form if isinstance(form, StepUpForm) else StepUpForm(formdata=None, **given)
    keys = passkeys.has_keys(session, account.id)
    generator = one_time_codes.is_set_up(session, account.id)
    return page(
        "step_up",
        form=typed,
        by_key=by_key,
        has_keys=keys,
        generator=generator,
        by_password=generator or not keys,
        lost_files=bool(filled_in and filled_in.lost_files),
        errors=bool(form.errors),
    )


def _pseudonym() -> str:
    return security_events.account(current_account().username)


def _asked(_error: ProveAgainError) -> ResponseReturnValue:
    """A page asked for is opened afterwards; a form sent is kept and sent on."""
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("office.step_up", toi=request.full_path.rstrip("?")))
    filled_in = carried.of_request()
    form = StepUpForm(formdata=None, mang=filled_in.dump())
    return _page(form, filled_in), HTTPStatus.FORBIDDEN


def install(app: Flask) -> None:
    app.register_error_handler(ProveAgainError, _asked)
