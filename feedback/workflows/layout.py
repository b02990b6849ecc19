"""A procedure as a drawing: where its boxes stand and how its arrows run.

States stand in layers by their distance from the start, the start on top and all ends at the foot,
so that words lie beside upright arrows and have room. An act that leads from several states to one is drawn as one arrow
that gathers them; its words stand once, where it arrives. Steps back climb on the left.
Acts that leave the state as it is have no arrow: the table beneath the drawing names them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from feedback.workflows.core import SAME, Edition
from feedback.workflows.measure import broken, width

BOX, GAP, MARGIN = 128.0, 16.0, 8.0
#: Room a passing arrow takes in a layer.
LANE = 20.0
TYPE, LEADING = 13.0, 18.0
TRACK, STUB = 14.0, 12.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A state: its corner, its size and the lines of its title."""

    name: str
    final: bool
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        """Each line with the height it stands on."""
        first = self.y + (self.height - LEADING * len(self.lines)) / 2 + LEADING * 0.74
        return tuple((first + LEADING * n, line) for n, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Line:
    """A run of an arrow through its corners; ``arrives`` with a head."""

    points: tuple[Point, ...]
    arrives: bool = False

    @property
    def path(self) -> str:
        """The corners as the drawing language of browsers writes them."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Words:
    """The title of an act beside its arrow; at the ``end``, words stand on the arrow's left."""

    x: float
    y: float
    lines: tuple[str, ...]
    end: bool = False

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        return tuple((self.y + LEADING * n, line) for n, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Drawing:
    left: float
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An act as an arrow: gathered from its sources, onwards or back."""

    action: str
    title: str
    sources: tuple[str, ...]
    target: str


#: A place in a layer: a state by name, or an arrow passing through on its way down.
Place = str | Arrow


def draw(edition: Edition) -> Drawing:
    """The drawing of an edition."""
    return _Draughtsman(edition).draw()


def layers_of(edition: Edition) -> dict[str, int]:
    """The layer of each state: one below its deepest source; all ends stand in the lowest.

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
    return layers | {state.name: lowest for state in edition.states if state.final}


def _arrows(edition: Edition, layers: dict[str, int]) -> tuple[list[Arrow], list[Arrow]]:
    """Arrows onwards and arrows back; an act that returns to where it is done has none."""
    sources: dict[tuple[str, str, str, bool], list[str]] = defaultdict(list)
    for row in edition.transitions:
        for source in row.sources:
            if row.target not in {SAME, source}:
                onwards = layers[source] < layers[row.target]
                sources[row.action, row.title, row.target, onwards].append(source)
    made = [
        (Arrow(action, title, tuple(found), target), onwards)
        for (action, title, target, onwards), found in sources.items()
    ]
    return [a for a, onwards in made if onwards], [a for a, onwards in made if not onwards]


class _Draughtsman:
    """One drawing in the making: order each layer, give places, then lines and words."""

    def __init__(self, edition: Edition) -> None:
        self._states = {state.name: state for state in edition.states}
        self._layer = layers_of(edition)
        self._onwards, self._back = _arrows(edition, self._layer)
        self._rows = self._filled_rows()
        self._x: dict[tuple[int, Place], float] = {}
        self._top: list[float] = []
        self._boxes: dict[str, Box] = {}
        self._lines: list[Line] = []
        self._words: list[Words] = []

    def draw(self) -> Drawing:
        self._order_rows()
        self._place_across()
        self._place_down()
        for level in range(1, len(self._rows)):
            self._join(level)
        for arrow in self._back:
            self._climb(arrow)
        boxes = self._boxes.values()
        left = min([*(box.x for box in boxes), *(_words_start(words) for words in self._words)])
        right = max(box.x + box.width for box in boxes)
        right = max([right, *(_words_start(words) + _widest(words) for words in self._words)])
        bottom = max(box.y + box.height for box in boxes)
        return Drawing(
            left - MARGIN,
            right - left + 2 * MARGIN,
            bottom + MARGIN,
            tuple(self._boxes.values()),
            tuple(self._lines),
            tuple(self._words),
        )

    def _filled_rows(self) -> list[list[Place]]:
        """Each layer with its states and the arrows that pass through it."""
        rows: list[list[Place]] = [[] for _ in range(max(self._layer.values()) + 1)]
        for name, level in self._layer.items():
            rows[level].append(name)
        for arrow in self._onwards:
            first = min(self._layer[source] for source in arrow.sources) + 1
            for level in range(first, self._layer[arrow.target]):
                rows[level].append(arrow)
        return rows

    def _above(self, level: int, place: Place) -> list[Place]:
        """What a place is joined to in the layer above."""
        if isinstance(place, str):
            arriving = [arrow for arrow in self._onwards if arrow.target == place]
            return [up for arrow in arriving for up in self._feeding(level, arrow)]
        return self._feeding(level, place)

    def _feeding(self, level: int, arrow: Arrow) -> list[Place]:
        """Sources of an arrow just above a layer, and the arrow itself when it comes from higher."""
        feeding: list[Place] = [s for s in arrow.sources if self._layer[s] == level - 1]
        if min(self._layer[source] for source in arrow.sources) < level - 1:
            feeding.append(arrow)
        return feeding

    def _order_rows(self) -> None:
        """The way through the procedure first, then what branches off, in the table's order."""
        order = {name: number for number, name in enumerate(self._states)}
        for row in self._rows:
            row.sort(key=lambda place: order[place if isinstance(place, str) else place.target])
            way = next(place for place in row if isinstance(place, str))
            row.remove(way)
            row.insert(0, way)

    def _place_across(self) -> None:
        """The way is one straight column; what branches off stands right of it, below its lines.

        From the widest layer up and down, so that arrows passing through fall straight.
        """
        rooms = [sum(map(self._room, row)) for row in self._rows]
        widest = rooms.index(max(rooms))
        for level in [*range(widest, -1, -1), *range(widest + 1, len(self._rows))]:
            row = self._rows[level]
            wanted = [self._wanted(level, place, widest) for place in row]
            across = _spread([0.0, *wanted[1:]], [self._room(place) for place in row])
            for place, x in zip(row, across, strict=True):
                self._x[level, place] = x

    def _wanted(self, level: int, place: Place, widest: int) -> float:
        """Where a place would stand if it were alone: over or under what it is joined to."""
        if level > widest:
            return _mean([self._x[level - 1, up] for up in self._above(level, place)])
        if level == widest or isinstance(place, str):
            return 0.0
        down = place if place in self._rows[level + 1] else place.target
        return self._x[level + 1, down]

    @staticmethod
    def _room(place: Place) -> float:
        return BOX + GAP if isinstance(place, str) else LANE

    def _place_down(self) -> None:
        y = MARGIN
        for level, row in enumerate(self._rows):
            if level:
                y += max(1, len(self._tracks(level))) * TRACK + 2 * STUB + self._words_height(level)
            self._top.append(y)
            titles = {
                name: broken(self._states[name].title, TYPE, BOX - 16)
                for name in row
                if isinstance(name, str)
            }
            height = 16 + LEADING * max((len(lines) for lines in titles.values()), default=1)
            for name, lines in titles.items():
                x = self._x[level, name] - BOX / 2
                self._boxes[name] = Box(name, self._states[name].final, x, y, BOX, height, lines)
            y += height

    def _bottom(self, level: int) -> float:
        return max(
            box.y + box.height for name, box in self._boxes.items() if self._layer[name] == level
        )

    def _tracks(self, level: int) -> list[Place]:
        """What has a track of its own between two layers: whatever must go across.

        Branches of one state share a track, and so do lines that gather into one arrow.
        """
        crossing: dict[Place, list[Arrow]] = defaultdict(list)
        for start, x, arrow in self._runs(level):
            if abs(self._x[level - 1, start] - x) > 1:
                crossing[start].append(arrow)
        return list(dict.fromkeys(self._track(start, found) for start, found in crossing.items()))

    @staticmethod
    def _track(start: Place, crossing: list[Arrow]) -> Place:
        return crossing[0] if len(crossing) == 1 else start

    def _runs(self, level: int) -> Iterator[tuple[Place, float, Arrow]]:
        """Each line down to this layer: from which place above, to where, for which arrow."""
        for place in self._rows[level]:
            for arrow in self._arriving(place) if isinstance(place, str) else [place]:
                x = self._port(arrow) if isinstance(place, str) else self._x[level, place]
                for start in self._feeding(level, arrow):
                    yield start, x, arrow

    def _arriving(self, name: str) -> list[Arrow]:
        return [arrow for arrow in self._onwards if arrow.target == name]

    def _words_height(self, level: int) -> float:
        lines = [len(broken(a.title, TYPE, self._words_room(a))) for a in self._ending(level)]
        return LEADING * max(lines, default=0) + 4

    def _ending(self, level: int) -> list[Arrow]:
        """Arrows that arrive in a layer, from left to right."""
        return [
            a for name in self._rows[level] if isinstance(name, str) for a in self._arriving(name)
        ]

    def _words_room(self, arrow: Arrow) -> float:
        """As far as the next upright line on the right."""
        level = self._layer[arrow.target]
        upright = [self._port(other) for other in self._ending(level)]
        upright += [self._x[level, lane] for lane in self._rows[level] if isinstance(lane, Arrow)]
        port = self._port(arrow)
        free = min((x - port for x in upright if x > port), default=BOX) - 14
        return free if free > BOX / 3 else BOX * 0.75

    def _port(self, arrow: Arrow) -> float:
        """Where on its target an arrow arrives."""
        arriving = self._arriving(arrow.target)
        middle = self._x[self._layer[arrow.target], arrow.target]
        step = BOX / (len(arriving) + 1)
        return middle - BOX / 2 + step * (arriving.index(arrow) + 1)

    def _join(self, level: int) -> None:
        """Lines from the layer above down to this one, and the words of what arrives."""
        floor, tracks = self._bottom(level - 1), self._tracks(level)
        for start, x, arrow in self._runs(level):
            track = start if start in tracks else arrow
            y = floor + STUB + TRACK * (0.5 + (tracks.index(track) if track in tracks else 0))
            arrives = self._layer[arrow.target] == level
            down = self._top[level] if arrives else self._bottom(level)
            self._lines.append(Line(_bent(self._leaving(level - 1, start), x, y, down), arrives))
        for name in self._rows[level]:
            if isinstance(name, str):
                self._say(name, self._top[level])

    def _leaving(self, level: int, start: Place) -> Point:
        """From under a box; an arrow that passes goes on from where it was left."""
        if isinstance(start, Arrow):
            return self._x[level, start], self._bottom(level)
        return self._x[level, start], self._boxes[start].y + self._boxes[start].height

    def _say(self, name: str, ceiling: float) -> None:
        arriving = self._arriving(name)
        for arrow in arriving:
            lines = broken(arrow.title, TYPE, self._words_room(arrow))
            left = len(arriving) > 1 and arrow is arriving[0]
            x = self._port(arrow) + (-7 if left else 7)
            self._words.append(Words(x, ceiling - 10 - LEADING * (len(lines) - 1), lines, end=left))

    def _climb(self, arrow: Arrow) -> None:
        """A step back, up along the left of the way."""
        target = self._boxes[arrow.target]
        level = target.y + target.height / 2
        x = target.x - GAP
        for source in arrow.sources:
            box = self._boxes[source]
            y = box.y + box.height / 2
            corners = ((box.x, y), (x, y), (x, level), (target.x, level))
            self._lines.append(Line(corners, arrives=True))
        self._words.append(Words(x - 7, level + LEADING, _back_words(arrow), end=True))


def _back_words(arrow: Arrow) -> tuple[str, ...]:
    return broken(arrow.title, TYPE, BOX * 0.6)


def _widest(words: Words) -> float:
    return max(width(line, TYPE) for line in words.lines)


def _words_start(words: Words) -> float:
    return words.x - _widest(words) if words.end else words.x


def _bent(start: Point, x: float, y: float, down: float) -> tuple[Point, ...]:
    """Down, across and down; straight when there is nothing to cross."""
    if abs(start[0] - x) < 1:
        return start, (start[0], down)
    return start, (start[0], y), (x, y), (x, down)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _spread(wanted: list[float], rooms: list[float]) -> list[float]:
    """Middles in this order, the first as wanted, the others as near as may be without overlap.

    Neighbours that want the same place share the shift: a block moves as one (the pool-adjacent
    idea of isotonic regression).
    """
    offsets = [0.0]
    for before, after in pairwise(rooms):
        offsets.append(offsets[-1] + (before + after) / 2)
    blocks: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        total, count = max(place - offset, wanted[0]), 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before_total, before_count = blocks.pop()
            total, count = total + before_total, count + before_count
        blocks.append((total, count))
    shifts = [total / count for total, count in blocks for _ in range(count)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]
