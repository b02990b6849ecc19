"""What happened to a file, newest first: acts, documents, drafts, levels of the ladder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedback.blueprints.filters import vn_datetime
from feedback.blueprints.office.words import act_title, stated
from feedback.domain.escalation import LADDER
from feedback.domain.letters.wording import numbered
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.domain.routing import Desk
from feedback.queries.file_parts import Clock, Done, Draft, File, Letter, Reached
from feedback.workflows.events import EVENT_TITLES, EVENTS
from feedback.workflows.glossary import letter_title
from feedback.workflows.limits.registry import limit_named

#: A note in the timeline; the whole is read below it.
NOTE = 240


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline, as the component prints it."""

    at: datetime
    title: str
    by: str
    note: str = ""
    basis: str = ""
    future: bool = False
    documents: tuple[object, ...] = ()

    @property
    def when(self) -> str:
        return vn_datetime(self.at)


def events_of(file: File, desks: Sequence[Desk] = ()) -> list[Event]:
    """All lines, newest first."""
    lines = [
        *_acts(file.acts, desks),
        *_letters(file.letters),
        *_drafts(file.drafts, file),
        *_reached(file),
    ]
    return sorted(lines, key=lambda event: event.at, reverse=True)


def event_title(action: str) -> str:
    return EVENT_TITLES[EVENTS[action]]


def _acts(acts: Sequence[Done], desks: Sequence[Desk]) -> Iterator[Event]:
    for act in acts:
        said = "; ".join(
            f"{one.title}: {one.words}" for one in stated(act.data, desks, act.officer)
        )
        yield Event(
            at=act.recorded_at,
            title=event_title(act.action),
            by=_who(act.role, act.person),
            note=said if len(said) <= NOTE else f"{said[:NOTE].rsplit(' ', 1)[0]}…",
            basis=act.basis,
        )


def _who(role: Role, person: str) -> str:
    if role is Role.CITIZEN:
        return "Người gửi đơn"
    return person or ROLE_TITLES[role]


def _letters(letters: Sequence[Letter]) -> Iterator[Event]:
    for letter in letters:
        code = numbered(letter.number, letter.symbol)
        yield Event(
            at=letter.approved_at,
            title=f"Đã duyệt, cấp số: {letter_title(letter.name)}{code}",
            by=letter.signer,
        )


def _drafts(drafts: Sequence[Draft], file: File) -> Iterator[Event]:
    edition = file.edition(file.facts.accepted_on or file.facts.received_on)
    for draft in drafts:
        title = act_title(draft.action, edition)
        yield Event(at=draft.proposed_at, title=f"Trình lãnh đạo: {title}", by=draft.drafter)
        if draft.decided_at is not None and draft.verdict == "returned":
            yield Event(
                at=draft.decided_at,
                title=f"Lãnh đạo trả lại dự thảo: {title}",
                by="",
                note=draft.note,
            )


def _reached(file: File) -> Iterator[Event]:
    clocks = {clock.rule: clock for clock in file.clocks}
    for level in file.reached:
        yield Event(
            at=level.at,
            title=LADDER[level.level].title,
            by=f"báo cho {level.addressee}",
            note=_clock_title(level, clocks),
        )


def _clock_title(level: Reached, clocks: Mapping[str, Clock]) -> str:
    clock = clocks.get(level.rule)
    return limit_named(clock.limit_id).title if clock is not None else ""
