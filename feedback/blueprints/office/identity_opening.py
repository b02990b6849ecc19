"""Opening what is sealed: by a post alone, shown once, and gone after a quarter of an hour.

No address shows a name: reloading asks anew, and the vault refuses an announcement used before.
"""

import json
from datetime import datetime
from typing import Any

from flask import make_response, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.headers import download
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.identity_forms import OpenForm
from feedback.blueprints.office.identity_room import show
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.identity_proofs import IDENTITY
from feedback.domain.identity_reading import FIELDS, FORM_OF_ADDRESS, SHOWN_FOR
from feedback.domain.policy.actions import Action
from feedback.extensions import current_settings, db
from feedback.models.identity_reading import IdentityOpening
from feedback.queries import identity_readings
from feedback.services.identity import identity_readings as readings
from feedback.services.identity.identity_vaults import log_key, vault
from feedback.services.identity.original_pages import seen
from feedback.services.subject.numbers import petition_number
from feedback.vault.identity_vault import Carried
from feedback.vault.originals import unpack


@office.post("/danh-tinh/<int:request_id>/mo")
@asks(Action.OPEN_IDENTITY)
def open_identity(request_id: int) -> ResponseReturnValue:
    form = OpenForm()
    if not form.validate_on_submit():
        return show(request_id, form, 422)
    try:
        opening = readings.announce(request_id, form.what.data or "", current_actor(), clock.now())
    except DomainError as refusal:
        return show(request_id, form, refusals.show(form, refusal))
    return _read(opening, form)


@office.post("/danh-tinh/lan-xem/<int:opening_id>")
@asks(Action.OPEN_IDENTITY)
def read_identity(opening_id: int) -> ResponseReturnValue:
    """Go on with what was announced and had not been sealed yet."""
    form = OpenForm()
    if not form.validate_on_submit():
        return show(readings.announced(db.session(), opening_id).request_id, form, 422)
    return _read(opening_id, form)


def _read(opening_id: int, form: OpenForm) -> ResponseReturnValue:
    opening = readings.announced(db.session(), opening_id)
    request_id = opening.request_id
    if not readings.await_seal(opening_id):
        return page(
            "identity_sealing", opening=opening_id, request_id=request_id, how=form.how.data or ""
        ), 202
    settings = current_settings()
    try:
        answer = readings.read(
            opening_id, current_actor(), vault(settings), log_key(settings), clock.now()
        )
    except DomainError as refusal:
        return show(request_id, form, refusals.show(form, refusal))
    if isinstance(answer, Carried):
        return page("identity_carried", name=answer.name, request_id=request_id)
    if opening.what != IDENTITY:
        paper = unpack(answer.plain)
        if form.as_it_came:
            return download(paper.content, paper.name, paper.media_type)
        return _shown(opening, clock.now(), "identity_paper", paper=paper.name, seen=seen(paper))
    return _shown(opening, clock.now(), "identity_opened", lines=_lines(json.loads(answer.plain)))


def _lines(record: dict[str, str]) -> list[tuple[str, str]]:
    named = [record.get(FORM_OF_ADDRESS, "").capitalize(), record.get("name", "")]
    shown = record | {"name": " ".join(filter(None, named))}
    return [(title, shown[name]) for name, title in FIELDS.items() if shown.get(name)]


def _shown(
    opening: IdentityOpening,
    now: datetime,
    template: str,
    **told: Any,  # noqa: ANN401 - what the template prints
) -> ResponseReturnValue:
    """The page goes by itself, without script, when its time is over."""
    asked = identity_readings.one(db.session(), opening.request_id)
    assert asked is not None  # noqa: S101 - the opening refers to it
    until = (asked.course.first_read_at or now) + SHOWN_FOR
    answer = make_response(
        page(
            template,
            **told,
            number=petition_number(asked.book, asked.year, asked.number),
            request_id=asked.id,
            reader=current_account().name,
            now=now,
            until=until,
            seconds=max(0, int((until - now).total_seconds())),
        )
    )
    back = url_for("office.identity", request_id=asked.id)
    answer.headers["Refresh"] = f"{max(0, int((until - now).total_seconds()))}; url={back}"
    return answer
