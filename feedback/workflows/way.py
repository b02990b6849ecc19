"""The way a file took through its procedure, told by what its history recorded.

Every act is read by the table that governed on its day, which may be composed: the pinned edition
with what a later transition clause took over.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from feedback.domain.roles import ROLE_TITLES
from feedback.workflows.core import Edition
from feedback.workflows.events import EVENT_TITLES, EVENTS
from feedback.workflows.registry import governing
from feedback.workflows.rows import Transition

#: An act on its way: from which state, which act, to which state.
Hop = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One act as an entry tells it; the first comes from no state."""

    action: str
    source: str
    target: str
    on: date
    basis: str
    #: a pseudonym: ``user:12``, ``citizen``
    actor: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the way in words; ``roles`` are those the table allows it to."""

    number: int
    recorded: Recorded
    title: str
    source: str
    target: str
    roles: str

    @property
    def stays(self) -> bool:
        """The act left the state as it was."""
        return self.recorded.source == self.recorded.target

    @property
    def hop(self) -> Hop:
        return self.recorded.source, self.recorded.action, self.recorded.target


@dataclass(frozen=True)
class Way:
    """All acts of a file in their order."""

    steps: tuple[Step, ...]

    @cached_property
    def hops(self) -> frozenset[Hop]:
        """Where the file went from one state to another."""
        return frozenset(step.hop for step in self.steps if not step.stays)

    @cached_property
    def arrivals(self) -> Mapping[str, tuple[int, ...]]:
        """By state: the numbers of the acts that led there."""
        found: dict[str, tuple[int, ...]] = defaultdict(tuple)
        for step in self.steps:
            if not step.stays:
                found[step.recorded.target] += (step.number,)
        return dict(found)


def way(pinned: Edition, recorded: Iterable[Recorded]) -> Way:
    """The way in words; an act no table knows keeps the name history gave it."""
    return Way(tuple(_step(pinned, number, each) for number, each in enumerate(recorded, 1)))


def _step(pinned: Edition, number: int, each: Recorded) -> Step:
    table = governing(pinned.procedure, pinned.name, each.on)
    titles = {state.name: state.title for state in table.states}
    row = _row(table, each)
    return Step(
        number=number,
        recorded=each,
        title=row.title if row else EVENT_TITLES.get(EVENTS.get(each.action, ""), each.action),
        source=titles.get(each.source, each.source),
        target=titles.get(each.target, each.target),
        roles=" hoặc ".join(ROLE_TITLES[role] for role in row.roles) if row else "",
    )


def _row(table: Edition, each: Recorded) -> Transition | None:
    """The row the act was done by; there is none for what brings a file into being."""
    wanted = (each.source, each.action)
    return next(
        (r for r in table.transitions if wanted in {(s, r.action) for s in r.sources}), None
    )
