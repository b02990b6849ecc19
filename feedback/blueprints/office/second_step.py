"""``/can-bo/dang-nhap/ma``: the password was right, a one-time code is awaited."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office import asking_keys, refusals
from feedback.blueprints.office.actor import begin, way_back
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.sign_in_forms import CodeForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.sign_in import Method
from feedback.extensions import db
from feedback.services.signing_in import accounts, ceremonies
from feedback.services.signing_in import second_step as proving
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.signing_in.throttle import TooHastyError


@office.route("/dang-nhap/ma", methods=["GET", "POST"])
@for_everyone
def second_step() -> ResponseReturnValue:
    form, account = CodeForm(toi=request.args.get("toi")), _awaited()
    if account is None:
        return redirect(url_for("office.sign_in", toi=form.toi.data or None))
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        proving.check_code(account, form.code.data, network(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        hasty = isinstance(refusal, TooHastyError)
        return _page(form), HTTPStatus.TOO_MANY_REQUESTS if hasty else status
    return _let_in(account, form)


def _let_in(account: Account, form: CodeForm) -> ResponseReturnValue:
    """Of two answers that were both right, the first one enters."""
    token = asking_keys.token_of(Purpose.SECOND_STEP)
    if ceremonies.take(token, Purpose.SECOND_STEP, clock.now()) is None:
        return redirect(url_for("office.sign_in", toi=form.toi.data or None))
    begin(account, Method.PASSWORD_AND_CODE)
    return redirect(way_back(form.toi.data, account.role))


def _awaited() -> Account | None:
    """Whose password this browser has typed within the last minutes."""
    token = asking_keys.kept_token(Purpose.SECOND_STEP)
    asked = ceremonies.look(db.session(), token, Purpose.SECOND_STEP, clock.now())
    if asked is None or asked.user_id is None:
        return None
    return accounts.account(db.session(), asked.user_id)


def _page(form: CodeForm) -> str:
    return render_template("office/second_step.html", form=form, errors=bool(form.errors))
