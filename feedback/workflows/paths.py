"""What holds on every path through a table, whoever walks it.

Two proofs. No way to an end leaves a clock running: such a duty would be forgotten when the file is
put away. And whoever waits in a state waits for something: a clock that is certain to run there, or
an event the table names.
"""

from collections.abc import Iterator

from feedback.workflows.core import Edition
from feedback.workflows.rows import SAME, Clock, Transition

#: Acts that open clocks from outside the table: they bring the subject into being.
BIRTH = frozenset({"submit", "accept"})


def clocks_left_running(edition: Edition) -> Iterator[str]:
    """Ends that can be reached while a clock still runs."""
    for clock in edition.clocks:
        for state, action in _ends_with(edition, clock):
            yield f"clock {clock.rule!r} still runs when {action!r} leads to the end {state!r}"


def _ends_with(edition: Edition, clock: Clock) -> Iterator[tuple[str, str]]:
    """Ends and the acts that lead to them with the clock running; walks (state, running)."""
    finals = {state.name for state in edition.states if state.final}
    start = (edition.initial.name, _is_born_with(clock))
    seen, waiting = {start}, [start]
    while waiting:
        state, running = waiting.pop()
        for row in _rows_from(edition, state):
            if running and clock.rule in _must_have_ended(row):
                continue
            target, goes_on = _after(state, row), _runs_after(clock, row.action, running=running)
            if target in finals and goes_on:
                yield target, row.action
            if (target, goes_on) not in seen:
                seen.add((target, goes_on))
                waiting.append((target, goes_on))


def states_without_a_date(edition: Edition) -> Iterator[str]:
    """States where no clock is certain to run and no event is named that is waited for."""
    certain = _certain_clocks(edition)
    for state in edition.states:
        if not (state.final or state.waits_for or certain.get(state.name)):
            yield f"state {state.name!r}: no clock is certain to run, and nothing is named to wait for"


def _certain_clocks(edition: Edition) -> dict[str, frozenset[str]]:
    """By state: the clocks that run there by whatever way one came."""
    clocks = [clock for clock in edition.clocks if clock.when is None]
    initial = edition.initial.name
    certain = {initial: frozenset(clock.rule for clock in clocks if _is_born_with(clock))}
    waiting = [initial]
    while waiting:
        state = waiting.pop()
        for row in _rows_from(edition, state):
            arriving = frozenset(
                clock.rule
                for clock in clocks
                if _runs_after(clock, row.action, running=clock.rule in certain[state])
            )
            target = _after(state, row)
            known = certain.get(target)
            kept = arriving if known is None else known & arriving
            if kept != known:
                certain[target] = kept
                waiting.append(target)
    return certain


def _rows_from(edition: Edition, state: str) -> list[Transition]:
    return [row for row in edition.transitions if state in row.sources]


def _after(state: str, row: Transition) -> str:
    return state if row.target == SAME else row.target


def _is_born_with(clock: Clock) -> bool:
    return bool(BIRTH & set(clock.opened_by))


def _runs_after(clock: Clock, action: str, *, running: bool) -> bool:
    """Services close first and open then."""
    return action in clock.opened_by or (running and action not in clock.closed_by)


def _must_have_ended(row: Transition) -> frozenset[str]:
    return frozenset(rule for condition in row.provided for rule in condition.ended)
