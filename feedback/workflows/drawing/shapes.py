"""What a drawing is made of, in the unit of a browser's pixel."""

from dataclasses import dataclass

from feedback.workflows.drawing.measure import width

#: Boxes, the gap between them, the margin around the whole.
BOX, GAP, MARGIN = 128.0, 12.0, 8.0
#: Room a passing arrow takes in a layer.
LANE = 20.0
TYPE, LEADING = 13.0, 18.0
#: Height of a run across, and of what stands above and below all runs.
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
    #: the acts whose way this is: from which state, which act, to which state
    carries: frozenset[tuple[str, str, str]]
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
    carries: frozenset[tuple[str, str, str]]
    end: bool = False

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        return tuple((self.y + LEADING * n, line) for n, line in enumerate(self.lines))

    @property
    def widest(self) -> float:
        return max(width(line, TYPE) for line in self.lines)

    @property
    def left(self) -> float:
        return self.x - self.widest if self.end else self.x


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything at its place; ``left`` may lie below zero."""

    left: float
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: tuple[Words, ...]
    #: where lines of one act meet, so that a mere crossing is told apart
    joints: tuple[Point, ...]
