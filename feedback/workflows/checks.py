"""Rules that every table must keep; a broken one stops the import with table and row.

A state that cannot be reached, a step that leads nowhere, a clock that nothing closes or a letter
for an unknown act would lose a petition. ``flask workflows check`` prints the same findings.
"""

from collections.abc import Iterable, Iterator

from feedback.domain.errors import MalformedTableError, UnknownRuleError
from feedback.domain.letters.catalogue import LETTERS
from feedback.workflows import glossary
from feedback.workflows.core import Edition
from feedback.workflows.events import EVENTS
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.limits.registry import versions_of
from feedback.workflows.paths import BIRTH, clocks_left_running, states_without_a_date
from feedback.workflows.rows import SAME


def findings(edition: Edition) -> tuple[str, ...]:
    """Every contradiction in one edition, as sentences; empty when it is sound."""
    where = f"{edition.procedure} {edition.name}"
    return tuple(f"{where}: {line}" for check in _CHECKS for line in check(edition))


def refuse_malformed(editions: Iterable[Edition]) -> None:
    """Raise MalformedTableError with the first contradiction found."""
    for edition in editions:
        for line in findings(edition):
            raise MalformedTableError(line)


def _names(edition: Edition) -> Iterator[str]:
    known = {state.name for state in edition.states}
    if len(known) != len(edition.states):
        yield "two states share a name"
    for row in edition.transitions:
        for state in {*row.sources, row.target} - known - {SAME}:
            yield f"row {row.action!r} names the unknown state {state!r}"
        for name in {*row.needs, *row.may_state} - INPUTS.keys():
            yield f"row {row.action!r} needs the unknown input {name!r}"
        if row.action not in EVENTS:
            yield f"row {row.action!r} has no name in the history"


def _words(edition: Edition) -> Iterator[str]:
    """Every identifier stands in the glossary, so that a term of the law has one English word."""
    if edition.procedure not in glossary.PROCEDURES:
        yield f"procedure {edition.procedure!r} is not in the glossary"
    for state in edition.states:
        if state.name not in glossary.STATES:
            yield f"state {state.name!r} is not in the glossary"
    for row in edition.transitions:
        if row.action not in glossary.ACTS:
            yield f"row {row.action!r} is an act that is not in the glossary"
    for due in edition.letters:
        if due.name not in glossary.LETTERS:
            yield f"letter {due.name!r} is not in the glossary"


def _one_row_per_step(edition: Edition) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for row in edition.transitions:
        for source in row.sources:
            if (source, row.action) in seen:
                yield f"two rows for {row.action!r} in state {source!r}"
            seen.add((source, row.action))


def _reachable(edition: Edition) -> Iterator[str]:
    reached = {edition.initial.name}
    while True:
        more = {
            row.target
            for row in edition.transitions
            if row.target != SAME and reached & set(row.sources)
        } - reached
        if not more:
            break
        reached |= more
    for state in edition.states:
        if state.name not in reached:
            yield f"state {state.name!r} cannot be reached"


def _exits(edition: Edition) -> Iterator[str]:
    leaving = {s for row in edition.transitions if row.target != SAME for s in row.sources}
    for state in edition.states:
        if state.final:
            if any(state.name in row.sources for row in edition.transitions):
                yield f"final state {state.name!r} has an act"
        elif state.name not in leaving:
            yield f"state {state.name!r} is a dead end"
        elif not (state.by and state.task and state.product):
            yield f"state {state.name!r} names no task, responsible role or product"


def _clocks(edition: Edition) -> Iterator[str]:
    actions = {row.action for row in edition.transitions}
    for clock in edition.clocks:
        for act in set(clock.opened_by) - actions - BIRTH:
            yield f"clock {clock.rule!r} is opened by the unknown act {act!r}"
        for act in set(clock.closed_by) - actions:
            yield f"clock {clock.rule!r} is closed by the unknown act {act!r}"
        if not _known_rule(clock.rule):
            yield f"clock {clock.rule!r}: there is no such time limit"
        if not clock.closed_by:
            yield f"clock {clock.rule!r} is never closed"
    rules = {clock.rule for clock in edition.clocks}
    for row in edition.transitions:
        if row.extends and row.extends not in rules:
            yield f"row {row.action!r} extends the unknown clock {row.extends!r}"


def _known_rule(rule: str) -> bool:
    try:
        return bool(versions_of(rule))
    except UnknownRuleError:
        return False


def _letters(edition: Edition) -> Iterator[str]:
    actions = {row.action for row in edition.transitions}
    for due in edition.letters:
        if due.name not in LETTERS:
            yield f"letter {due.name!r} is no letter of the house"
        if due.by_act not in actions:
            yield f"letter {due.name!r} is due by the unknown act {due.by_act!r}"


def _citations(edition: Edition) -> Iterator[str]:
    for row in edition.transitions:
        others = (other.basis for other in row.otherwise)
        if not all(basis.instrument for basis in (row.basis, *others)):
            yield f"row {row.action!r} has no citation"
        for condition in row.provided:
            if not condition.basis.instrument:
                yield f"condition {condition.name!r} has no citation"


def _pauses(edition: Edition) -> Iterator[str]:
    stopping = {(s, row.pauses) for row in edition.transitions if row.pauses for s in row.sources}
    resuming = {(s, row.resumes) for row in edition.transitions if row.resumes for s in row.sources}
    for state, ground in sorted(stopping - resuming):
        yield f"state {state!r} can stand still for {ground!r} and never go on"


_CHECKS = (
    _names,
    _words,
    _one_row_per_step,
    _reachable,
    _exits,
    _clocks,
    _letters,
    _citations,
    _pauses,
    clocks_left_running,
    states_without_a_date,
)
