"""Ten thousand files run with and without the latest texts: what changes, and by which article.

A file that began before a text may be touched by it only through the text's transition clause. A
changed date that no clause accounts for is a fault of our tables, and is counted apart.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from feedback.domain.errors import NoLawInForceError
from feedback.domain.petitions import Kind
from feedback.domain.time_limits import VersionBy
from feedback.workflows.courses import Clock, Course, again, draw
from feedback.workflows.lawbook import Lawbook
from feedback.workflows.limits.shorthand import REFORM_2026
from feedback.workflows.registry import kinds_of

FIRST, LAST = date(2019, 1, 1), date(2027, 3, 31)
#: Share of petitions among the files; the rest are cases.
PETITIONS = 0.4
#: The kind of file that each procedure runs, where it is no complaint.
KINDS = {
    "recommendation": Kind.RECOMMENDATION,
    "field_report": Kind.REPORT,
    "rule_feedback": Kind.RULE_FEEDBACK,
    "voter_recommendation": Kind.VOTER_RECOMMENDATION,
}
UNEXPLAINED = "không có căn cứ chuyển tiếp"


@dataclass(frozen=True, slots=True)
class Change:
    """A kind of change, and why it is one."""

    #: whether the file was under way when the text came
    running: bool
    procedure: str
    #: the rule of the clock, or the act that became possible
    what: str
    how: str
    basis: str


@dataclass(frozen=True, slots=True)
class Replay:
    files: int
    acts: int
    clocks: int
    changes: Counter[Change]

    @property
    def unexplained(self) -> int:
        return sum(n for change, n in self.changes.items() if change.basis == UNEXPLAINED)


def replay(files: int, seed: int, cut: date = REFORM_2026) -> Replay:
    """Draw files over the years and run each under the law with and without texts from ``cut``."""
    dice, now = Random(seed), Lawbook.today()  # noqa: S311 - repeatable, no secret
    before = Lawbook.without_texts_from(cut)
    counted: Counter[Change] = Counter()
    made = acts = clocks = 0
    while made < files:
        try:
            course = _drawn(now, dice)
        except NoLawInForceError:
            continue
        counted.update(compared(course, again(course, before), cut))
        made, acts, clocks = made + 1, acts + len(course.acts), clocks + len(course.clocks)
    return Replay(made, acts, clocks, counted)


def _drawn(book: Lawbook, dice: Random) -> Course:
    on = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))
    if dice.random() < PETITIONS:
        return draw(book, "intake", dice.choice(list(Kind)), on, dice)
    cases = [name for name in book.procedures if name != "intake"]
    procedure = dice.choice(cases)
    return draw(book, procedure, dice.choice(kinds_of(procedure)), on, dice)


def compared(course: Course, old: Course, cut: date) -> Counter[Change]:
    """Dates that differ, clocks that are new, acts that were not possible before."""
    running = course.begun < cut
    known = {(c.limit.rule, c.start, c.opened_by): c for c in old.clocks}
    found: Counter[Change] = Counter()
    for clock in course.clocks:
        other = known.get((clock.limit.rule, clock.start, clock.opened_by))
        how = _how(course, clock, old, other)
        if how:
            basis = _basis(course, clock, other, cut)
            found[Change(running, course.procedure, clock.limit.rule, how, basis)] += 1
    for act in old.refused:
        basis = _basis_of_act(course, act.action, cut)
        found[Change(running, course.procedure, act.action, "việc mới làm được", basis)] += 1
    return found


def _how(course: Course, clock: Clock, old: Course, other: Clock | None) -> str:
    if other is None:
        return "thời hạn mới"
    return "" if course.due(clock).legal == old.due(other).legal else "đổi ngày đến hạn"


def _basis(course: Course, clock: Clock, other: Clock | None, cut: date) -> str:
    """Why a clock may differ: its file is new, its act was taken over, or a taken-over pause."""
    if course.begun >= cut:
        return course.pinned.law
    if other is None and clock.opened_on >= cut:
        return _basis_of_act(course, clock.opened_by, cut)
    if any(pause.since >= cut for pause in course.pauses):
        return _basis_of_act(course, "suspend", cut)
    if clock.limit.version_by is VersionBy.EVENT_DATE and clock.opened_on >= cut:
        return clock.limit.transition or str(clock.limit.basis)
    return UNEXPLAINED


def _basis_of_act(course: Course, action: str, cut: date) -> str:
    """The clause that takes the act over; acts that need a taken-over one follow it."""
    if course.begun >= cut:
        return course.pinned.law
    for newer in course.book.procedures[course.procedure]:
        clause = newer.takes_over
        if newer.in_force_from >= cut and clause is not None:
            done = {act.action for act in course.acts if act.on >= cut}
            if action in clause.acts or done & set(clause.acts):
                return str(clause.basis)
    return UNEXPLAINED
