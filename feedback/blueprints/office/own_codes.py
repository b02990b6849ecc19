"""``/can-bo/ma-mot-lan``: one-time codes of an application on one's own telephone."""

from http import HTTPStatus

import segno
from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, while_setting_up
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, demanded, renew
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.sign_in_forms import GeneratorForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.sign_in import Method
from feedback.extensions import db
from feedback.services.signing_in import factors, one_time_codes
from feedback.services.signing_in.one_time_codes import Offered


@office.get("/ma-mot-lan")
@asks(Action.OWN_FACTORS)
@while_setting_up
def new_generator() -> ResponseReturnValue:
    offered = one_time_codes.offer(current_account())
    return _page(GeneratorForm(formdata=None, sealed=offered.sealed), offered)


@office.post("/ma-mot-lan")
@asks(Action.OWN_FACTORS)
@while_setting_up
def set_up_generator() -> ResponseReturnValue:
    form, account = GeneratorForm(), current_account()
    offered = one_time_codes.offered_again(account, form.sealed.data or "")
    if offered is None:
        return redirect(url_for("office.new_generator"))
    if not form.validate():
        return _page(form, offered), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        codes = one_time_codes.set_up(account, offered.sealed, form.code.data, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form, offered), status
    renew(account, Method.PASSWORD_AND_CODE)
    return page("recovery_codes", codes=codes)


@office.post("/ma-mot-lan/go")
@asks(Action.OWN_FACTORS)
@while_setting_up
def remove_generator() -> ResponseReturnValue:
    if PressForm().validate_on_submit():
        account = current_account()
        factors.refuse_removing_last(db.session(), account, demanded=demanded(), key=None)
        one_time_codes.remove(account, clock.now())
        flash("Đã gỡ ứng dụng tạo mã. Các mã dự phòng cũng hết giá trị.")
    return redirect(url_for("office.own_keys"))


def _page(form: GeneratorForm, offered: Offered) -> str:
    picture = segno.make(offered.address, error="m").png_data_uri(scale=5, border=4)
    letters = " ".join(offered.letters[at : at + 4] for at in range(0, len(offered.letters), 4))
    return page(
        "new_generator", form=form, picture=picture, letters=letters, errors=bool(form.errors)
    )
