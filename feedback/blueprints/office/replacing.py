"""Replacing a document: the form of its act once more, filled in as it was, for what was wrong."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals, words
from feedback.blueprints.office.act_fields import Surroundings
from feedback.blueprints.office.act_forms import ActForm, act_form
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.doing import around, file_of
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.letters.wording import numbered
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import papers
from feedback.queries.file_parts import File
from feedback.services.drafting import replacing
from feedback.services.drafting.replacing import Replacing
from feedback.services.subject.numbers import petition_number
from feedback.workflows.glossary import letter_title
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind


@office.get("/van-ban/<int:letter_id>/thay-the")
@asks(Action.DRAFT)
def replace_page(letter_id: int) -> ResponseReturnValue:
    begun = _begun(letter_id)
    return _answer(begun, _form(begun, filled=True))


@office.post("/van-ban/<int:letter_id>/thay-the")
@asks(Action.DRAFT)
def replace(letter_id: int) -> ResponseReturnValue:
    begun = _begun(letter_id)
    form = _form(begun)
    if not form.validate():
        return _answer(begun, form), 422
    version = refusals.version_of(form)
    try:
        replacing.propose(
            letter_id,
            current_actor(),
            clock.now(),
            form.stated,
            version=version,
            files=form.files,
        )
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        form.version.data = str(_file(begun).version)
        return _answer(begun, form), status
    flash("Đã trình lãnh đạo văn bản thay thế.")
    file = _file(begun)
    return redirect(words.file_url(file.id, file.subject_kind))


def _begun(letter_id: int) -> Replacing:
    """The document, if the reader may open it and it may be replaced."""
    session = db.session()
    papers.letter(session, current_actor(), letter_id)
    return replacing.begin(session, letter_id)


def _file(begun: Replacing) -> File:
    return file_of(begun.letter.subject_id, current_actor())


def _form(begun: Replacing, *, filled: bool = False) -> ActForm:
    names = (*begun.row.needs, *begun.row.may_state)
    room: Surroundings = around(names, current_actor(), begun.letter.subject_id)
    form = act_form(begun.row.needs, begun.row.may_state, room, begun.act.data if filled else None)
    if filled:
        form.version.data = str(_file(begun).version)
    return form


def _answer(begun: Replacing, form: ActForm) -> str:
    file, letter = _file(begun), begun.letter
    return page(
        "replace",
        file=file,
        code=petition_number(file.book, file.year, file.number),
        back=words.file_url(file.id, file.subject_kind),
        letter=f"{letter_title(letter.name)}{numbered(letter.number, letter.symbol)}",
        voided=letter.void_reason,
        form=form,
        fields=[(form[name], INPUTS[name], name in begun.row.needs) for name in form.names],
        takes_files=any(INPUTS[name].kind is InputKind.FILE for name in form.names),
        errors=bool(form.errors),
    )
