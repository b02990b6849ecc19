"""``/can-bo/kien-nghi-cu-tri``: what deputies heard from voters becomes a case that is followed."""

from http import HTTPStatus

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.commune_box import COMMUNE_NAMES
from feedback.blueprints.guards import asks
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.registering import keys
from feedback.blueprints.office.voters_form import STORY_LETTERS, VotersForm
from feedback.domain import clock
from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import SubjectKind
from feedback.domain.policy.actions import Action
from feedback.services.lodging import voters


@office.get("/kien-nghi-cu-tri")
@asks(Action.ENTER_VOTERS)
def enter_voters() -> ResponseReturnValue:
    return _form_page(VotersForm(formdata=None))


@office.post("/kien-nghi-cu-tri")
@asks(Action.ENTER_VOTERS)
def entered_voters() -> ResponseReturnValue:
    form = VotersForm()
    if not form.validate():
        return _form_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        case = voters.enter(form.recommendation, current_actor(), keys(), clock.now())
    except InvalidInputError as refusal:
        form.refuse(refusal)
        return _form_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Đã ghi kiến nghị cử tri.")
    return redirect(words.file_url(case, SubjectKind.CASE))


def _form_page(form: VotersForm) -> str:
    return page(
        "voters_entry",
        form=form,
        errors=bool(form.errors),
        communes=COMMUNE_NAMES,
        letters=STORY_LETTERS,
    )
