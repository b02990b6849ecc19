"""A procedure of the law as tables, and the pure questions asked of them.

An edition is four narrow tables: states, transitions, clocks, letters. ``decide`` says what follows
from an act, or refuses in the law's words; ``available`` says what may happen next and what is
missing for it. Nothing here reads a clock, a database or a request; services do what was decided.
A table that contradicts itself stops the import with a sentence (see ``checks``).
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from feedback.domain.deadlines import Basis
from feedback.domain.errors import ConditionsNotMetError, NotLawfulError
from feedback.domain.petitions import Facts
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.rows import (
    SAME,
    Act,
    Clock,
    Condition,
    LetterDue,
    State,
    TakeOver,
    Transition,
)

#: Grounds that stop the clocks while the work goes on (NĐ 31/2019/NĐ-CP Điều 15 khoản 4).
WORK_GOES_ON = frozenset({"expert_assessment"})

COMPLAINT_SUSPENDED = Basis(
    "Nghị định 124/2020/NĐ-CP", "28b", amended_by="Nghị định 155/2026/NĐ-CP"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A clock to be opened: the rule and the day of the event that starts it."""

    rule: str
    start: date
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """All that follows from a lawful act; a service writes it in one transaction."""

    action: str
    title: str
    source: str
    target: State
    basis: Basis
    opens: tuple[Opening, ...] = ()
    closes: tuple[str, ...] = ()
    #: clocks of another kind that run for nothing once the kind is known
    voids: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    pauses: str = ""
    resumes: str = ""
    extends: str = ""
    adds: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An act that the procedure knows in this state, and what is still missing for it."""

    action: str
    title: str
    by: tuple[Role, ...]
    basis: Basis
    needs: tuple[str, ...]
    may_state: tuple[str, ...]
    letters: tuple[str, ...]
    missing: tuple[Condition, ...]

    @property
    def lawful(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Edition:
    """A whole table: one procedure under one consolidated text of the law."""

    procedure: str
    name: str
    title: str
    law: str
    in_force_from: date
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[Clock, ...]
    letters: tuple[LetterDue, ...]
    in_force_to: date | None = None
    takes_over: TakeOver | None = None
    #: where it stands that a suspended file waits
    suspension: Basis = COMPLAINT_SUSPENDED

    @property
    def initial(self) -> State:
        return self.states[0]

    @cached_property
    def _states(self) -> dict[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Transition]:
        return {(source, row.action): row for row in self.transitions for source in row.sources}

    def state(self, name: str) -> State:
        return self._states[name]

    def covers(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def row(self, state: str, action: str) -> Transition:
        """The row for an act in a state; NotLawfulError when the procedure knows none."""
        row = self._rows.get((state, action))
        if row is None:
            titles = {each.action: each.title for each in self.transitions}
            act = titles.get(action, action)
            msg = f"Không thể “{act}” khi hồ sơ đang ở bước “{self.state(state).title}”."
            raise NotLawfulError(msg)
        return row

    def decide(self, facts: Facts, act: Act) -> Decision:
        """What follows from the act; raises when the law does not allow it."""
        row = self.row(facts.state, act.action)
        if act.role not in row.roles:
            who = " hoặc ".join(ROLE_TITLES[role] for role in row.roles)
            msg = f"“{row.title}” thuộc trách nhiệm của: {who}."
            raise NotLawfulError(msg)
        lacking = _open_conditions(row, facts, act, self.suspension, stated=True)
        unmet = [*map(str, lacking), *_unstated(row, act)]
        if unmet:
            msg = f"Chưa thể “{row.title}”: " + "; ".join(unmet) + "."
            raise ConditionsNotMetError(msg, unmet)
        return Decision(
            action=row.action,
            title=row.title,
            source=facts.state,
            target=self.state(facts.state if row.target == SAME else row.target),
            basis=row.basis_for(facts, act),
            opens=self.openings(facts, act),
            closes=tuple(clock.rule for clock in self.clocks if act.action in clock.closed_by),
            voids=self._voided(facts, act),
            letters=self.letters_due(facts, act),
            pauses=row.pauses,
            resumes=row.resumes,
            extends=row.extends,
            adds=row.adds,
        )

    def openings(self, facts: Facts, act: Act) -> tuple[Opening, ...]:
        """The clocks an act opens; of a birth as well, which no row of the table describes."""
        starts = (
            (clock, clock.starts_on(facts, act))
            for clock in self.clocks
            if act.action in clock.opened_by and (clock.when is None or clock.when(facts, act))
        )
        return tuple(
            Opening(clock.rule, start, clock.waits) for clock, start in starts if start is not None
        )

    def _voided(self, facts: Facts, act: Act) -> tuple[str, ...]:
        return tuple(
            clock.rule
            for clock in self.clocks
            if act.action in clock.opened_by and clock.when and not clock.when(facts, act)
        )

    def letters_due(self, facts: Facts, act: Act) -> tuple[str, ...]:
        return tuple(
            due.name
            for due in self.letters
            if due.by_act == act.action and (due.when is None or due.when(facts, act))
        )

    def available(self, facts: Facts, on: date, role: Role | None = None) -> tuple[Option, ...]:
        """Every act this state knows (for a role, if given), with what is missing for each."""
        rows = (
            row
            for (source, _), row in self._rows.items()
            if source == facts.state and (role is None or role in row.roles)
        )
        return tuple(self._option(row, facts, on) for row in rows if _concerns(row, facts, on))

    def _option(self, row: Transition, facts: Facts, on: date) -> Option:
        act = Act(row.action, row.roles[0], on)
        return Option(
            action=row.action,
            title=row.title,
            by=row.roles,
            basis=row.basis_for(facts, act),
            needs=row.needs,
            may_state=row.may_state,
            letters=self.letters_due(facts, act),
            missing=tuple(_open_conditions(row, facts, act, self.suspension, stated=False)),
        )

    def taken_over_by(self, newer: "Edition") -> "Edition":
        """The table with the newer one's rows for the acts its transition clause takes over."""
        if newer.takes_over is None:
            return self
        acts = newer.takes_over.acts
        known = {state.name for state in self.states}
        rows = tuple(
            replace(row, source=tuple(s for s in row.sources if s in known))
            for row in newer.transitions
            if row.action in acts and (row.target == SAME or row.target in known)
        )
        return replace(
            self,
            transitions=(*(r for r in self.transitions if r.action not in acts), *rows),
            clocks=_clocks_with(self.clocks, newer.clocks, acts),
            letters=(
                *(due for due in self.letters if due.by_act not in acts),
                *(due for due in newer.letters if due.by_act in acts),
            ),
        )


