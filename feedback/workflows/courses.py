"""The course of one file under a book of law: drawn at random once, and run again under another."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from feedback.domain.deadlines import Circumstances, Due, Pause, Start, due
from feedback.domain.errors import DomainError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.special_days import standard_calendar
from feedback.domain.time_limits import TimeLimit
from feedback.domain.urgency import SEVERAL, URGENCIES
from feedback.workflows.core import Decision, Edition, Opening
from feedback.workflows.guards.kinds import kind_after
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.inputs.voters import ASSEMBLY, COUNCIL
from feedback.workflows.intake import LETTERS_2021
from feedback.workflows.lawbook import Lawbook
from feedback.workflows.registry import is_second_time
from feedback.workflows.rows import Act, Transition

#: Acts drawn for one file at most.
LONGEST = 14
#: Due dates must lie within the calendar.
LAST_DAY = date(2027, 5, 31)

#: Documents of the act that opens a case stand in its file from the first day.
SIGNED_AT_ACCEPTANCE = frozenset(due.name for due in LETTERS_2021 if due.by_act == "accept")


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that a course opened: its rule in its version, and where it was counted from."""

    limit: TimeLimit
    start: date
    opened_by: str
    opened_on: date


@dataclass(slots=True)
class Course:
    """A file on its way. ``acts`` are those that were lawful, ``refused`` those that were not."""

    book: Lawbook
    procedure: str
    kind: Kind
    begun: date
    facts: Facts
    pinned: Edition
    clocks: list[Clock] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    refused: list[Act] = field(default_factory=list)

    @classmethod
    def begin(cls, book: Lawbook, procedure: str, kind: Kind, on: date) -> "Course":
        pinned = book.pinned(procedure, on)
        petition = procedure == "intake"
        facts = Facts(
            SubjectKind.PETITION if petition else SubjectKind.CASE,
            kind,
            pinned.initial.name,
            received_on=on,
            accepted_on=None if petition else on,
            signed=True,
            online=False,
            second=is_second_time(procedure),
            letters=frozenset() if petition else SIGNED_AT_ACCEPTANCE,
            urgency=_urgency(procedure, on),
            acts=_birth(procedure, on),
        )
        course = cls(book, procedure, kind, on, facts, pinned)
        birth = Act("submit" if petition else "accept", Role.CITIZEN, on)
        course.open(pinned.openings(facts, birth), birth)
        return course

    def try_act(self, act: Act) -> None:
        """Perform the act if this book allows it; a refusal is noted and changes nothing."""
        try:
            decision = self.book.governing(self.pinned, act.on).decide(self.facts, act)
            self.open(decision.opens, act)
        except DomainError:
            self.refused.append(act)
            return
        self.acts.append(act)
        if decision.pauses:
            self.pauses.append(Pause(act.on, None, decision.pauses))
        if decision.resumes:
            self.pauses[-1] = replace(self.pauses[-1], until=act.on)
        self.facts = _facts_after(self.facts, decision, act)

    def open(self, openings: tuple[Opening, ...], act: Act) -> None:
        """Open what does not run yet; its rule is picked by its own date."""
        for opening in openings:
            limit = self.book.limit(opening.rule, opening.start, act.on)
            self.clocks.append(Clock(limit, opening.start, act.action, act.on))
            ends = due(limit, Start(opening.start, act=act.on), standard_calendar()).legal
            dates = {**self.facts.closing_dates, opening.rule: ends}
            running = self.facts.running | {opening.rule}
            self.facts = replace(self.facts, closing_dates=dates, running=running)

    @property
    def ended(self) -> bool:
        return self.pinned.state(self.facts.state).final

    def due(self, clock: Clock) -> Due:
        """When a clock ends, with the pauses of the file and what is known of it."""
        known = (
            ("complex", self.facts.done("determine_complex")),
            ("several_agencies", self.facts.urgency == SEVERAL),
        )
        flags = frozenset(flag for flag, holds in known if holds)
        start = Start(clock.start, act=clock.opened_on)
        given = Circumstances(flags, tuple(self.pauses))
        return due(clock.limit, start, standard_calendar(), given)


def _urgency(procedure: str, on: date) -> str:
    """Field reports of every urgency, in turn by their day."""
    return URGENCIES[on.toordinal() % 3][0] if procedure == "field_report" else ""


def _birth(procedure: str, on: date) -> dict[str, DoneAct]:
    """What the office stated of a voters' recommendation, from either source in turn."""
    if procedure != "voter_recommendation":
        return {}
    return {"accept": DoneAct(on, {"source": (ASSEMBLY, COUNCIL)[on.toordinal() % 2]})}


def draw(book: Lawbook, procedure: str, kind: Kind, on: date, dice: Random) -> Course:
    """A course of lawful acts, days apart, until the file ends or the calendar does."""
    course = Course.begin(book, procedure, kind, on)
    for _ in range(LONGEST):
        on += timedelta(days=dice.choice((0, 1, 1, 2, 3, 5, 8, 20)))
        if course.ended or on > LAST_DAY:
            break
        table = book.governing(course.pinned, on)
        rows = [row for row in table.transitions if course.facts.state in row.sources]
        row = dice.choice(rows)
        course.try_act(Act(row.action, row.roles[0], on, _said(row, on, dice)))
    return course


def again(course: Course, book: Lawbook) -> Course:
    """The same acts on the same days under another book."""
    copy = Course.begin(book, course.procedure, course.kind, course.begun)
    for act in course.acts:
        copy.try_act(act)
    return copy


def _said(row: Transition, on: date, dice: Random) -> dict[str, str]:
    return {name: _value(name, on, dice) for name in row.needs if name != "kind"} | (
        {"kind": str(dice.choice(list(Kind)))} if "kind" in row.needs else {}
    )


def _value(name: str, on: date, dice: Random) -> str:
    entry = INPUTS[name]
    if entry.kind is InputKind.CHOICES:
        return ",".join(code for code, _ in entry.choices[: dice.randint(1, len(entry.choices))])
    if entry.kind is InputKind.PEOPLE:
        return "an,binh"
    if entry.choices:
        return dice.choice(entry.choices)[0]
    if entry.kind is InputKind.DATE:
        return (on + timedelta(days=dice.choice((0, 5, 7)))).isoformat()
    return str(entry.between[0]) if entry.kind is InputKind.NUMBER else "đã nêu"


def _facts_after(facts: Facts, decision: Decision, act: Act) -> Facts:
    """The facts once the act is done; documents count as signed and rendered at once."""
    return replace(
        facts,
        state=decision.target.name,
        kind=kind_after(facts, act),
        paused_for="" if decision.resumes else decision.pauses or facts.paused_for,
        acts={**facts.acts, act.action: DoneAct(act.on, act.data)},
        letters=facts.letters | set(decision.letters),
        running=facts.running - set(decision.closes) - set(decision.voids),
    )
