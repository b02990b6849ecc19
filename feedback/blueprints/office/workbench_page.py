"""The page of the workbench: the text and its boxes, what is found wrong, who saved meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.blueprints.office import documents_listed, words
from feedback.blueprints.office.act_forms import ActForm
from feedback.blueprints.office.blueprint import page
from feedback.blueprints.office.doing import Doing, competent_of
from feedback.blueprints.office.letters_shown import Shown
from feedback.blueprints.office.paragraph_offers import Offer, offers
from feedback.blueprints.widgets import first_control
from feedback.domain import clock
from feedback.domain.letters.checks import Finding, Weight
from feedback.domain.word_changes import FieldChange
from feedback.extensions import db
from feedback.queries import agencies, drafting
from feedback.queries.drafting import OpenDraft, Standing
from feedback.services.drafting import previews
from feedback.services.subject.numbers import petition_number
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else saved while this text was written."""

    person: str
    at: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding as the list beside the text shows it, with what to jump to."""

    must: bool
    words: str
    target: str


def listed(form: ActForm | None, findings: Sequence[Finding]) -> tuple[Listed, ...]:
    """The findings in words; where there is a form, with the box each belongs to."""
    return tuple(
        Listed(
            must=each.weight is Weight.MUST,
            words=f"{INPUTS[each.field].title}: {each}" if each.field in INPUTS else str(each),
            target=first_control(form[each.field]) if form and each.field in form else "",
        )
        for each in findings
    )


def offered(doing: Doing, form: ActForm) -> dict[str, tuple[Offer, ...]]:
    texts = [name for name in form.names if INPUTS[name].kind is InputKind.TEXT]
    return offers(doing.file.id, doing.option.action, texts, doing.actor)


def draft_of(doing: Doing) -> OpenDraft | None:
    return drafting.open_draft(db.session(), doing.actor, doing.file.id, doing.option.action)


def looked_at(doing: Doing, form: ActForm) -> previews.Looked:
    return previews.look(
        doing.file.id, doing.option.action, form.readable, doing.actor, clock.now()
    )


def answer(
    doing: Doing,
    form: ActForm,
    draft: OpenDraft | None,
    *,
    sheets: Sequence[Shown] = (),
    theirs: Theirs | None = None,
) -> str:
    file = doing.file
    submitted = draft is not None and draft.standing is Standing.SUBMITTED
    desks = agencies.desks(db.session(), clock.today())
    return page(
        "workbench",
        file=file,
        code=petition_number(file.book, file.year, file.number),
        back=words.file_url(file.id, file.subject_kind),
        step=doing.step,
        form=form,
        draft=draft,
        submitted=submitted,
        stated=words.stated(draft.newest.data, desks, subject_id=file.id) if draft else (),
        competent=competent_of(file, form),
        fields=[(form[name], INPUTS[name], name in doing.option.needs) for name in form.names],
        takes_files=any(INPUTS[name].kind is InputKind.FILE for name in form.names),
        paragraphs=offered(doing, form),
        findings=() if submitted else listed(form, looked_at(doing, form).findings),
        sheets=sheets,
        theirs=theirs,
        documents=[documents_listed.listed(letter, file.letters) for letter in file.letters],
        field_title=lambda name: INPUTS[name].title if name in INPUTS else name,
        errors=bool(form.errors),
    )
