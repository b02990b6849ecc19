"""``/quan-tri/lich/de-nghi``: one person writes down which days change, and by which paper."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.administration.blueprint import administration, page
from feedback.blueprints.administration.forms import ChangeForm
from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.domain import clock
from feedback.domain.day_changes import EXAMPLE, read_days
from feedback.domain.day_changes import Action as Change
from feedback.domain.errors import DomainError, InvalidInputError, NoLawInForceError
from feedback.domain.policy.actions import Action
from feedback.services.time import day_changes
from feedback.services.time.day_changes import Wanted


@administration.route("/lich/de-nghi", methods=["GET", "POST"])
@asks(Action.MANAGE_DAYS)
def propose() -> ResponseReturnValue:
    form = ChangeForm(action=request.args.get("viec"), days=request.args.get("ngay"))
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        change_id = day_changes.propose(_wanted(form), current_actor(), clock.now())
    except DomainError as refusal:
        return _refused(form, refusal)
    return redirect(url_for("administration.change", change_id=change_id))


def _wanted(form: ChangeForm) -> Wanted:
    action = Change(form.action.data)
    return Wanted(
        action=action,
        days=read_days(form.days.data, action),
        reason=form.reason.data,
        decision=form.decision.data,
        source=form.source.data,
    )


def _refused(form: ChangeForm, refusal: DomainError) -> ResponseReturnValue:
    """A day without a calendar is wrong in the field of days, like any other wrong day."""
    if isinstance(refusal, NoLawInForceError):
        refusal = InvalidInputError("days", str(refusal))
    status = refusals.show(form, refusal)
    return _page(form), status


def _page(form: ChangeForm) -> str:
    return page("propose", form=form, example=EXAMPLE, errors=bool(form.errors))
