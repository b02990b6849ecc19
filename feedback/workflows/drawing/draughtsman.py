"""A procedure as a drawing: where its boxes stand and how its arrows run.

States stand in layers by their distance from the start, the start on top and all ends at the foot,
so that words lie beside upright arrows and have room. An act that leads from several states to one
is drawn as one arrow that gathers them; its words stand once, where it arrives. Acts that lead from
the same states to the same one share it, their words one under the other. Steps back climb on the left. Acts that leave the state as it is have no arrow: the table beneath the drawing names them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from feedback.workflows.core import Edition
from feedback.workflows.drawing.columns import columns
from feedback.workflows.drawing.measure import broken
from feedback.workflows.drawing.ranks import Arrow, Place, Ranks
from feedback.workflows.drawing.shapes import (
    BOX,
    GAP,
    LEADING,
    MARGIN,
    STUB,
    TRACK,
    TYPE,
    Box,
    Drawing,
    Line,
    Point,
    Words,
)


def draw(edition: Edition) -> Drawing:
    """The drawing of an edition."""
    return _Draughtsman(edition).draw()


class _Draughtsman:
    """One drawing in the making: heights first, then lines and words."""

    def __init__(self, edition: Edition) -> None:
        self._ranks = Ranks(edition)
        self._x = columns(self._ranks)
        self._top: list[float] = []
        self._boxes: dict[str, Box] = {}
        self._lines: list[Line] = []
        self._words: list[Words] = []
        self._joints: list[Point] = []

    def draw(self) -> Drawing:
        self._place_down()
        for level in range(1, len(self._ranks.rows)):
            self._join(level)
        for arrow in self._ranks.back:
            self._climb(arrow)
        boxes, words = tuple(self._boxes.values()), tuple(self._words)
        left = min([*(box.x for box in boxes), *(each.left for each in words)])
        right = max([*(box.x + BOX for box in boxes), *(each.left + each.widest for each in words)])
        bottom = max(box.y + box.height for box in boxes)
        return Drawing(
            left=left - MARGIN,
            width=right - left + 2 * MARGIN,
            height=bottom + MARGIN,
            boxes=boxes,
            lines=tuple(self._lines),
            words=words,
            joints=tuple(self._joints),
        )

    def _place_down(self) -> None:
        y = MARGIN
        for level, row in enumerate(self._ranks.rows):
            if level:
                y += max(1, len(self._tracks(level))) * TRACK + 2 * STUB + self._words_height(level)
            self._top.append(y)
            titles = {
                name: broken(self._ranks.states[name].title, TYPE, BOX - 16)
                for name in row
                if isinstance(name, str)
            }
            height = 16 + LEADING * max((len(lines) for lines in titles.values()), default=1)
            for name, lines in titles.items():
                x = self._x[level, name] - BOX / 2
                self._boxes[name] = Box(
                    name, self._ranks.states[name].final, x, y, BOX, height, lines
                )
            y += height

    def _bottom(self, level: int) -> float:
        return max(
            box.y + box.height
            for name, box in self._boxes.items()
            if self._ranks.layer[name] == level
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
        for place in self._ranks.rows[level]:
            for arrow in self._ranks.arriving(place) if isinstance(place, str) else [place]:
                x = self._port(arrow) if isinstance(place, str) else self._x[level, place]
                for start in self._ranks.feeding(level, arrow):
                    yield start, x, arrow

    def _words_height(self, level: int) -> float:
        lines = [sum(map(len, self._broken(arrow))) for arrow in self._ranks.ending(level)]
        return LEADING * max(lines, default=0) + 4

    def _broken(self, arrow: Arrow) -> list[tuple[str, ...]]:
        """The words of each act of an arrow, in lines."""
        return [broken(title, TYPE, self._words_room(arrow)) for _, title in arrow.acts]

    def _words_room(self, arrow: Arrow) -> float:
        """As far as the next upright line on the right."""
        level = self._ranks.layer[arrow.target]
        upright = [self._port(other) for other in self._ranks.ending(level)]
        upright += [
            self._x[level, lane] for lane in self._ranks.rows[level] if isinstance(lane, Arrow)
        ]
        port = self._port(arrow)
        free = min((x - port for x in upright if x > port), default=BOX) - 14
        return free if free > BOX / 3 else BOX * 0.75

    def _port(self, arrow: Arrow) -> float:
        """Where on its target an arrow arrives."""
        arriving = self._ranks.arriving(arrow.target)
        middle = self._x[self._ranks.layer[arrow.target], arrow.target]
        step = BOX / (len(arriving) + 1)
        return middle - BOX / 2 + step * (arriving.index(arrow) + 1)

    def _join(self, level: int) -> None:
        """Lines from the layer above down to this one, and the words of what arrives."""
        floor, tracks = self._bottom(level - 1), self._tracks(level)
        for start, x, arrow in self._runs(level):
            track = start if start in tracks else arrow
            y = floor + STUB + TRACK * (0.5 + (tracks.index(track) if track in tracks else 0))
            arrives = self._ranks.layer[arrow.target] == level
            down = self._top[level] if arrives else self._bottom(level)
            corners = _bent(self._leaving(level - 1, start), x, y, down)
            carries = self._ranks.coming(level, start, arrow)
            self._lines.append(Line(corners, carries, arrives))
            if len(corners) > 2 and len(self._ranks.feeding(level, arrow)) > 1:  # noqa: PLR2004 - start and end
                self._joints.append((x, y))
        for name in self._ranks.rows[level]:
            if isinstance(name, str):
                self._say(name, self._top[level])

    def _leaving(self, level: int, start: Place) -> Point:
        """From under a box; an arrow that passes goes on from where it was left."""
        if isinstance(start, Arrow):
            return self._x[level, start], self._bottom(level)
        return self._x[level, start], self._boxes[start].y + self._boxes[start].height

    def _say(self, name: str, ceiling: float) -> None:
        arriving = self._ranks.arriving(name)
        for arrow in arriving:
            left = len(arriving) > 1 and arrow is arriving[0]
            x = self._port(arrow) + (-7 if left else 7)
            told = self._broken(arrow)
            y = ceiling - 10 - LEADING * (sum(map(len, told)) - 1)
            for act, lines in zip(arrow.each(), told, strict=True):
                self._words.append(Words(x, y, lines, act.hops(act.sources), end=left))
                y += LEADING * len(lines)

    def _climb(self, arrow: Arrow) -> None:
        """A step back, up along the left of the way; from beside the way, up along the right."""
        beside = [source for source in arrow.sources if not self._on_the_way(source)]
        self._climb_along(arrow, [s for s in arrow.sources if s not in beside], left=True)
        self._climb_along(arrow, beside, left=False)

    def _on_the_way(self, name: str) -> bool:
        return self._ranks.rows[self._ranks.layer[name]][0] == name

    def _climb_along(self, arrow: Arrow, sources: Sequence[str], *, left: bool) -> None:
        if not sources:
            return
        target = self._boxes[arrow.target]
        level = target.y + target.height / 2
        x = target.x - GAP if left else self._right_of(arrow, sources) + GAP
        side = 0 if left else BOX
        for source in sources:
            box = self._boxes[source]
            y = box.y + box.height / 2
            corners = ((box.x + side, y), (x, y), (x, level), (target.x + side, level))
            self._lines.append(Line(corners, arrow.hops([source]), arrives=True))
        y = level + LEADING
        for act in arrow.each():
            lines = broken(act.acts[0][1], TYPE, BOX * 0.6)
            told = act.hops([s for s in act.sources if s in sources])
            self._words.append(Words(x - 7 if left else x + 7, y, lines, told, end=left))
            y += LEADING * len(lines)

    def _right_of(self, arrow: Arrow, sources: Sequence[str]) -> float:
        """How far right the layers reach that a step back climbs past."""
        lowest = max(self._ranks.layer[source] for source in sources)
        levels = range(self._ranks.layer[arrow.target], lowest + 1)
        return max(x + BOX / 2 for (level, _), x in self._x.items() if level in levels)


def _bent(start: Point, x: float, y: float, down: float) -> tuple[Point, ...]:
    """Down, across and down; straight when there is nothing to cross."""
    if abs(start[0] - x) < 1:
        return start, (start[0], down)
    return start, (start[0], y), (x, y), (x, down)
