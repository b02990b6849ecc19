"""``/thanh-tra/ho-so/<id>``: the history of one file, recomputed as it is shown."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_datetime
from feedback.blueprints.guards import asks
from feedback.blueprints.inspection import drawing
from feedback.blueprints.inspection.blueprint import inspection, number_words, page
from feedback.blueprints.inspection.events import SHORT, named, told
from feedback.blueprints.inspection.register import PROTECTED
from feedback.blueprints.inspection.travelled import travelled
from feedback.blueprints.office.words import Chip, channel_words, chip, full_kind
from feedback.domain import clock
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.letters.wording import code_words
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.queries.case_history import Dossier, dossier
from feedback.services.time.calendars import calendar
from feedback.workflows.diagrams import graphviz, mermaid
from feedback.workflows.glossary import letter_title
from feedback.workflows.limits.registry import limit_named
from feedback.workflows.registry import edition_named, governing, taking_over

CLOSED = {"met": "Đã xong", "void": "Không còn áp dụng"}


@dataclass(frozen=True, slots=True)
class Proof:
    """The line that says whether the history is whole."""

    state: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Period:
    """One deadline with the arithmetic that explains it."""

    title: str
    basis: str
    started_on: date
    due: date | None
    raw: date | None
    closed: str
    closed_on: date | None
    chip: Chip | None
    lines: tuple[str, ...]


@inspection.get("/ho-so/<int:subject_id>")
@asks(Action.READ_HISTORY)
def history(subject_id: int) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    file, days = dossier(session, subject_id), calendar(session)
    header, broken = file.header, file.broken
    edition = edition_named(header.procedure, header.edition)
    taken = travelled(edition, file.events)
    last = header.closed_on or clock.civil_day(now)
    table = governing(header.procedure, header.edition, last)
    return page(
        "history",
        header=header,
        number=number_words(header.book, header.year, header.number),
        kind=full_kind(header.kind, header.subject_kind),
        channel=channel_words(header.channel, header.forwarded_by),
        received_on=clock.civil_day(header.received_at),
        recorded_on=clock.civil_day(file.events[0].at) if file.events else None,
        title=header.title or PROTECTED,
        state=edition.state(header.state).title,
        linked=[
            (
                number_words(each.book, each.year, each.number),
                url_for("inspection.history", subject_id=each.id),
            )
            for each in header.linked
        ],
        proof=_proof(file, vn_datetime(now)),
        events=[
            told(
                event,
                edition,
                file.names,
                file.explained.get(event.place, ()),
                broken=bool(broken and event.place == broken.index),
            )
            for event in file.events
        ],
        periods=[_period(row, days, clock.civil_day(now)) for row in file.deadlines],
        letters=[(letter_title(letter.name), _number(letter), letter) for letter in file.letters],
        picture=drawing.picture(table, header.state, taken),
        way=[(step, named(step.recorded.actor, file.names)) for step in taken.steps],
        later=taking_over(edition, last),
        acts={row.action: row.title for row in table.transitions},
        sources=(
            ("Mermaid", mermaid(table, header.state, taken.arrivals)),
            ("Graphviz", graphviz(table, header.state, taken.hops)),
        ),
        states=drawing.state_rows(table),
        short=SHORT,
    )


def _proof(file: Dossier, checked: str) -> Proof:
    checkpoint = file.header.checkpoint
    if checkpoint is None:
        note = "Chưa có điểm kiểm tra đã ký nào."
    else:
        covered = "đã" if file.sealed else "chưa"
        note = (
            f"Điểm kiểm tra mới nhất: {checkpoint.size} mục, ký lúc "
            f"{vn_datetime(checkpoint.sealed_at)}, gốc {checkpoint.root[:16]}…; "
            f"mục mới nhất của hồ sơ này {covered} nằm trong đó."
        )
    if file.broken is None:
        count = len(file.events)
        return Proof(
            "sound", f"Chuỗi sự kiện nguyên vẹn ({count} mục), kiểm tra lúc {checked}", note
        )
    place = "" if file.broken.index is None else f", từ mục số {file.broken.index}"
    words = f"Lịch sử đã bị thay đổi{place}: {file.broken.sentence}. Kiểm tra lúc {checked}"
    return Proof("broken", words, note)


def _period(row: Deadline, days: WorkingCalendar, today: date) -> Period:
    limit = limit_named(row.limit_id)
    face = chip(
        days, today, row.due_legal, started=row.started_on, paused=row.due_legal is None,
        waits=row.waits, due_at=row.due_at,
    )  # fmt: skip
    return Period(
        title=limit.title,
        basis=str(limit.basis) if limit.prints_as_law else "",
        started_on=row.started_on,
        due=row.due_legal,
        raw=row.due_raw,
        closed=CLOSED.get(row.state, ""),
        closed_on=row.closed_on,
        chip=face if row.state == "open" else None,
        lines=tuple(row.explanation),
    )


def _number(letter: IssuedLetter) -> str:
    return "" if letter.number is None else code_words(letter.number, letter.symbol)
