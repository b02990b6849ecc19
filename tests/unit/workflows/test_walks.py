"""Each procedure walked at random, ten thousand steps, beside a naive reading of the same table.

No walk loses a file: it never rests where nobody owes anything and nothing is waited for, it never
ends with a clock running, and every clock it opens has a rule in force on its day.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from feedback.domain.deadlines import Start, due
from feedback.domain.errors import DomainError
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.domain.special_days import standard_calendar
from feedback.domain.urgency import URGENCIES
from feedback.workflows.core import Decision, Edition
from feedback.workflows.courses import SIGNED_AT_ACCEPTANCE
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.limits.registry import limit_in_force, versions_of
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import SAME, Act, Transition
from tests.unit.workflows.naive import Naive

TEN_THOUSAND = settings(
    max_examples=100,
    stateful_step_count=101,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
#: Plain walks that seek acts hypothesis did not come to, the last of long tables, and their length.
SEEKERS, FAR = 2000, 150
SEEDS = st.integers(0, 2**32)
#: Periods that begin later may end where the calendar has no days.
LAST_DAY = date(2027, 9, 1)
#: One act in so many is tried by the wrong role or without what must be stated.
CLUMSY = 0.15
#: One act in so many was not done yet, and lacks nothing but what is stated with it.
CURIOUS = 0.6
#: What only the system records ends a file, and would end most of them.
RARE = 0.05
#: The first act of the table that brings the file on, drawn before all others: so ends are seen.
EAGER = 0.4
#: One case in so many is one of several people.
MANY = 0.3
#: Of so many denunciations a copy without who denounces was made before they were accepted.
REDACTED = 0.7
#: One file in so many may be terminated at a step, on whatever ground; or few would grow old.
BROKEN_OFF = 0.2
#: What the office stated when it entered a voters' recommendation.
BORN = {"accept": DoneAct(date(2020, 10, 1), {"source": "national_assembly"})}
#: Half of what comes on paper denounces: such have most of the acts of intake.
PAPERS_DENOUNCE = 0.5
#: What the law wants done at once is done next so often; later its conditions are mostly gone.
PROMPT = 0.4
#: What may be stated besides is stated so often.
OPEN_MINDED = 0.5


class Walk:
    """One file of one procedure, from its beginning; acts are drawn, days pass."""

    def __init__(self, edition: Edition, dice: Random) -> None:
        self.edition, self.dice = edition, dice
        self.on = max(edition.in_force_from, date(2019, 1, 1)) + timedelta(dice.randrange(90))
        petition = edition.procedure == "intake"
        self.facts = Facts(
            SubjectKind.PETITION if petition else SubjectKind.CASE,
            dice.choice(list(Kind)),
            edition.initial.name,
            received_on=self.on,
            online=self.dice.random() < 0.3,
            accepted_on=None if petition else self.on,
            letters=frozenset() if petition else SIGNED_AT_ACCEPTANCE,
            acts=BORN if edition.procedure == "voter_recommendation" else {},
            urgency=dice.choice(["", *dict(URGENCIES)]),
            joint=not petition and dice.random() < MANY,
            redacted=not petition and dice.random() < REDACTED,
        )
        birth = Act("submit" if petition else "accept", edition.transitions[0].roles[0], self.on)
        opened = {
            clock.rule: clock.starts_on(self.facts, birth)
            for clock in edition.clocks
            if birth.action in clock.opened_by
            and (clock.when is None or clock.when(self.facts, birth))
        }
        self.naive = Naive(edition, edition.initial.name, running=set(opened))
        self.facts = replace(self.facts, running=frozenset(opened))
        self._date(opened)

    def step(self) -> bool:
        """Try one act; whether the file is still open."""
        self.on += timedelta(days=self.dice.choice((0, 0, 0, 1, 1, 2, 3, 5, 20, 40)))
        rows = [row for row in self.edition.transitions if self.facts.state in row.sources]
        if self.dice.random() > BROKEN_OFF:
            rows = [row for row in rows if not self._breaks_off(row)] or rows
        options = self.edition.available(self.facts, self.on)
        lawful = {option.action for option in options if option.lawful} - set(self.facts.acts)
        new = [row for row in rows if row.action in lawful]
        rows = new if new and self.dice.random() < CURIOUS else rows
        awaited = [row for row in new if row.action in self._wanted_at_once()]
        rows = awaited if awaited and self.dice.random() < PROMPT else rows
        onward = [row for row in rows if row.target != SAME]
        eager = EAGER if self.facts.accepted_on else 0  # intake ends too soon by itself
        rows = onward[:1] if onward and self.dice.random() < eager else rows
        rows = [r for r in rows if r.roles != (Role.SYSTEM,) or self.dice.random() < RARE] or rows
        row = self.dice.choice(rows if self.dice.random() > CLUMSY else self.edition.transitions)
        role = self.dice.choice(row.roles)
        besides = (name for name in row.may_state if self.dice.random() < OPEN_MINDED)
        act = Act(row.action, role, self.on, self._fitting(self._said((*row.needs, *besides))))
        expected = self.naive.allows(row.action, role, self.facts, act)
        try:
            decision = self.edition.decide(self.facts, act)
        except DomainError:
            decision = None
        assert expected is (decision is not None), f"{row.action} in {self.facts.state}"
        if decision is None:
            return True
        self.naive.do(row.action, self.facts, act)
        self._enact(decision, act)
        self._agree(decision)
        return not decision.target.final

    def _said(self, names: tuple[str, ...]) -> dict[str, str]:
        said = {name: self._value(name) for name in names}
        if said and self.dice.random() < CLUMSY:
            said.pop(self.dice.choice(sorted(said)))
        return said

    def _wanted_at_once(self) -> set[str]:
        """Acts that answer a duty that runs and has no number of days; ends are drawn apart."""
        return {
            action
            for clock in self.edition.clocks
            if clock.rule in self.facts.running and versions_of(clock.rule)[-1].immediate
            for action in clock.closed_by
            if action not in {"settle", "terminate"}
        }

    def _breaks_off(self, row: Transition) -> bool:
        """Ends the settling on whatever ground; at intake every second act is such an end."""
        ends = row.target != SAME and self.edition.state(row.target).final
        return row.action == "terminate" or (self.edition.procedure == "intake" and ends)

    def _fitting(self, said: dict[str, str]) -> dict[str, str]:
        """Without what is about another kind, mostly: a form shows it to that kind alone."""
        kind = said.get("kind", self.facts.kind)
        if self.dice.random() < CLUMSY:
            return said
        return {n: v for n, v in said.items() if kind in (INPUTS[n].only_for or (kind,))}

    def _value(self, name: str) -> str:
        entry = INPUTS[name]
        if name == "kind" and not self.facts.online and self.dice.random() < PAPERS_DENOUNCE:
            return Kind.DENUNCIATION
        if entry.kind is InputKind.CHOICES and self.dice.random() < 0.7:
            return ",".join(code for code, _ in entry.choices)
        if entry.kind is InputKind.PEOPLE:
            return self.dice.choice(("an,binh", "đã nêu"))
        if entry.choices:
            return self.dice.choice(entry.choices)[0]
        if entry.kind is InputKind.DATE:
            return (self.on + timedelta(days=self.dice.choice((-3, 0, 5, 5, 6, 9)))).isoformat()
        return str(entry.between[0]) if entry.kind is InputKind.NUMBER else "đã nêu"

    def _enact(self, decision: Decision, act: Act) -> None:
        """What services do with a decision, in a few lines; documents appear sooner or later."""
        running = self.facts.running - set(decision.closes) - set(decision.voids)
        opened = {opening.rule: opening.start for opening in decision.opens}
        letters = self.facts.letters | set(decision.letters)
        paused = "" if decision.resumes else decision.pauses or self.facts.paused_for
        kind = Kind(act.data["kind"]) if act.action == "classify" else self.facts.kind
        self.facts = replace(
            self.facts,
            state=decision.target.name,
            kind=kind,
            paused_for=paused,
            signed=self.facts.signed or act.action == "record_signature",
            redacted=self.facts.redacted or act.action == "redact",
            transfers=self.facts.transfers + (act.action == "transfer"),
            acts={**self.facts.acts, act.action: DoneAct(act.on, act.data)},
            letters=letters if self.dice.random() < 0.8 else self.facts.letters,
            running=running | set(opened),
        )
        self._date(opened)

    def _date(self, opened: dict[str, date]) -> None:
        """Every opened clock has a rule of that day, and the rule an end."""
        dates = dict(self.facts.closing_dates)
        for name, start in opened.items():
            limit = limit_in_force(name, start, self.on)
            dates[name] = due(limit, Start(start, act=self.on), standard_calendar()).legal
        self.facts = replace(self.facts, closing_dates=dates)

    def _agree(self, decision: Decision) -> None:
        naive = self.naive
        assert (decision.target.name, self.facts.paused_for) == (naive.state, naive.paused)
        assert self.facts.running == naive.running
        if naive.ended:
            assert not naive.running, f"{naive.state} with {naive.running}"
        else:
            assert naive.running or naive.waits_for, f"nothing is waited for in {naive.state}"


def machine(edition: Edition, seen: Counter[str]) -> type[RuleBasedStateMachine]:
    """The walk as hypothesis asks for it: what breaks is shrunk to its shortest story."""

    class Walking(RuleBasedStateMachine):
        @initialize(seed=SEEDS)
        def begin(self, seed: int) -> None:
            self.walk = Walk(edition, Random(seed))  # noqa: S311 - hypothesis draws, no secret

        @rule(seed=SEEDS)
        def step(self, seed: int) -> None:
            self.walk.dice.seed(seed)
            if not self.walk.step() or self.walk.on >= LAST_DAY:
                seen["ends"] += self.walk.naive.ended
                seen.update(list(self.walk.facts.acts))
                self.walk = Walk(edition, self.walk.dice)

        def teardown(self) -> None:
            seen.update(list(self.walk.facts.acts))

    return Walking


@pytest.mark.parametrize("edition", all_editions(), ids=lambda e: f"{e.procedure} {e.name}")
def test_ten_thousand_steps_and_more_lose_no_file(edition: Edition) -> None:
    seen: Counter[str] = Counter()
    run_state_machine_as_test(machine(edition, seen), settings=TEN_THOUSAND)
    assert seen["ends"] > 20, "hardly a walk came to an end"
    acts = {row.action for row in edition.transitions}
    seek(edition, acts, seen)
    born = set(BORN) if edition.procedure == "voter_recommendation" else set()
    assert set(seen) - {"ends"} - born == acts


def seek(edition: Edition, acts: set[str], seen: Counter[str]) -> None:
    """Walk on from one seed after the other until every act was done once."""
    for seed in range(SEEKERS):
        if acts <= set(seen):
            return
        walk = Walk(edition, Random(seed))  # noqa: S311 - draws walks, no secret
        for _ in range(FAR):
            if not walk.step() or walk.on >= LAST_DAY:
                break
        seen.update(list(walk.facts.acts))
