"""``/can-bo/ho-so/<id>/gia-dinh``: what the dates of a file would be; nothing is written."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_date
from feedback.blueprints.guards import asks
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.suppose_form import SupposeForm, suppose_form
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.errors import NoLawInForceError, NotFoundError
from feedback.domain.history.clocks import FileClocks, Recomputed
from feedback.domain.petitions import SubjectKind
from feedback.domain.policy.actions import Action
from feedback.domain.supposing import Supposed, suppose
from feedback.extensions import db
from feedback.queries import explained, timeline
from feedback.queries import file as files
from feedback.queries.file_parts import File
from feedback.services.subject.named_file import named_file
from feedback.services.subject.numbers import petition_number
from feedback.services.time.calendars import calendar


@dataclass(frozen=True, slots=True)
class Shown:
    """One running clock, as it stands and as it would."""

    title: str
    now: str
    then: str
    refusal: str
    steps: tuple[dict[str, str | None], ...]


@office.get("/ho-so/<int:subject_id>/gia-dinh")
@asks(Action.OPEN_FILE)
def supposing(subject_id: int) -> ResponseReturnValue:
    file, form = _file(subject_id), suppose_form()
    if not form.validate():
        return _page(file, form, []), 422
    session = db.session()
    clocks = explained.clocks_of(timeline.stored(session, named_file(session, str(file.id)).uid))
    try:
        shown = _shown(clocks, calendar(session), form)
    except NoLawInForceError as refusal:
        form.form_errors.append(str(refusal))
        return _page(file, form, []), 422
    return _page(file, form, shown)


def _file(subject_id: int) -> File:
    session, actor = db.session(), current_actor()
    try:
        return files.file(session, actor, subject_id, SubjectKind.CASE)
    except NotFoundError:
        return files.file(session, actor, subject_id, SubjectKind.PETITION)


def _shown(clocks: FileClocks, days: WorkingCalendar, form: SupposeForm) -> list[Shown]:
    return [
        _one(
            again,
            suppose(
                again.limit,
                again.clock.start,
                days,
                clocks.circumstances(again.clock),
                form.supposition,
            ),
        )
        for again in explained.running(clocks).values()
    ]


def _one(again: Recomputed, supposed: Supposed) -> Shown:
    legal = supposed.computed.legal if supposed.computed else None
    return Shown(
        title=again.limit.title,
        now=vn_date(again.computed.legal) or "đang dừng",
        then=vn_date(legal) or ("" if supposed.refusal else "dừng đồng hồ"),
        refusal=supposed.refusal,
        steps=tuple(
            {"day": vn_date(step.day), "words": step.words, "basis": step.basis or None}
            for step in supposed.steps
        ),
    )


def _page(file: File, form: SupposeForm, shown: list[Shown]) -> str:
    return page(
        "supposing",
        file=file,
        code=petition_number(file.book, file.year, file.number),
        back=words.file_url(file.id, file.subject_kind),
        form=form,
        shown=shown,
        errors=bool(form.errors),
    )
