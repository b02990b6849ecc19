"""What a page needs to draw a procedure and to say the same in a table."""

from dataclasses import dataclass
from functools import lru_cache

from feedback.domain.roles import ROLE_TITLES
from feedback.workflows.core import Edition
from feedback.workflows.drawing.draughtsman import draw
from feedback.workflows.drawing.shapes import Drawing, Line, Words
from feedback.workflows.limits.registry import versions_of
from feedback.workflows.rows import SAME, State, Transition
from feedback.workflows.way import Way


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and the way of a file; ``present`` is empty for a procedure in itself."""

    edition: Edition
    drawing: Drawing
    present: str
    way: Way

    def mark(self, state: str) -> str:
        """``present``, ``passed`` or ``ahead``."""
        if state == self.present:
            return "present"
        return "passed" if state in self.way.arrivals else "ahead"

    def arrivals(self, state: str) -> str:
        """The numbers of the acts that led to a state: ``2, 5``."""
        return ", ".join(map(str, self.way.arrivals.get(state, ())))

    def taken(self, part: Line | Words) -> bool:
        return bool(part.carries & self.way.hops)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those that were taken last, so that none covers them."""
        return tuple(sorted(self.drawing.lines, key=self.taken))


NOWHERE = Way(())


@lru_cache(maxsize=64)
def _drawn(edition: Edition) -> Drawing:
    return draw(edition)


def picture(edition: Edition, present: str = "", way: Way = NOWHERE) -> Picture:
    """The edition drawn, once for each table."""
    return Picture(edition, _drawn(edition), present, way)


@dataclass(frozen=True, slots=True)
class ActRow:
    """One lawful act of the table, in words."""

    sources: str
    title: str
    action: str
    target: str
    roles: str
    conditions: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    title: str
    rule: str
    opened_by: str
    closed_by: str
    periods: tuple[str, ...]


def state_rows(edition: Edition) -> tuple[tuple[State, str], ...]:
    """Each state with who works in it."""
    return tuple((state, ROLE_TITLES[state.by] if state.by else "") for state in edition.states)


def act_rows(edition: Edition) -> tuple[ActRow, ...]:
    return tuple(_act_row(edition, row) for row in edition.transitions)


def _act_row(edition: Edition, row: Transition) -> ActRow:
    return ActRow(
        sources=", ".join(edition.state(source).title for source in row.sources),
        title=row.title,
        action=row.action,
        target="giữ nguyên bước" if row.target == SAME else edition.state(row.target).title,
        roles=", ".join(ROLE_TITLES[role] for role in row.roles),
        conditions=tuple(str(condition) for condition in row.provided),
        basis=row.cited,
    )


def clock_rows(edition: Edition) -> tuple[ClockRow, ...]:
    titles = {row.action: row.title for row in edition.transitions} | {"submit": "Gửi đơn"}
    return tuple(
        ClockRow(
            title=versions_of(clock.rule)[-1].title,
            rule=clock.rule,
            opened_by=", ".join(titles.get(act, "Thụ lý đơn") for act in clock.opened_by),
            closed_by=", ".join(dict.fromkeys(titles.get(act, act) for act in clock.closed_by)),
            periods=tuple(
                f"{limit.span} ({limit.basis})"
                if limit.prints_as_law
                else f"{limit.span} (mốc nội bộ, không phải thời hạn luật định)"
                for limit in versions_of(clock.rule)
            ),
        )
        for clock in edition.clocks
    )
