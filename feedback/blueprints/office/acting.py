"""An act of the law as a form: performed by whose act it is, put before the head by an officer."""

from typing import TypedDict

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals, words, workbench
from feedback.blueprints.office.act_forms import ActForm
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.doing import (
    Doing,
    competent_of,
    doing_of,
    file_of,
    form_of,
    writes_document,
)
from feedback.blueprints.office.steps import Way
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import SubjectKind
from feedback.domain.policy.actions import Action
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.subject.numbers import petition_number
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind


class _Given(TypedDict):
    """What goes along with what is stated."""

    version: int | None
    files: list[KeptFile]


@office.get("/ho-so/<int:subject_id>/<action>")
@asks(Action.ACT_ON)
def act_page(subject_id: int, action: str) -> ResponseReturnValue:
    doing = doing_of(subject_id, action)
    if writes_document(doing):
        return workbench.show(doing)
    form = form_of(doing)
    form.version.data = str(doing.file.version)
    return _answer(doing, form)


@office.post("/ho-so/<int:subject_id>/<action>")
@asks(Action.ACT_ON)
def act(subject_id: int, action: str) -> ResponseReturnValue:
    doing = doing_of(subject_id, action)
    if writes_document(doing):
        return workbench.receive(doing)
    form = form_of(doing)
    if not form.validate():
        return _answer(doing, form), 422
    try:
        _do(doing, form)
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        form.version.data = str(doing_of(subject_id, action).file.version)
        return _answer(doing, form), status
    return redirect(_onwards(doing))


def _do(doing: Doing, form: ActForm) -> None:
    subject_id, action, now = doing.file.id, doing.option.action, clock.now()
    given: _Given = {"version": refusals.version_of(form), "files": form.files}
    if doing.step.way is Way.PROPOSE:
        proposals.propose(subject_id, action, doing.actor, now, form.stated, **given)
        flash(f"Đã trình lãnh đạo: {doing.step.title}.")
        return
    casework.apply(subject_id, action, doing.actor, now, form.stated, **given)
    flash(f"Đã ghi nhận: {doing.step.title}.")


def _onwards(doing: Doing) -> str:
    """Back to the file, while this agency still holds it."""
    try:
        file = file_of(doing.file.id, doing.actor)
    except NotFoundError:
        return "/can-bo"
    if doing.option.action == "accept" and file.paper.case_id is not None:
        return words.file_url(file.paper.case_id, SubjectKind.CASE)
    return words.file_url(file.id, file.subject_kind)


def _answer(doing: Doing, form: ActForm) -> str:
    file = doing.file
    return page(
        "act",
        file=file,
        code=petition_number(file.book, file.year, file.number),
        back=words.file_url(file.id, file.subject_kind),
        state=file.edition(clock.today()).state(file.state),
        step=doing.step,
        proposes=doing.step.way is Way.PROPOSE,
        form=form,
        competent=competent_of(file, form),
        fields=[(form[name], INPUTS[name], name in doing.option.needs) for name in form.names],
        takes_files=any(INPUTS[name].kind is InputKind.FILE for name in form.names),
        errors=bool(form.errors),
    )
