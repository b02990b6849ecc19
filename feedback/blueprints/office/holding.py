"""``/can-bo/giu-danh-tinh``: what must stay known for a court or an inspection is held."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.agency_field import tidy
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import erasures as queries
from feedback.services.erasing import legal_holds

LONGEST = 300
ACTS = {
    "set": ("Giữ, chưa cho hủy", legal_holds.set_hold, "Đã giữ danh tính của người gửi đơn này."),
    "lift": ("Thôi giữ", legal_holds.lift_hold, "Đã thôi giữ danh tính của người gửi đơn này."),
}


class HoldForm(HouseForm):
    number = StringField("Số đơn", [DataRequired("Ghi số đơn."), Length(max=40)], [tidy])
    act = RadioField(
        "Việc cần làm",
        choices=options((name, title) for name, (title, _, _) in ACTS.items()),
        validators=[InputRequired("Chọn việc cần làm.")],
    )
    reason = StringField("Lý do", [DataRequired("Ghi lý do."), Length(max=LONGEST)], [tidy])


@office.route("/giu-danh-tinh", methods=["GET", "POST"])
@asks(Action.HOLD)
def holds() -> ResponseReturnValue:
    form = HoldForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    _, act, said = ACTS[form.act.data]
    try:
        act(form.number.data, form.reason.data, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form), status
    flash(said)
    return redirect(url_for("office.holds"))


def _page(form: HoldForm) -> str:
    rows = queries.standing(db.session(), current_actor())
    return page("holds", form=form, rows=rows, errors=bool(form.errors))
