"""An act about to be done on a file, and its form: what the act page and the workbench share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.blueprints.office import competence
from feedback.blueprints.office.act_fields import Colleague, Surroundings
from feedback.blueprints.office.act_forms import ActForm, act_form
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.steps import Step, Way, signed_letters, step_of
from feedback.domain import clock
from feedback.domain.errors import NotFoundError, NotLawfulError
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.queries import agencies, papers
from feedback.queries import file as files
from feedback.queries.file_parts import File
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


def doing_of(subject_id: int, action: str) -> Doing:
    """The act on the file; refused in the law's words when the procedure knows no such act here."""
    actor, today = current_actor(), clock.today()
    file = file_of(subject_id, actor)
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


def file_of(subject_id: int, actor: Actor) -> File:
    try:
        return files.file(db.session(), actor, subject_id, SubjectKind.PETITION)
    except NotFoundError:
        return files.file(db.session(), actor, subject_id, SubjectKind.CASE)


def form_of(doing: Doing, stated: Mapping[str, str] | None = None) -> ActForm:
    """The form of the act; ``stated`` fills it in before anything is posted."""
    known = {"delivered_on": doing.file.facts.served_on}
    names = (*doing.option.needs, *doing.option.may_state)
    room = around(names, doing.actor, doing.file.id)
    return act_form(doing.option.needs, doing.option.may_state, room, stated, known)


def writes_document(doing: Doing) -> bool:
    """Whether the act is one for the workbench: drafted here, signed by the head."""
    return doing.step.way is Way.PROPOSE and bool(signed_letters(doing.option))


def around(names: Sequence[str], actor: Actor, subject_id: int) -> Surroundings:
    """Lists are read only for inputs that choose from them."""
    kinds = {INPUTS[name].kind for name in names}
    session = db.session()
    return Surroundings(
        desks=agencies.desks(session, clock.today()) if InputKind.AGENCY in kinds else (),
        colleagues=[Colleague(*pair) for pair in agencies.colleagues(session, actor.agency_id or 0)]
        if kinds & {InputKind.PERSON, InputKind.PEOPLE}
        else (),
        kept=papers.stated_files(session, actor, subject_id) if InputKind.FILE in kinds else {},
    )


def competent_of(file: File, form: ActForm) -> str:
    """Shown beside the box where the agency is chosen, before and after the form is posted."""
    if file.subject_kind is not SubjectKind.PETITION or "agency" not in form.names:
        return ""
    return competence.told(
        *competence.asked_of_file(file, form), form["agency"].desks, clock.today()
    )
