"""What waits for the head: drafts to approve with one press, or to return with a note."""

from dataclasses import dataclass

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals, words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm, ReturnForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.petitions import KIND_TITLES
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import agencies, waiting
from feedback.queries.waiting import Waiting
from feedback.services.drafting import proposals
from feedback.services.subject.numbers import petition_number
from feedback.services.time.calendars import calendar
from feedback.workflows.glossary import letter_title

DECISIONS = "/can-bo/cho-quyet"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the head reads it: the matter, the data as it will stand, the documents."""

    waiting: Waiting
    code: str
    href: str
    kind: str
    chip: words.Chip
    stated: tuple[words.Stated, ...]
    letters: tuple[str, ...]
    own: bool


@office.get("/cho-quyet")
@asks(Action.DECIDE)
def decisions() -> ResponseReturnValue:
    return _page()


@office.post("/cho-quyet/<int:proposal_id>/duyet")
@asks(Action.DECIDE)
def approve(proposal_id: int) -> ResponseReturnValue:
    form = PressForm()
    if not form.validate():
        return _page(proposal_id, form), 422
    try:
        approved = proposals.approve(proposal_id, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(proposal_id, form), status
    flash(f"Đã duyệt: {approved}.")
    return redirect(DECISIONS)


@office.post("/cho-quyet/<int:proposal_id>/tra-lai")
@asks(Action.DECIDE)
def send_back(proposal_id: int) -> ResponseReturnValue:
    form = ReturnForm()
    if not form.validate():
        return _page(proposal_id, form), 422
    try:
        proposals.send_back(proposal_id, current_actor(), clock.now(), form.note.data)
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(proposal_id, form), status
    flash("Đã trả lại dự thảo cho người soạn.")
    return redirect(DECISIONS)


def _page(refused: int | None = None, form: PressForm | ReturnForm | None = None) -> str:
    """All drafts; the one just refused shows why, with what was typed."""
    session, actor, today = db.session(), current_actor(), clock.today()
    desks, days = agencies.desks(session, today), calendar(session)
    drafts = [
        Draft(
            waiting=each,
            code=petition_number(each.book, each.year, each.number),
            href=words.file_url(each.subject_id, each.subject_kind),
            kind=KIND_TITLES[each.kind],
            chip=words.chip(days, today, each.due_on, paused=each.paused),
            stated=words.stated(each.data, desks, subject_id=each.subject_id),
            letters=tuple(letter_title(name) for name in each.letters),
            own=each.drafter_id == actor.user_id,
        )
        for each in waiting.proposals(session, actor, today)
    ]
    return page(
        "decisions",
        drafts=drafts,
        refused=refused,
        refusal=form,
        press=PressForm(),
        blank=lambda: ReturnForm(formdata=None),
        errors=form is not None,
    )
