"""An act of the law as a form: performed by whose act it is, put before the head by an officer."""

from dataclasses import dataclass
from typing import TypedDict

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import allowed
from feedback.blueprints.office import competence, refusals, words
from feedback.blueprints.office.act_forms import ActForm, Colleague, Surroundings, act_form
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import OFFICIALS, office, page
from feedback.blueprints.office.steps import Step, Way, step_of
from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError, NotLawfulError
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.queries import agencies
from feedback.queries import file as files
from feedback.queries.file_parts import File
from feedback.services import casework, proposals
from feedback.services.numbers import petition_number
from feedback.workflows.core import Option
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind


@dataclass(frozen=True, slots=True)
class Doing:
    """An act about to be done on a file by somebody."""

    file: File
    option: Option
    step: Step
    actor: Actor


class _Given(TypedDict):
    """What goes along with what is stated."""

    version: int | None
    files: list[KeptFile]


@office.get("/ho-so/<int:subject_id>/<action>")
@allowed(*OFFICIALS)
def act_page(subject_id: int, action: str) -> ResponseReturnValue:
    doing = _doing(subject_id, action)
    form = _form(doing)
    form.version.data = str(doing.file.version)
    return _answer(doing, form)


@office.post("/ho-so/<int:subject_id>/<action>")
@allowed(*OFFICIALS)
def act(subject_id: int, action: str) -> ResponseReturnValue:
    doing = _doing(subject_id, action)
    form = _form(doing)
    if not form.validate():
        return _answer(doing, form), 422
    try:
        _do(doing, form)
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        form.version.data = str(_doing(subject_id, action).file.version)
        return _answer(doing, form), status
    return redirect(_onwards(doing))


def _doing(subject_id: int, action: str) -> Doing:
    """The act on the file; refused in the law's words when the procedure knows no such act here."""
    actor, today = current_actor(), clock.today()
    file = _file(subject_id, actor)
    edition = file.edition(today)
    row = edition.row(file.state, action)
    if row.roles == (Role.SYSTEM,):
        msg = f"“{row.title}” do hệ thống ghi nhận khi cấp trên thụ lý."
        raise NotLawfulError(msg)
    if row.roles == (Role.CITIZEN,):
        msg = f"“{row.title}” là việc của người gửi đơn, làm trên trang tra cứu."
        raise NotLawfulError(msg)
    option = next((o for o in edition.available(file.facts, today) if o.action == action), None)
    if option is None:
        raise NotLawfulError(f"“{row.title}” không áp dụng cho hồ sơ này.")
    return Doing(file, option, step_of(option, file, actor.role), actor)


def _file(subject_id: int, actor: Actor) -> File:
    try:
        return files.file(db.session(), actor, subject_id, SubjectKind.PETITION)
    except NotFoundError:
        return files.file(db.session(), actor, subject_id, SubjectKind.CASE)


def _form(doing: Doing) -> ActForm:
    known = {"delivered_on": doing.file.facts.served_on}
    return act_form(doing.option.needs, doing.option.may_state, _around(doing), known)


def _around(doing: Doing) -> Surroundings:
    """Lists are read only for acts that choose from them."""
    kinds = {INPUTS[name].kind for name in (*doing.option.needs, *doing.option.may_state)}
    session = db.session()
    return Surroundings(
        desks=agencies.desks(session, clock.today()) if InputKind.AGENCY in kinds else (),
        colleagues=[
            Colleague(*pair) for pair in agencies.colleagues(session, doing.actor.agency_id or 0)
        ]
        if kinds & {InputKind.PERSON, InputKind.PEOPLE}
        else (),
    )


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
        file = _file(doing.file.id, doing.actor)
    except NotFoundError:
        return "/can-bo"
    if doing.option.action == "accept" and file.paper.case_id is not None:
        return words.file_url(file.paper.case_id, SubjectKind.CASE)
    return words.file_url(file.id, file.subject_kind)


def _competent(file: File, form: ActForm) -> str:
    """Shown beside the box where the agency is chosen, before and after the form is posted."""
    if file.subject_kind is not SubjectKind.PETITION or "agency" not in form.names:
        return ""
    return competence.told(
        *competence.asked_of_file(file, form), form["agency"].desks, clock.today()
    )


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
        competent=_competent(file, form),
        fields=[(form[name], INPUTS[name], name in doing.option.needs) for name in form.names],
        takes_files=any(INPUTS[name].kind is InputKind.FILE for name in form.names),
        errors=bool(form.errors),
    )
