"""Facts of a file in the words of the office: chips, names, numbers, what was stated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from flask import url_for

from feedback.blueprints.filters import (
    DueState,
    DueWords,
    due_words,
    hour_words,
    share_used,
    vn_date,
)
from feedback.domain import clock
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.erasure import ERASED, lost_words
from feedback.domain.errors import NoLawInForceError
from feedback.domain.identity import Identity
from feedback.domain.lodging import CHANNEL_TITLES, Channel, read_stated
from feedback.domain.petitions import KIND_TITLES, LODGED_ONLINE_TITLES, Kind, SubjectKind
from feedback.domain.routing import Desk
from feedback.models.obligation import NO_CLOCK
from feedback.queries.lines import Row, Sender
from feedback.services.subject.numbers import petition_number
from feedback.workflows.core import Edition
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.registry import all_editions

PROTECTED = "Danh tính được bảo vệ"
CLOSED = "Đã niêm phong cùng danh tính người tố cáo"


@dataclass(frozen=True, slots=True)
class Chip:
    """The legal clock as a chip: face, words, share of the period used."""

    state: DueState
    words: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the queue as the table prints it."""

    id: int
    code: str
    href: str
    title: str
    sender: str
    kind: str
    unit: str
    state: DueState
    words: str
    percent: int | None
    open: bool


def chip(
    days: WorkingCalendar,
    today: date,
    due: date | None,
    *,
    started: date | None = None,
    paused: bool = False,
    waits: bool = False,
    due_at: datetime | None = None,
) -> Chip:
    """The face of a date; a day that is waited for is never late, hours are told as hours."""
    if due_at is not None:
        return Chip(*hour_words(clock.now(), due_at), None)
    day = None if due == NO_CLOCK else due
    if waits and day is not None and day < today:
        return Chip(DueState.NONE, f"Đã qua ngày {vn_date(day)}", 100)
    left = working_days_left(days, today, day)
    said = due_words(today, day, paused=paused and day is None, working_days_left=left)
    if waits and day is not None:
        said = DueWords(DueState.NONE, f"Chờ đến {vn_date(day)}")
    percent = share_used(started, day, today) if started and day else None
    return Chip(said.state, said.words, percent)


def working_days_left(days: WorkingCalendar, today: date, due: date | None) -> int | None:
    """Working days after today up to the date; None where the calendar does not reach."""
    if due is None or due < today:
        return None
    try:
        return days.working_days_between(today, due)
    except NoLawInForceError:
        return None


def line(row: Row, days: WorkingCalendar, today: date, *, href: str, is_open: bool) -> Line:
    due, waits = row.waits_until or row.due_on, row.waits_until is not None
    face = chip(
        days,
        today,
        due,
        started=row.started_on,
        paused=row.paused,
        waits=waits,
        due_at=row.due_at,
    )
    if row.cursor is None:
        face = Chip(DueState.NONE, "Đã kết thúc", None)
    return Line(
        id=row.id,
        code=petition_number(row.book, row.year, row.number),
        href=href,
        title=row.title,
        sender=sender_words(row.sender),
        kind=kind_words(row.kind, row.state),
        unit=row.person or "Chưa giao",
        state=face.state,
        words=face.words,
        percent=face.percent,
        open=is_open,
    )


def kind_words(kind: Kind, state: str) -> str:
    return "Chưa xếp" if state == "received" else KIND_TITLES[kind]


def full_kind(kind: Kind, subject_kind: SubjectKind) -> str:
    """What the file is called: information from the web is not a denunciation."""
    return (LODGED_ONLINE_TITLES if subject_kind is SubjectKind.PETITION else KIND_TITLES)[kind]


def channel_words(channel: str, forwarded_by: str) -> str:
    """How a petition came; nothing for what is none."""
    if not channel:
        return ""
    title = CHANNEL_TITLES[Channel(channel)]
    return f"{title}: {forwarded_by}" if forwarded_by else title


def sender_words(sender: Sender) -> str:
    """Enough to tell senders apart in a list: "Ông Trần V. H., phường Hà Tu"."""
    if sender.confidential:
        return PROTECTED
    said = _named(sender.identity)
    if sender.people > 1:
        said += f" và {sender.people - 1} người khác"
    return f"{said}, {sender.commune}" if sender.commune else said


def _named(identity: Identity) -> str:
    if identity.erased:
        return ERASED
    if identity.unreadable:
        return lost_words(identity)
    if not identity.name:
        return "Không nêu tên"
    return f"{identity.form_of_address.capitalize()} {short_name(identity.name)}".strip()


def short_name(name: str) -> str:
    """Lists are read over shoulders: "Trần Văn Hòa" becomes "Trần V. H."."""
    first, *rest = name.split() or [""]
    return " ".join([first, *(f"{part[0].upper()}." for part in rest)])


def act_title(action: str, preferred: Edition) -> str:
    """What an act is called in the file's own procedure, else in the one that knows it."""
    for edition in (preferred, *all_editions()):
        for row in edition.transitions:
            if row.action == action:
                return row.title
    return action


def file_url(subject_id: int, kind: SubjectKind) -> str:
    endpoint = "office.petition" if kind is SubjectKind.PETITION else "office.case"
    return url_for(endpoint, subject_id=subject_id)


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing stated with an act, in words."""

    title: str
    words: str
    #: where the file lies, for what is stated as a file
    href: str = ""


def stated(
    data: Mapping[str, str],
    desks: Sequence[Desk] = (),
    officer: str = "",
    *,
    subject_id: int | None = None,
    people: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Stated, ...]:
    """What was stated with an act as it reads; names instead of codes where they are known.

    ``people`` are names of colleagues by their account.
    """
    names = {**{desk.code: desk.name for desk in desks}, **people}
    if officer and data.get("officer"):
        names[data["officer"]] = officer
    return tuple(
        Stated(INPUTS[name].title, _value(name, value, names), _href(name, value, subject_id))
        for name, value in data.items()
        if name in INPUTS and value
    )


def _href(name: str, value: str, subject_id: int | None) -> str:
    if subject_id is None or INPUTS[name].kind is not InputKind.FILE:
        return ""
    return url_for("office.stated_file", subject_id=subject_id, sha256=read_stated(value)[0])


def _value(name: str, value: str, names: Mapping[str, str]) -> str:
    entry = INPUTS[name]
    if entry.choices:
        titles = dict(entry.choices)
        return "; ".join(titles.get(part, part) for part in value.split(","))
    if entry.kind is InputKind.FILE:
        return read_stated(value)[1]
    if entry.kind is InputKind.DATE:
        return vn_date(date.fromisoformat(value))
    if entry.kind in {InputKind.AGENCY, InputKind.PERSON}:
        return names.get(value, value)
    if entry.kind is InputKind.PEOPLE:
        return "; ".join(names.get(part, part) for part in value.split(","))
    return value
