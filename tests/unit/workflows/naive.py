"""A second reading of the tables, written to be checked by eye and to share nothing with the core.

It knows rows as plain facts and keeps a state, a pause and a set of running clocks. Whatever the
core decides, this must have expected.
"""

from dataclasses import dataclass, field
from datetime import date

from feedback.domain.petitions import Facts
from feedback.workflows.core import Edition
from feedback.workflows.rows import Act


@dataclass
class Naive:
    table: Edition
    state: str
    #: why the clocks stand still; empty while they run
    paused: str = ""
    running: set[str] = field(default_factory=set)

    def row(self, action: str) -> object | None:
        for row in self.table.transitions:
            sources = [row.source] if isinstance(row.source, str) else list(row.source)
            if self.state in sources and row.action == action:
                return row
        return None

    def allows(self, action: str, role: str, facts: Facts, act: Act) -> bool:
        row = self.row(action)
        if row is None:
            return False
        roles = list(row.by) if isinstance(row.by, tuple) else [row.by]
        if role not in roles:
            return False
        if self.stands_against(row):
            return False
        if any(not act.data.get(name, "").strip() for name in row.needs):
            return False
        return all(condition.ask(facts, act) for condition in row.provided)

    def stands_against(self, row: object) -> bool:
        if row.resumes:
            return self.paused != row.resumes
        if row.pauses and self.paused:
            return True
        return self.paused == "suspended" and not row.while_paused

    def do(self, action: str, facts: Facts, act: Act) -> None:
        row = self.row(action)
        assert row is not None
        for clock in self.table.clocks:
            if action in clock.closed_by:
                self.running.discard(clock.rule)
        for clock in self.table.clocks:
            if action in clock.opened_by:
                wanted = clock.when is None or clock.when(facts, act)
                begins = clock.since(facts, act) if clock.since else act.on
                if wanted and begins is not None:
                    self.running.add(clock.rule)
                if not wanted:
                    self.running.discard(clock.rule)
        if row.pauses:
            self.paused = row.pauses
        if row.resumes:
            self.paused = ""
        if row.target != "=":
            self.state = row.target

    @property
    def ended(self) -> bool:
        return any(state.name == self.state and state.final for state in self.table.states)

    @property
    def waits_for(self) -> str:
        return next(state.waits_for for state in self.table.states if state.name == self.state)


def a_day(text: str) -> date:
    return date.fromisoformat(text)