def _clocks_with(
    own: tuple[Clock, ...], newer: tuple[Clock, ...], acts: tuple[str, ...]
) -> tuple[Clock, ...]:
    """Clocks opened by a taken-over act come from the newer text; the others stay."""
    kept = tuple(clock for clock in own if not set(clock.opened_by) & set(acts))
    return (*kept, *(clock for clock in newer if set(clock.opened_by) & set(acts)))


def _never(_facts: Facts, _act: Act) -> bool:
    return False


def _concerns(row: Transition, facts: Facts, on: date) -> bool:
    """Whether the act is one for files of this kind."""
    act = Act(row.action, row.roles[0], on)
    return all(each.ask(facts, act) for each in row.provided if each.of_kind)


def _standing_still(row: Transition, facts: Facts) -> str:
    """What the pause of the file, or its absence, says against the act; empty when nothing."""
    if row.resumes and facts.paused_for != row.resumes:
        going_on = row.resumes in WORK_GOES_ON
        return (
            f"Hồ sơ không {'chờ kết quả giám định' if going_on else 'trong thời gian tạm đình chỉ'}"
        )
    if row.pauses and facts.paused:
        return "Thời hạn của hồ sơ đang tạm dừng theo một căn cứ khác"
    stopped = facts.paused and facts.paused_for not in WORK_GOES_ON
    if stopped and not (row.resumes or row.while_paused):
        return (
            "Hồ sơ đang tạm đình chỉ, chỉ được tiếp tục, đình chỉ hoặc ghi nhận ý kiến của công dân"
        )
    return ""


def _open_conditions(
    row: Transition, facts: Facts, act: Act, suspension: Basis, *, stated: bool
) -> list[Condition]:
    said = _standing_still(row, facts)
    unmet = [Condition(_never, said, suspension)] if said else []
    return unmet + [
        condition
        for condition in row.provided
        if (stated or not condition.of_act) and not condition.ask(facts, act)
    ]


def _unstated(row: Transition, act: Act) -> list[str]:
    empty = [name for name in row.needs if not act.data.get(name, "").strip()]
    return [f"Chưa có: {INPUTS[name].title}" for name in empty]
