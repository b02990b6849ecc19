"""The page of a petition and of a case: the paper on the left, what to do with it on the right."""

from collections.abc import Mapping, Sequence

from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.office import clocks_shown, delivery_words, documents_of_file, words
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.attached import listed_files
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.filing import filing_words
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.steps import steps_of
from feedback.blueprints.office.suppose_form import SupposeForm
from feedback.blueprints.office.timeline import event_title, events_of
from feedback.domain import clock
from feedback.domain.erasure import lost_words
from feedback.domain.lodging import lodged_title
from feedback.domain.petitions import KIND_TITLES, SubjectKind
from feedback.domain.policy.actions import Action
from feedback.domain.redaction import reads_the_words
from feedback.domain.roles import ROLE_TITLES
from feedback.domain.routing import Desk
from feedback.domain.urgency import URGENCIES
from feedback.extensions import db
from feedback.models.letter import Stage
from feedback.queries import agencies, drafting
from feedback.queries import deliveries as handed
from feedback.queries import file as files
from feedback.queries.drafting import OpenDraft, Standing
from feedback.queries.file_parts import Draft, File
from feedback.services.subject.numbers import petition_number
from feedback.services.time.calendars import calendar
from feedback.workflows.inputs.catalogue import INPUTS, verdict_words
from feedback.workflows.inputs.shape import InputKind

#: Inputs that hold account names.
PEOPLE = frozenset({InputKind.PERSON, InputKind.PEOPLE})


@office.get("/don/<int:subject_id>")
@asks(Action.OPEN_FILE)
def petition(subject_id: int) -> ResponseReturnValue:
    return _page(subject_id, SubjectKind.PETITION)


@office.get("/vu-viec/<int:subject_id>")
@asks(Action.OPEN_FILE)
def case(subject_id: int) -> ResponseReturnValue:
    return _page(subject_id, SubjectKind.CASE)


def _page(subject_id: int, kind: SubjectKind) -> str:
    session, today = db.session(), clock.today()
    file = files.file(session, current_actor(), subject_id, kind)
    days, desks = calendar(session), agencies.desks(session, today)
    return page(
        "file",
        file=file,
        code=petition_number(file.book, file.year, file.number),
        paper_code=petition_number(file.paper.book, file.paper.year, file.paper.number),
        state=file.edition(today).state(file.state),
        kind_title=_kind_title(file),
        channel=words.channel_words(file.paper.channel, file.paper.forwarded_by),
        declared=KIND_TITLES[file.paper.declared_kind],
        field_title=dict(INPUTS["field"].choices).get(file.field, "Lĩnh vực khác"),
        filing=filing_words(session, file, days),
        urgency_title=dict(URGENCIES).get(file.urgency, ""),
        protected=words.PROTECTED,
        reads_words=reads_the_words(
            current_account().role, accepted=file.paper.case_id is not None
        ),
        lost_words=lost_words,
        face=clocks_shown.face(file, days, today),
        clocks=[clocks_shown.shown(each, file, days, today) for each in file.clocks],
        steps=steps_of(file, current_account().role, today),
        events=events_of(file, desks),
        said=_said(file, desks, _people(file)),
        who=_who(file),
        result=_result(file),
        files=listed_files(file),
        letters=documents_of_file.single(file),
        batches=documents_of_file.batches(file),
        failed=documents_of_file.failed(file),
        unmade=sum(letter.stage is Stage.APPROVED for letter in file.letters),
        press=PressForm(),
        sent=delivery_words.documents(handed.of_file(session, file.id), today),
        delivers=may(Action.DELIVER),
        links=_links(file),
        returned=_returned(file),
        decides=may(Action.DECIDE),
        composes=may(Action.DRAFT),
        drafts_open=_drafts(subject_id),
        step_title=lambda action: words.act_title(action, file.edition(today)),
        suppose_form=SupposeForm(formdata=None, meta={"csrf": False}),
        is_case=kind is SubjectKind.CASE,
        archives=may(Action.BIND_DOSSIER),
    )


def _drafts(subject_id: int) -> tuple[OpenDraft, ...]:
    """Documents being written; what lies before the head is told by its proposal."""
    found = drafting.open_drafts(db.session(), current_actor(), subject_id)
    return tuple(each for each in found if each.standing is not Standing.SUBMITTED)


def _kind_title(file: File) -> str:
    """What the file is called, by how its petition came."""
    if file.subject_kind is SubjectKind.CASE:
        return KIND_TITLES[file.kind]
    return lodged_title(file.kind, file.paper.channel, anonymous=file.paper.anonymous)


def _who(file: File) -> str:
    if file.duty is None:
        return "Không còn việc phải làm"
    return file.duty.person or ROLE_TITLES[file.duty.role]


def _people(file: File) -> dict[str, str]:
    """Names of colleagues, read only where an act names several by their accounts."""
    named = {name for act in file.acts for name in act.data if name in INPUTS}
    if not any(INPUTS[name].kind in PEOPLE for name in named - {"officer"}):
        return {}
    return dict(agencies.colleagues(db.session(), current_actor().agency_id or 0))


def _said(file: File, desks: Sequence[Desk], people: Mapping[str, str]) -> list[dict[str, object]]:
    """Everything stated with acts, in full, newest first."""
    return [
        {
            "title": event_title(act.action),
            "on": act.on,
            "by": act.person or ROLE_TITLES[act.role],
            "entries": words.stated(
                act.data, desks, act.officer, subject_id=act.subject_id, people=people
            ),
        }
        for act in reversed(file.acts)
        if act.data
    ]


def _result(file: File) -> str | None:
    """The outcome once there is one, in the words of the act's own list."""
    if not file.verdict:
        return file.edition(clock.today()).state(file.state).title if file.closed_on else None
    return verdict_words(file.facts.kind, file.verdict) or "Đã trả lời"


def _links(file: File) -> list[dict[str, str]]:
    """The case of a petition, the petition of a case, and petitions about the same matter."""
    found = []
    if file.subject_kind is SubjectKind.PETITION and file.paper.case_id is not None:
        found.append((file.paper.case_id, SubjectKind.CASE, "Vụ việc mở từ đơn này"))
    if file.subject_kind is SubjectKind.CASE:
        paper = file.paper
        code = petition_number(paper.book, paper.year, paper.number)
        found.append((paper.id, SubjectKind.PETITION, f"Đơn {code}"))
    for sister in file.sisters:
        code = petition_number(sister.book, sister.year, sister.number)
        found.append((sister.id, SubjectKind.PETITION, f"Đơn {code}: {sister.title}"))
    return [{"href": words.file_url(id_, kind), "words": said} for id_, kind, said in found]


def _returned(file: File) -> Draft | None:
    """The newest draft, when it came back and nothing was drafted since."""
    newest = file.drafts[0] if file.drafts else None
    return newest if newest is not None and newest.verdict == "returned" else None
