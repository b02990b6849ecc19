"""``/can-bo/kich-hoat``: the first way in, by a code an administrator handed over."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import begin
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.sign_in_forms import ActivateForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.sign_in import Method
from feedback.services.signing_in import activation


@office.route("/kich-hoat", methods=["GET", "POST"])
@for_everyone
def activate() -> ResponseReturnValue:
    form = ActivateForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        account = activation.activate(form.code.data, form.new.data, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form), status
    begin(account, Method.ACTIVATION)
    flash("Đã đặt mật khẩu. Nên thêm ngay khóa đăng nhập hoặc mã một lần.")
    return redirect(url_for("office.own_keys"))


def _page(form: ActivateForm) -> str:
    return render_template("office/activate.html", form=form, errors=bool(form.errors))
