"""The page of a petition and of a case: the paper on the left, what to do with it on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_date
from feedback.blueprints.guards import asks, may
from feedback.blueprints.office import delivery_words, document_batches, words
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.attached import listed_files
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.documents_listed import listed
from feedback.blueprints.office.filing import filing_words
from feedback.blueprints.office.forms import PressForm
from feedback.blueprints.office.steps import steps_of
from feedback.blueprints.office.suppose_form import SupposeForm
from feedback.blueprints.office.timeline import event_title, events_of
from feedback.domain import clock
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.erasure import lost_words
from feedback.domain.lodging import lodged_title
from feedback.domain.petitions import KIND_TITLES, SubjectKind
from feedback.domain.policy.actions import Action
from feedback.domain.redaction import reads_the_words
from feedback.domain.roles import ROLE_TITLES
from feedback.domain.routing import Desk
from feedback.domain.time_limits import Duty
from feedback.domain.urgency import URGENCIES
from feedback.extensions import db
from feedback.letters.manifest import manifest
from feedback.models.letter import Stage
from feedback.queries import agencies, drafting
from feedback.queries import deliveries as handed
from feedback.queries import file as files
from feedback.queries.drafting import OpenDraft, Standing
from feedback.queries.file_parts import Clock, Draft, File, Letter
from feedback.services.calendars import calendar
from feedback.services.numbers import petition_number
from feedback.workflows.glossary import letter_title
from feedback.workflows.inputs.catalogue import INPUTS, verdict_words
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.limits.registry import limit_named

SEALED = "Của người được giữ bí mật danh tính; chỉ đọc được bản lược danh."
#: Inputs that hold account names.
PEOPLE = frozenset({InputKind.PERSON, InputKind.PEOPLE})


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock as the page explains it."""

    title: str
    #: a target of the province is never shown as a legal period
    law: bool
    #: who must act, or may, where it is not the agency itself
    whose: str
    running: bool
    chip: words.Chip
    ended: str
    steps: tuple[dict[str, str | None], ...]


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
    batches = document_batches.batches(file.letters)
    many = {letter for batch in batches for letter in batch}
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
        face=_face(file, days, today),
        clocks=[_shown(each, file, days, today) for each in file.clocks],
        steps=steps_of(file, current_account().role, today),
        events=events_of(file, desks),
        said=_said(file, desks, _people(file)),
        who=_who(file),
        result=_result(file),
        files=listed_files(file),
        letters=[
            _document(one, file) for one in file.letters if not _failed(one) and one not in many
        ],
        batches=[_batch(each, file) for each in batches],
        failed=[
            (letter.id, letter_title(letter.name), letter.trouble)
            for letter in file.letters
            if _failed(letter)
        ],
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


def _face(file: File, days: WorkingCalendar, today: date) -> words.Chip | None:
    """The nearest running clock, or the day the work is owed by; a closed file has neither."""
    if file.closed_on is not None:
        return None
    running = next((each for each in file.clocks if each.state == "open" and each.due), None)
    if running is None:
        owed = file.duty.due_on if file.duty else None
        return words.chip(days, today, owed, paused=file.paused_on is not None)
    return words.chip(
        days,
        today,
        running.due,
        started=running.started_on,
        waits=running.waits,
        due_at=running.due_at,
    )


def _shown(clock_: Clock, file: File, days: WorkingCalendar, today: date) -> ShownClock:
    limit = limit_named(clock_.limit_id)
    running = clock_.state == "open"
    return ShownClock(
        title=limit.title,
        law=limit.prints_as_law,
        whose=limit.actor if limit.duty is not Duty.AGENCY else "",
        running=running,
        chip=words.chip(
            days,
            today,
            clock_.due,
            started=clock_.started_on,
            paused=file.paused_on is not None,
            waits=clock_.waits,
            due_at=clock_.due_at,
        ),
        ended=_ended(clock_) if not running else "",
        steps=tuple({"day": "", "words": text, "basis": None} for text in clock_.explanation),
    )


def _ended(clock_: Clock) -> str:
    if clock_.state == "void":
        return f"Không còn áp dụng từ ngày {vn_date(clock_.closed_on)}"
    if clock_.waits:
        return f"Khép lại ngày {vn_date(clock_.closed_on)}"
    late = clock_.due is not None and clock_.closed_on is not None and clock_.closed_on > clock_.due
    return f"{'Xong muộn' if late else 'Xong đúng hạn'} ngày {vn_date(clock_.closed_on)}"


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


def _replacing(letter: Letter, file: File) -> dict[str, str] | None:
    """Where to replace the document; for officers, and what a head signed."""
    followed = any(
        each.replaces_id == letter.id and each.stage is not Stage.VOIDED for each in file.letters
    )
    ended = letter.stage in {Stage.ISSUED, Stage.VOIDED} and not manifest(letter.name).own
    if not ended or followed or not may(Action.DRAFT):
        return None
    href = url_for("office.replace_page", letter_id=letter.id)
    return {"href": href, "words": "Thay thế bằng văn bản khác"}


def _document(letter: Letter, file: File) -> dict[str, object]:
    return listed(letter, file.letters) | {"more": _replacing(letter, file)}


def _batch(letters: Sequence[Letter], file: File) -> dict[str, object]:
    """How far the documents of an act are, and each by itself."""
    documents = [_document(letter, file) for letter in letters if not _failed(letter)]
    return {**document_batches.course(letters), "documents": documents}


def _failed(letter: Letter) -> bool:
    return letter.stage is Stage.APPROVED and bool(letter.trouble)


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
