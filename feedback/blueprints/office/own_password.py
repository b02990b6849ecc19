"""``/can-bo/mat-khau``: one's own password, with the old one; nobody sets another's."""

from http import HTTPStatus

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, while_setting_up
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import carry_over, current_account
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.sign_in_forms import ChangePasswordForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.services.signing_in import own_password


@office.route("/mat-khau", methods=["GET", "POST"])
@asks(Action.OWN_SESSIONS)
@while_setting_up
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        changed = own_password.change(
            current_account(), form.old.data, form.new.data, network(), clock.now()
        )
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form), status
    carry_over(changed)
    flash("Đã đổi mật khẩu. Mọi phiên khác đã kết thúc.")
    return redirect(url_for("office.own_sessions"))


def _page(form: ChangePasswordForm) -> str:
    return page("change_password", form=form, errors=bool(form.errors))
