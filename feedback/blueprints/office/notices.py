"""Notices of the ladder to the officer who is signed in: ``/can-bo/nhac-viec``."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import waiting
from feedback.services.ladder import reminders

NOTICES = "/can-bo/nhac-viec"


@office.get("/nhac-viec")
@asks(Action.OWN_REMINDERS)
def notices() -> ResponseReturnValue:
    found = waiting.reminders(db.session(), current_actor())
    return page(
        "notices",
        new=[each for each in found if not each.read],
        seen=[each for each in found if each.read],
        file_url=words.file_url,
        form=PressForm(),
    )


@office.post("/nhac-viec")
@asks(Action.OWN_REMINDERS)
def mark_read() -> ResponseReturnValue:
    ids = request.form.getlist("notice", type=int)[: waiting.MOST]
    if PressForm().validate() and ids:
        reminders.mark_read(current_actor(), ids, clock.now())
    return redirect(NOTICES)
