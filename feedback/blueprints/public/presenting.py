"""A petition as its sender reads it: who does what by when, and what has happened so far.

For information about a violation nobody is named, neither officers nor heads: names would tell a
watcher of the sender's screen whom the matter is about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.blueprints.filters import (
    DueWords,
    due_words,
    hour_words,
    share_used,
    vn_date,
    vn_datetime,
)
from feedback.blueprints.public import words
from feedback.blueprints.public.plainly import Plain, plainly
from feedback.blueprints.public.rights import Right, rights
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import now
from feedback.domain.letters.wording import numbered
from feedback.domain.lodging import lodged_title
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.models.act import PerformedAct
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import NO_CLOCK
from feedback.models.petition import Attachment
from feedback.queries.tracking import Tracked
from feedback.services.subject.numbers import petition_number
from feedback.workflows.core import Option
from feedback.workflows.events import EVENT_TITLES, EVENTS
from feedback.workflows.glossary import letter_title
from feedback.workflows.inputs.catalogue import verdict_words
from feedback.workflows.limits.registry import limit_named

#: What an act says to the sender, by the name of what was stated with it.
TOLD = {
    "ask_citizen": "question",
    "add_information": "information",
    "withdraw": "reason",
    "confirm_junk": "reason",
    "find_irreparable_harm": "harm",
    "stay_decision": "reason",
    "dismiss_stay": "reason",
    "lift_stay": "reason",
    "withdraw_part": "withdrawn_content",
    "decline": "reason",
    "guide": "reason",
    "return_to_sender": "reason",
    "invite_dialogue": "place",
    "postpone_dialogue": "absence_reason",
    "suspend": "reason",
    "terminate": "reason",
    "report_result": "result",
    "refuse_reception": "reason",
    "conclude_reception": "directions",
    "answer_delayed": "reason",
    "guide_to_split": "split_contents",
    "explain_delay": "delay_reasons",
}
OFFICE = "Cơ quan"
YOU = "Bạn"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the arithmetic of a date."""

    day: str
    words: str
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ClockView:
    title: str
    due: DueWords
    percent: int | None
    sentence: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Event:
    title: str
    when: str
    by: str | None = None
    note: str | None = None
    basis: str | None = None
    documents: tuple[()] = ()
    future: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An issued document by its full name, so that one notice is told from another."""

    uid: str
    title: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Shown:
    """All the words of the page."""

    number: str
    kind: str
    title: str
    state: str
    who: str
    who_note: str
    responsible: str
    responsible_note: str
    result: str
    clocks: tuple[ClockView, ...]
    rights: tuple[Right, ...]
    events: tuple[Event, ...]
    letters: tuple[Document, ...]
    files: tuple[Attachment, ...]
    options: dict[str, Option]
    joined: bool
    closed: bool
    confidential: bool


def shown(seen: Tracked, days: WorkingCalendar, today: date) -> Shown:
    """The page of one petition, on one day."""
    petition, secret = seen.petition, seen.petition.confidential
    who, who_note = _who(seen, named=not secret)
    head = f"{seen.duty.head_title} {seen.duty.head}" if seen.duty and not secret else ""
    return Shown(
        number=petition_number(petition.book, petition.year, petition.number),
        kind=lodged_title(seen.current.kind, petition.channel, anonymous=petition.anonymous),
        title=seen.title,
        state=seen.state.title,
        who=who,
        who_note=who_note,
        responsible=seen.agency,
        responsible_note=head or "Người đứng đầu cơ quan chịu trách nhiệm",
        result=_result(seen),
        clocks=tuple(_clock(seen, clock, days, today) for clock in _owed(seen)),
        rights=rights(seen, days, today),
        events=tuple(_events(seen)),
        letters=tuple(map(_document, seen.letters)),
        files=seen.files,
        options={option.action: option for option in seen.options},
        joined=petition.joined_to_id is not None,
        closed=seen.state.final,
        confidential=secret,
    )


def _who(seen: Tracked, *, named: bool) -> tuple[str, str]:
    if seen.duty is None:
        return seen.state.title, "Không còn ai phải làm thêm"
    role = ROLE_TITLES[seen.duty.role]
    return (seen.duty.person or role) if named else role, seen.duty.task


def _document(letter: IssuedLetter) -> Document:
    title = f"{letter_title(letter.name)}{numbered(letter.number, letter.symbol)}"
    return Document(letter.uid.hex, title, letter.issued_on)


def _result(seen: Tracked) -> str:
    if seen.verdict:
        return verdict_words(seen.current.kind, seen.verdict) or seen.state.title
    return seen.state.title if seen.state.final else ""


def _owed(seen: Tracked) -> list[Deadline]:
    """Running clocks that somebody owes the sender."""
    return [c for c in seen.clocks if not c.waits and c.rule not in words.INTERNAL_CLOCKS]


def _clock(seen: Tracked, clock: Deadline, days: WorkingCalendar, today: date) -> ClockView:
    """A running clock in words; one that stands still has no date until it goes on."""
    limit, due = limit_named(clock.limit_id), clock.due_legal
    paused = due is None and seen.current.paused_on is not None
    left = days.working_days_between(today, due) if due else None
    chip = due_words(today, due, paused=paused, working_days_left=left)
    until = f"ngày {vn_date(due)}"
    if clock.due_at is not None:
        chip, until = hour_words(now(), clock.due_at), f"lúc {vn_datetime(clock.due_at)}"
    told = seen.explained.get(clock.uid.hex)
    plain = plainly(told) if told else tuple(Plain(line) for line in clock.explanation)
    return ClockView(
        title=words.CLOCKS.get(clock.rule, limit.title),
        due=chip,
        percent=share_used(clock.started_on, due, today) if due else None,
        sentence=f"Chậm nhất {until}." if due else "Thời hạn đang dừng.",
        lines=tuple(Line(f"{n}.", one.words, one.basis) for n, one in enumerate(plain, start=1)),
    )


def _events(seen: Tracked) -> Iterator[Event]:
    """What is still to come first, then what has happened, newest first."""
    if seen.duty is not None:
        dated = seen.duty.due_on != NO_CLOCK
        when = f"Chậm nhất ngày {vn_date(seen.duty.due_on)}" if dated else "Chưa có hạn"
        yield Event(f"Việc tiếp theo: {seen.duty.task}", when, by=seen.agency, future=True)
    for act in reversed(seen.acts):
        yield _event(act, seen.stated.get(act.id, act.data))


def _event(act: PerformedAct, stated: Mapping[str, str]) -> Event:
    note = str(stated.get(TOLD.get(act.action, ""), ""))
    if act.action == "invite_dialogue":
        note = f"Ngày {vn_date(date.fromisoformat(act.data['dialogue_on']))}, tại {note}"
    return Event(
        title=EVENT_TITLES[EVENTS[act.action]],
        when=vn_datetime(act.recorded_at),
        by=YOU if act.actor_role == Role.CITIZEN else OFFICE,
        note=note or None,
        basis=act.basis or None,
    )
