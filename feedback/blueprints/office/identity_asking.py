"""``/can-bo/danh-tinh/yeu-cau``: asking to read who sent one denunciation."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.identity_forms import AskForm
from feedback.domain import clock
from feedback.domain.errors import DomainError, InvalidInputError, NotFoundError
from feedback.domain.identity_reading import UNKNOWN
from feedback.domain.identity_reasons import offered
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.services.identity import identity_requests
from feedback.services.subject.finding import petition_numbered


@office.get("/danh-tinh/yeu-cau")
@asks(Action.REQUEST_IDENTITY)
def ask_identity() -> ResponseReturnValue:
    given = {"number": request.args.get("so", "")}
    return _page(AskForm(clock.today(), formdata=None, data=given)), 200


@office.post("/danh-tinh/yeu-cau")
@asks(Action.REQUEST_IDENTITY)
def send_identity_request() -> ResponseReturnValue:
    form = AskForm(clock.today())
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        asked = _ask(form)
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form), status
    flash("Đã ghi yêu cầu vào nhật ký của đơn.")
    return redirect(url_for("office.identity", request_id=asked))


def _ask(form: AskForm) -> int:
    """Numbers that are none, of others and of one's own agency get one and the same answer."""
    found = petition_numbered(db.session(), form.number.data or "")
    if found is None:
        raise InvalidInputError("number", UNKNOWN)
    try:
        return identity_requests.ask(found.id, form.wish, current_actor(), clock.now())
    except NotFoundError as refusal:
        raise InvalidInputError("number", str(refusal)) from refusal


def _page(form: AskForm) -> str:
    return page(
        "identity_asking",
        form=form,
        bases={each.code: each.cited for each in offered(clock.today()) if each.cited},
        keeper=current_account().role is Role.CUSTODIAN,
        errors=bool(form.errors or form.form_errors),
    )
