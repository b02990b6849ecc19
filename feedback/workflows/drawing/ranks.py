"""Which states and arrows stand in which layer of a drawing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from feedback.workflows.core import Edition
from feedback.workflows.rows import SAME


@dataclass(frozen=True, slots=True)
class Arrow:
    """Acts from the same states to the same one: gathered from its sources, onwards or back."""

    #: name and title, in the order of the table
    acts: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    target: str

    def hops(self, sources: Iterable[str]) -> frozenset[tuple[str, str, str]]:
        """The acts from some of the sources: state, act, state."""
        return frozenset(
            (source, action, self.target) for source in sources for action, _ in self.acts
        )

    def each(self) -> tuple["Arrow", ...]:
        """One for every act, as its words are told apart."""
        return tuple(Arrow((act,), self.sources, self.target) for act in self.acts)


#: As many ends stand side by side on a page.
MOST_ENDS = 9

#: A place in a layer: a state by name, or an arrow passing through on its way down.
Place = str | Arrow


def layers_of(edition: Edition) -> dict[str, int]:
    """The layer of each state: one below its deepest source; all ends stand in the lowest.

    Where they are too many for the width of a page, every other one stands a layer deeper.

    A state is always below what leads to it, but for steps back, which the order of the states in
    the table tells: no act of the law goes forward to a state named before.
    """
    order = {state.name: place for place, state in enumerate(edition.states)}
    below: dict[str, set[str]] = defaultdict(set)
    for row in edition.transitions:
        for source in row.sources:
            if row.target != SAME and order[source] < order[row.target]:
                below[row.target].add(source)
    layers: dict[str, int] = {}
    for state in edition.states:
        layers[state.name] = 1 + max((layers[s] for s in below[state.name]), default=-1)
    lowest = max(layers.values())
    ends = [state.name for state in edition.states if state.final]
    rows = 2 if len(ends) > MOST_ENDS else 1
    return layers | {name: lowest + place % rows for place, name in enumerate(ends)}


def _arrows(edition: Edition, layers: dict[str, int]) -> tuple[list[Arrow], list[Arrow]]:
    """Arrows onwards and arrows back; an act that returns to where it is done has none."""
    sources: dict[tuple[str, str, str, bool], list[str]] = defaultdict(list)
    for row in edition.transitions:
        for source in row.sources:
            if row.target not in {SAME, source}:
                onwards = layers[source] < layers[row.target]
                sources[row.action, row.title, row.target, onwards].append(source)
    alike: dict[tuple[tuple[str, ...], str, bool], list[tuple[str, str]]] = defaultdict(list)
    for (action, title, target, onwards), found in sources.items():
        alike[tuple(found), target, onwards].append((action, title))
    made = [
        (Arrow(tuple(acts), found, target), onwards)
        for (found, target, onwards), acts in alike.items()
    ]
    return [a for a, onwards in made if onwards], [a for a, onwards in made if not onwards]


class Ranks:
    """The layers of an edition, each from left to right: the way first, then what branches off."""

    def __init__(self, edition: Edition) -> None:
        self.states = {state.name: state for state in edition.states}
        self.layer = layers_of(edition)
        self.onwards, self.back = _arrows(edition, self.layer)
        self.rows = self._filled()
        self._order()

    def _filled(self) -> list[list[Place]]:
        """Each layer with its states and the arrows that pass through it."""
        rows: list[list[Place]] = [[] for _ in range(max(self.layer.values()) + 1)]
        for name, level in self.layer.items():
            rows[level].append(name)
        for arrow in self.onwards:
            for level in range(self.begins(arrow) + 1, self.layer[arrow.target]):
                rows[level].append(arrow)
        return rows

    def _order(self) -> None:
        """The way is the first state of each layer in the order of the table."""
        order = {name: number for number, name in enumerate(self.states)}
        for row in self.rows:
            row.sort(key=lambda place: order[place if isinstance(place, str) else place.target])
            way = next(place for place in row if isinstance(place, str))
            row.remove(way)
            row.insert(0, way)

    def begins(self, arrow: Arrow) -> int:
        """The layer of its highest source."""
        return min(self.layer[source] for source in arrow.sources)

    def arriving(self, name: str) -> list[Arrow]:
        return [arrow for arrow in self.onwards if arrow.target == name]

    def ending(self, level: int) -> list[Arrow]:
        """Arrows that arrive in a layer, from left to right."""
        states = [name for name in self.rows[level] if isinstance(name, str)]
        return [arrow for name in states for arrow in self.arriving(name)]

    def feeding(self, level: int, arrow: Arrow) -> list[Place]:
        """Sources of an arrow just above a layer, and the arrow itself when it comes from higher."""
        feeding: list[Place] = [s for s in arrow.sources if self.layer[s] == level - 1]
        if self.begins(arrow) < level - 1:
            feeding.append(arrow)
        return feeding

    def coming(self, level: int, place: Place, arrow: Arrow) -> frozenset[tuple[str, str, str]]:
        """What comes down to a layer from a place above: one source, or all that stand higher."""
        higher = [s for s in arrow.sources if self.layer[s] < level - 1]
        return arrow.hops([place] if isinstance(place, str) else higher)

    def above(self, level: int, place: Place) -> list[Place]:
        """What a place is joined to in the layer above."""
        arrows = self.arriving(place) if isinstance(place, str) else [place]
        return [up for arrow in arrows for up in self.feeding(level, arrow)]
