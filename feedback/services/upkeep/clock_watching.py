"""Watching the clock of the machine this runs on, and telling where it cannot be believed.

The scheduler runs on every machine and looks; what it finds is a line of the log, an event for
whoever audits, and the state of a row that ``/readyz`` reads. An event that could not be written,
because the database was away, is written at the next look.
"""

import logging
import platform
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from feedback.domain import clock
from feedback.domain.clock_watch import Doubt, Doubted, Shown, doubts
from feedback.models.clock_look import ClockLook
from feedback.models.entry import LogCheckpoint, LogCosignature
from feedback.services.ground.transaction import transaction
from feedback.services.upkeep import kept_events
from feedback.services.upkeep.kept_events import Where
from feedback.services.watch.security_events import Noted, SecurityEvent, note

log = logging.getLogger(__name__)

#: Seconds between two looks; an alarm is due within sixty (figure R8), and one look may fail.
EVERY: Final = 30.0
#: A machine that has not been heard of for so long is there no more.
FORGOTTEN_AFTER: Final = timedelta(days=30)
_ASKED = select(
    func.clock_timestamp(),
    select(LogCheckpoint.sealed_at).order_by(LogCheckpoint.size.desc()).limit(1).scalar_subquery(),
    select(LogCosignature.at).order_by(LogCosignature.size.desc()).limit(1).scalar_subquery(),
)


def running() -> timedelta:
    """A clock nobody sets; it goes on while the machine sleeps (clock_gettime(2))."""
    return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))


@dataclass
class ClockWatch:
    """Remembers what the clocks showed at the last look."""

    process: str
    machine: str = field(default_factory=platform.node)
    _before: Shown | None = None
    #: what is wrong for longer is told once
    _lasting: frozenset[Doubt] = frozenset()
    _unkept: list[Noted] = field(default_factory=list)

    def look_when_due(self) -> None:
        """Called often, looks now and then."""
        ran = running()
        if self._before is None or (ran - self._before.running).total_seconds() >= EVERY:
            self.look()

    def look(self) -> tuple[Doubted, ...]:
        """Everything that is wrong at this moment."""
        shown = self._ask()
        found = doubts(self._before, shown)
        for each in found:
            if each.doubt not in self._lasting:
                self._note(each)
        self._before = shown
        self._lasting = frozenset(each.doubt for each in found if each.doubt.lasts)
        self._write(shown, found)
        return found

    def _ask(self) -> Shown:
        wall, ran = clock.now(), running()
        try:
            with transaction() as session:
                database, *signed = session.execute(_ASKED).one()
        except SQLAlchemyError as error:
            log.warning("the database's clock is not known: %s", type(error).__name__)
            return Shown(wall, ran)
        sealed = max((each for each in signed if each is not None), default=None)
        return Shown(wall, ran, running() - ran, database, sealed)

    def _note(self, found: Doubted) -> None:
        event = SecurityEvent(found.doubt)
        facts = {"detail": f"{found.by.total_seconds():+.1f} s", "machine": self.machine}
        note(event, **facts)
        self._unkept.append(Noted(event, facts))

    def _write(self, shown: Shown, found: tuple[Doubted, ...]) -> None:
        try:
            with transaction() as session:
                if self._unkept:
                    kept_events.add(session, self._unkept, Where(self.process), shown.latest)
                _write_row(session, self.machine, shown, found)
        except SQLAlchemyError as error:
            log.warning("what the clocks showed is not kept: %s", type(error).__name__)
        else:
            self._unkept.clear()


def _write_row(session: Session, machine: str, shown: Shown, found: tuple[Doubted, ...]) -> None:
    """A doubt stays in the row until another comes: what it tells has its time."""
    apart = (shown.wall - shown.database).total_seconds() if shown.database else None
    row = {"machine": machine, "looked_at": shown.wall, "apart": apart}
    last = {"doubt": found[0].doubt.value, "doubted_at": shown.latest} if found else {}
    fresh = {"doubt": "", "doubted_at": None} | row | last
    session.execute(
        insert(ClockLook)
        .values(fresh)
        .on_conflict_do_update(index_elements=[ClockLook.machine], set_=row | last)
    )


def forget_old(now: datetime) -> None:
    """Machines that are gone."""
    with transaction() as session:
        session.execute(delete(ClockLook).where(ClockLook.looked_at < now - FORGOTTEN_AFTER))
