"""One draft in full before the head decides: how it will look, what to see to, what was mended."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.headers import download
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.deciding import DECISIONS
from feedback.blueprints.office.forms import ReturnForm
from feedback.blueprints.office.letters_shown import Shown, shown
from feedback.blueprints.office.workbench_page import listed
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.domain.word_changes import changed_fields
from feedback.extensions import db
from feedback.models.act import Proposal
from feedback.queries import drafting, waiting
from feedback.services.drafting import previews
from feedback.services.drafting.previews import Looked
from feedback.services.subject.numbers import petition_number
from feedback.workflows.glossary import letter_title
from feedback.workflows.inputs.catalogue import INPUTS


@office.get("/cho-quyet/<int:proposal_id>")
@asks(Action.DECIDE)
def reading_draft(proposal_id: int) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    asked = drafting.proposal(session, actor, proposal_id)
    on_desk = waiting.proposals(session, actor, clock.today())
    each = next((one for one in on_desk if one.id == proposal_id), None)
    if each is None:
        flash("Dự thảo này đã được quyết định.")
        return redirect(DECISIONS)
    before = drafting.returned_before(session, asked.subject_id, asked.action, asked.id)
    looked = _looked(asked, actor)
    sheets = _drawn(looked, actor)
    return page(
        "reading_draft",
        each=each,
        code=petition_number(each.book, each.year, each.number),
        href=words.file_url(each.subject_id, each.subject_kind),
        own=each.drafter_id == actor.user_id,
        sheets=sheets,
        files=[
            url_for("office.draft_pdf", proposal_id=proposal_id, index=index)
            for index in range(len(sheets))
        ],
        findings=listed(None, looked.findings),
        compared=before is not None,
        changes=changed_fields(before or {}, asked.data),
        field_title=lambda name: INPUTS[name].title if name in INPUTS else name,
        returning=ReturnForm(formdata=None),
    )


@office.get("/cho-quyet/<int:proposal_id>/du-thao-<int:index>.pdf")
@asks(Action.DECIDE)
def draft_pdf(proposal_id: int, index: int) -> ResponseReturnValue:
    """A document of a draft as PDF, marked as one."""
    actor = current_actor()
    looked = _looked(drafting.proposal(db.session(), actor, proposal_id), actor)
    content = previews.pdf(looked, index, actor, clock.now())
    name = letter_title(looked.letters[index].name)
    return download(content, f"Dự thảo {name}.pdf", "application/pdf")


def _looked(asked: Proposal, actor: Actor) -> Looked:
    if asked.replaces_id is not None:
        return previews.look_at_replacement(asked.replaces_id, asked.data, actor, clock.now())
    return previews.look(
        asked.subject_id,
        asked.action,
        asked.data,
        actor,
        clock.now(),
        drafter_id=asked.proposed_by_id,
    )


def _drawn(looked: Looked, actor: Actor) -> tuple[Shown, ...]:
    try:
        return shown(previews.draw(looked, actor, clock.now()))
    except DomainError as refusal:
        return (Shown("Bản xem trước", failure=str(refusal)),)
