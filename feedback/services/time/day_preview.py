"""What a change of the calendar would move, before anybody confirms it. Codes and dates only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from feedback.domain.day_changes import Action, switches, table_after
from feedback.domain.moving import Counter, Position, moved
from feedback.models.days import CalendarChange
from feedback.services.time.calendars import calendar_of, special_rows
from feedback.services.time.day_changes import days_of
from feedback.services.time.open_clocks import OpenClock, open_clocks, touched_subjects

PAGE = 50
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class MovedClock:
    """One clock the change would move: its file by number, its dates before and after."""

    #: empty for a file whose number is protected
    number: str
    agency: str
    rule: str
    before: Position
    after: Position
    becomes_late: bool
    no_longer_late: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Counts over all clocks, and one page of those that move."""

    moved: int = 0
    become_late: int = 0
    no_longer_late: int = 0
    clocks: tuple[MovedClock, ...] = ()


def preview(session: Session, change: CalendarChange, today: date, page: int = 0) -> Preview:
    """Every open clock that would move, counted; the lines of one page.

    Raises what confirming would raise, where the table has changed since the proposal.
    """
    seen, shown = Preview(), []
    for clock in _moving(session, change, today):
        if page * PAGE <= seen.moved < (page + 1) * PAGE:
            shown.append(clock)
        seen = replace(
            seen,
            moved=seen.moved + 1,
            become_late=seen.become_late + clock.becomes_late,
            no_longer_late=seen.no_longer_late + clock.no_longer_late,
        )
    return replace(seen, clocks=tuple(shown))


def _moving(session: Session, change: CalendarChange, today: date) -> Iterator[MovedClock]:
    rows, entered = special_rows(session), days_of(change)
    done = switches(rows, Action(change.action), entered)
    counter = Counter(calendar_of(table_after(rows, done, change.source)))
    days = frozenset(each.day for each in entered)
    reached = 0
    while subjects := touched_subjects(session, days, after=reached, limit=_BATCH):
        for clock in open_clocks(session, days, subjects):
            after = counter.count(clock.running).at
            if moved(clock.running.at, after):
                yield _moved_clock(clock, after, today)
        reached = subjects[-1]


def _moved_clock(clock: OpenClock, after: Position, today: date) -> MovedClock:
    before = clock.running.at
    was, will_be = (
        not clock.running.waits and at.legal is not None and at.legal < today
        for at in (before, after)
    )
    return MovedClock(
        number=clock.number,
        agency=clock.agency_name,
        rule=clock.running.limit.title,
        before=before,
        after=after,
        becomes_late=will_be and not was,
        no_longer_late=was and not will_be,
    )
