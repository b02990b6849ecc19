"""``/can-bo/danh-tinh``: requests to read who denounced, and the second person's answer."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.office import identity_words, refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.identity_forms import AnswerForm, OpenForm
from feedback.blueprints.widgets import HouseForm
from feedback.domain import clock
from feedback.domain.copies import SCAN_TITLES
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.identity_reading import Standing, may_decide
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Role
from feedback.extensions import current_settings, db
from feedback.queries import identity_readings
from feedback.queries.identity_readings import Asked
from feedback.services.identity import identity_requests, sealed_parts
from feedback.services.identity.identity_people import erased_words, hidden, person
from feedback.services.identity.identity_vaults import vault
from feedback.vault.identity_vault import VaultAwayError

#: Who sees requests of their own alone.
OWN_ONLY = frozenset({Role.HEAD, Role.PROTECTOR})


@office.get("/danh-tinh")
@asks(Action.SEE_REQUESTS)
def identities() -> ResponseReturnValue:
    return page(
        "identities",
        lines=[identity_words.line(each, clock.now()) for each in _visible()],
        keeper=current_account().role is Role.CUSTODIAN,
        asks=may(Action.REQUEST_IDENTITY),
        vault=_vault_words(),
    )


@office.get("/danh-tinh/<int:request_id>")
@asks(Action.SEE_REQUESTS)
def identity(request_id: int) -> ResponseReturnValue:
    return show(request_id)


@office.post("/danh-tinh/<int:request_id>/quyet-dinh")
@asks(Action.APPROVE_IDENTITY)
def decide_identity(request_id: int) -> ResponseReturnValue:
    def answer(said: str, now: datetime) -> None:
        approved = request.form.get("verdict") == "approve"
        identity_requests.decide(
            request_id, approved=approved, said=said, actor=current_actor(), now=now
        )
        flash("Đã phê duyệt." if approved else "Đã từ chối.")

    return _answered(request_id, answer)


@office.post("/danh-tinh/<int:request_id>/xem-xet-lai")
@asks(Action.APPROVE_IDENTITY)
def review_identity(request_id: int) -> ResponseReturnValue:
    def answer(said: str, now: datetime) -> None:
        justified = request.form.get("verdict") == "justified"
        identity_requests.review(
            request_id, justified=justified, said=said, actor=current_actor(), now=now
        )
        flash("Đã ghi ý kiến của bạn.")

    return _answered(request_id, answer)


def _answered(request_id: int, answer: Callable[[str, datetime], None]) -> ResponseReturnValue:
    form = AnswerForm()
    found = _found(request_id)
    if form.validate_on_submit():
        try:
            answer(form.said.data or "", clock.now())
        except DomainError as refusal:
            return show(found.id, form, refusals.show(form, refusal))
        return redirect(url_for("office.identity", request_id=request_id))
    return show(found.id, form, 422)


def show(
    request_id: int,
    form: HouseForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page of one request, with what this person may do about it now."""
    session, now, actor = db.session(), clock.now(), current_actor()
    found = _found(request_id)
    me = person(session, actor.user_id)
    mine, standing = found.asker_id == actor.user_id, found.course.standing(now)
    decides = may_decide(me) and not mine
    opens = mine and standing in {Standing.APPROVED, Standing.SHOWING}
    shown = page(
        "identity",
        asked=identity_words.line(found, now),
        told=identity_words.told(found),
        decides=decides and standing is Standing.WAITING,
        reviews=decides and found.course.wants_review,
        scans=SCAN_TITLES,
        erased=erased_words(session, found.petition_id),
        parts=sealed_parts.asked_for(session, found.petition_id, found.fields) if opens else (),
        vault=_vault_words() if opens else "",
        form=form or AnswerForm(formdata=None),
        open_form=OpenForm(formdata=None),
        errors=form is not None,
    )
    return shown, status


def _visible() -> list[Asked]:
    """Heads and who protects see the own ones; others all but those that denounce their own."""
    session, account = db.session(), current_account()
    only = account.id if account.role in OWN_ONLY else None
    found = identity_readings.asked(session, only=only)
    petitions = {each.petition_id for each in found}
    unseen = hidden(session, petitions, account.agency_id, clock.today())
    return [each for each in found if each.petition_id not in unseen]


def _found(request_id: int) -> Asked:
    session, account = db.session(), current_account()
    found = identity_readings.one(session, request_id)
    strangers = account.role in OWN_ONLY and found is not None and found.asker_id != account.id
    me = person(session, account.id)
    if found is None or (strangers and not may_decide(me)):
        raise NotFoundError("Không có yêu cầu này.")
    if found.petition_id in hidden(session, [found.petition_id], account.agency_id, clock.today()):
        raise NotFoundError("Không có yêu cầu này.")
    return found


def _vault_words() -> str:
    try:
        until = vault(current_settings()).unlocked_until()
    except VaultAwayError as error:
        return str(error)
    return identity_words.vault_words(until)
