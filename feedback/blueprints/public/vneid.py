"""``/gui-don/vneid``: to VNeID and back to the same draft, with or without an answer.

A page of ours stands between the form and VNeID: it says what happens, and a form that is posted
may not lead to another site (``form-action`` of our policy).
"""

from datetime import datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.public import course
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.questions import MENDING, mending
from feedback.blueprints.public.visitor import Visit, settings, while_writing
from feedback.blueprints.public.vneid_offer import Outcome, asked_of, readable
from feedback.domain import clock
from feedback.domain.vneid import Asked, is_offered
from feedback.services.lodging import vneid as services
from feedback.services.signing_in.providers import ProviderAwayError, ProviderRefusedError
from feedback.services.watch.security_events import SecurityEvent, note


@public.get("/gui-don/vneid")
@for_everyone
@while_writing
def vneid(visit: Visit) -> ResponseReturnValue:
    if away := _not_here(visit):
        return away
    return render_template(
        "public/vneid.html",
        back=_sender_page(visit, mending=mending()),
        onward=url_for(".go_to_vneid", sua=MENDING if mending() else None),
        fields=asked_of(visit.answers.kind),
    )


@public.get("/gui-don/vneid/di")
@for_everyone
@while_writing
def go_to_vneid(visit: Visit) -> ResponseReturnValue:
    """Nobody is led there by another site; a draft is asked about by its writer alone."""
    if away := _not_here(visit):
        return away
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return redirect(url_for(".vneid"), 303)
    try:
        return redirect(services.ask(visit.key, clock.now(), _back(), mending=mending()), 303)
    except ProviderAwayError:
        return redirect(_sender_page(visit, Outcome.AWAY, mending=mending()), 303)
    except ProviderRefusedError:
        return redirect(_sender_page(visit, Outcome.UNBELIEVED, mending=mending()), 303)


@public.get("/gui-don/vneid/ve")
@for_everyone
@while_writing
def come_from_vneid(visit: Visit) -> ResponseReturnValue:
    """Back on the page about the sender, whatever was answered there."""
    now = clock.now()
    asked = services.take(visit.key, now)
    if away := _not_here(visit):
        return away
    outcome = _heard(visit, asked, now)
    return redirect(_sender_page(visit, outcome, mending=bool(asked and asked.mending)), 303)


def _heard(visit: Visit, asked: Asked | None, now: datetime) -> Outcome:
    """Take what is to be believed into the draft; an answer to no question of it is none."""
    if "error" in request.args:
        return Outcome.REFUSED
    try:
        if asked is None:
            raise services.provider().refused
        said = services.hear(asked, request.args, _back(), now)
    except ProviderAwayError:
        return Outcome.AWAY
    except ProviderRefusedError:
        note(SecurityEvent.VNEID_REFUSED)
        return Outcome.UNBELIEVED
    values = readable(visit.answers.kind, said)
    if not values:
        return Outcome.NOTHING
    services.fill_in(visit.key, now, values)
    return Outcome.FILLED


def _not_here(visit: Visit) -> ResponseReturnValue | None:
    """No such address without VNeID; where it is not offered, the page that says why."""
    if not services.is_configured():
        abort(HTTPStatus.NOT_FOUND)
    return None if is_offered(visit.answers.kind) else redirect(_sender_page(visit), 303)


def _sender_page(visit: Visit, outcome: Outcome | None = None, *, mending: bool = False) -> str:
    page = course.sender_page(visit.answers.kind)
    return url_for(".question", page=page, sua=MENDING if mending else None, vneid=outcome)


def _back() -> str:
    """Registered with VNeID letter by letter, so never taken from the request."""
    return settings().base_url + url_for(".come_from_vneid")
