"""``/can-bo/khoa``: one's own passkeys. Adding and removing ask for a fresh proof."""

from http import HTTPStatus

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, while_setting_up
from feedback.blueprints.office import asking_keys, refusals
from feedback.blueprints.office.actor import (
    current_account,
    renew,
    second_factor_demanded,
)
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.sign_in_forms import KeyNameForm, NewKeyForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.sign_in import Method, is_enough
from feedback.extensions import current_settings, db
from feedback.services import factors, passkeys, sign_on
from feedback.services.ceremonies import Purpose
from feedback.services.relying_party import ourselves


@office.get("/khoa")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def own_keys() -> ResponseReturnValue:
    return _page()


@office.get("/khoa/them")
@asks(Action.OWN_FACTORS)
@while_setting_up
def new_key() -> ResponseReturnValue:
    return page("new_key", form=NewKeyForm(), keys_possible=ourselves().has_name)


@office.post("/khoa/hoi")
@asks(Action.OWN_FACTORS)
@while_setting_up
def ask_new_key() -> Response:
    account = current_account()
    known = passkeys.keys_of(db.session(), account.id)
    return asking_keys.question(
        Purpose.ENROL, account.id, lambda begun: passkeys.offer(account, begun, known)
    )


@office.post("/khoa/them")
@asks(Action.OWN_FACTORS)
@while_setting_up
def add_key() -> ResponseReturnValue:
    form, token, account = NewKeyForm(), asking_keys.token_of(Purpose.ENROL), current_account()
    try:
        if not form.validate():
            return _again(form), HTTPStatus.UNPROCESSABLE_ENTITY
        answer = form.credential.data or ""
        passkeys.register(account, answer, form.name.data, token, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _again(form), status
    renew(account, Method.PASSKEY)
    flash("Đã thêm khóa.")
    return redirect(url_for("office.own_keys"))


@office.post("/khoa/<int:number>/ten")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def rename_key(number: int) -> ResponseReturnValue:
    form = KeyNameForm()
    if not form.validate():
        return _page(renaming=(number, form)), HTTPStatus.UNPROCESSABLE_ENTITY
    passkeys.rename(current_account(), number, form.name.data)
    flash("Đã đổi tên khóa.")
    return redirect(url_for("office.own_keys"))


@office.post("/khoa/<int:number>/go")
@asks(Action.OWN_FACTORS)
@while_setting_up
def remove_key(number: int) -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        account = current_account()
        factors.refuse_removing_last(db.session(), account, demanded=second_factor_demanded())
        passkeys.remove(account, number, clock.now())
        flash("Đã gỡ khóa. Từ nay khóa này không mở được gì nữa.")
    return redirect(url_for("office.own_keys"))


def _page(renaming: tuple[int, KeyNameForm] | None = None) -> str:
    account = current_account()
    return page(
        "own_keys",
        factors=factors.factors_of(db.session(), account.id),
        recommended=factors.RECOMMENDED,
        lacking=not is_enough(account.role, Method.PASSWORD, demanded=second_factor_demanded()),
        keys_possible=ourselves().has_name,
        provider=current_settings().oidc_issuer,
        linked=sign_on.linked(db.session(), account.id),
        renaming=renaming,
        errors=bool(renaming),
    )


def _again(form: NewKeyForm) -> str:
    return page("new_key", form=form, keys_possible=ourselves().has_name, errors=True)
