"""``/can-bo/khoa``: one's own passkeys. Adding and removing ask for a fresh proof."""

from http import HTTPStatus

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, while_setting_up
from feedback.blueprints.office import asking_keys, refusals
from feedback.blueprints.office.actor import (
    current_account,
    demanded,
    renew,
)
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.sign_in_forms import KeyNameForm, NewKeyForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.extensions import current_settings, db
from feedback.services.signing_in import factors, hardware_keys, passkeys, sign_on
from feedback.services.signing_in.ceremonies import Purpose
from feedback.services.signing_in.relying_party import ourselves


@office.get("/khoa")
@asks(Action.OWN_SESSIONS)
@while_setting_up
def own_keys() -> ResponseReturnValue:
    return _page()


@office.get("/khoa/them")
@asks(Action.OWN_FACTORS)
@while_setting_up
def new_key() -> ResponseReturnValue:
    return _new_key(NewKeyForm())


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
            return _new_key(form), HTTPStatus.UNPROCESSABLE_ENTITY
        answer = form.credential.data or ""
        method = passkeys.register(account, answer, form.name.data, token, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _new_key(form), status
    renew(account, method)
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
        factors.refuse_removing_last(db.session(), account, demanded=demanded(), key=number)
        passkeys.remove(account, number, clock.now())
        flash("Đã gỡ khóa. Từ nay khóa này không mở được gì nữa.")
    return redirect(url_for("office.own_keys"))


def _page(renaming: tuple[int, KeyNameForm] | None = None) -> str:
    account = current_account()
    held = factors.factors_of(db.session(), account.id)
    return page(
        "own_keys",
        factors=held,
        recommended=factors.RECOMMENDED,
        lacking=factors.is_lacking(held, account.role, demanded=demanded()),
        hardware=hardware_keys.are_demanded_of(account.role),
        makes=hardware_keys.trusted(),
        keys_possible=ourselves().has_name,
        provider=current_settings().oidc_issuer,
        linked=sign_on.linked(db.session(), account.id),
        renaming=renaming,
        errors=bool(renaming),
    )


def _new_key(form: NewKeyForm) -> str:
    hardware = hardware_keys.are_demanded_of(current_account().role)
    return page(
        "new_key",
        form=form,
        keys_possible=ourselves().has_name,
        makes=hardware_keys.names() if hardware else "",
        errors=bool(form.errors),
    )
