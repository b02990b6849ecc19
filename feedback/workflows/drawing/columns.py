"""How far right each place of a drawing stands."""

from collections.abc import Sequence
from itertools import pairwise

from feedback.workflows.drawing.ranks import Place, Ranks
from feedback.workflows.drawing.shapes import BOX, GAP, LANE


def columns(ranks: Ranks) -> dict[tuple[int, Place], float]:
    """The middle of each place, by layer and place; the way through is the column at zero.

    From the widest layer up and then down, so that arrows passing through fall straight.
    """
    x: dict[tuple[int, Place], float] = {}
    rooms = [sum(map(_room, row)) for row in ranks.rows]
    widest = rooms.index(max(rooms))
    for level in [*range(widest, -1, -1), *range(widest + 1, len(ranks.rows))]:
        row = ranks.rows[level]
        wanted = [_wanted(ranks, x, level, place, widest) for place in row]
        for place, middle in zip(row, _spread([0.0, *wanted[1:]], row), strict=True):
            x[level, place] = middle
    return x


def _wanted(
    ranks: Ranks, x: dict[tuple[int, Place], float], level: int, place: Place, widest: int
) -> float:
    """Where a place would stand if it were alone: over or under what it is joined to."""
    if level > widest:
        return _mean([x[level - 1, up] for up in ranks.above(level, place)])
    if level == widest or isinstance(place, str):
        return 0.0
    return x[level + 1, place if place in ranks.rows[level + 1] else place.target]


def _room(place: Place) -> float:
    return BOX + GAP if isinstance(place, str) else LANE


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _spread(wanted: list[float], row: Sequence[Place]) -> list[float]:
    """Middles in this order, the first as wanted, the others as near as may be without overlap.

    Neighbours that want the same place share the shift: a block moves as one (the pool-adjacent
    idea of isotonic regression).
    """
    offsets = [0.0]
    for before, after in pairwise(row):
        offsets.append(offsets[-1] + (_room(before) + _room(after)) / 2)
    blocks: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        total, count = max(place - offset, wanted[0]), 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before_total, before_count = blocks.pop()
            total, count = total + before_total, count + before_count
        blocks.append((total, count))
    shifts = [total / count for total, count in blocks for _ in range(count)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]
