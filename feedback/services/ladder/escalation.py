"""What is late, escalates: the sweep that finds it, whenever it comes.

A level is reached at a moment that follows from the due date alone, so nothing hangs on the sweep
being in time: after an outage of any length it writes the same levels, with the same moments, in
the same order. Only what is due is looked at; two sweeps share the work and never wait for one
another or for an officer at work on a file.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.escalation import LADDER, Addressee, next_step
from feedback.domain.history.entries import Draft
from feedback.models.deadline import Deadline
from feedback.models.outbox import SweepReport
from feedback.models.subject import Subject
from feedback.services.competence.denounced import barred_by_subject
from feedback.services.ground.transaction import transaction
from feedback.services.ladder import rungs
from feedback.services.ladder.addressees import Directory, Recipient, directory
from feedback.services.ladder.due_deadlines import Due, due_deadlines
from feedback.services.ladder.rungs import Move, Rung
from feedback.services.log import history
from feedback.services.rights import conflicts
from feedback.services.time.calendars import calendar

log = logging.getLogger(__name__)

#: A machine whose clock is further ahead of the database's than this escalates nothing.
AHEAD_AT_MOST = timedelta(minutes=10)


class ClockAheadError(RuntimeError):
    """A wrong clock must not escalate the whole province; somebody has to look at once."""


@dataclass(frozen=True, slots=True)
class SweepCounts:
    deadlines: int
    escalations: int
    #: deadlines that stay where they are because nobody could be told
    unaddressed: int
    seconds: float


def escalate_overdue(now: datetime, batch: int = 500, *, trusted: bool = False) -> SweepCounts:
    """Record every level that was reached by ``now``; one transaction per batch.

    ``trusted`` is for a person who names the time; a clock far ahead of the database's otherwise
    raises ``ClockAheadError``.
    """
    started = perf_counter()
    deadlines = escalations = 0
    stuck: set[int] = set()
    if not trusted:
        _refuse_a_clock_ahead(now)
    while True:
        with transaction() as session:
            due = _due(session, now, batch, stuck)
            done = _advance(session, due, now)
            history.record_many(session, done.entries)
        stuck |= done.stuck
        deadlines += len(due) - len(done.stuck)
        escalations += len(done.entries)
        if not due:
            break
    seconds = perf_counter() - started
    with transaction() as session:
        session.add(SweepReport(at=now, escalations=escalations, seconds=seconds))
    return SweepCounts(deadlines, escalations, len(stuck), seconds)


def catch_up(session: Session, subject: Subject, now: datetime) -> list[Draft]:
    """The levels one subject reached before an act stops or moves its clocks.

    Without it an act performed while no sweep ran would make a delay unseen. The caller holds the
    subject's lock, and records the drafts before the entry of the act.
    """
    due = due_deadlines(session, Deadline.subject_id == subject.id, Deadline.next_level_at <= now)
    entries = _advance(session, due, now).entries
    for loaded in session.identity_map.values():
        if due and isinstance(loaded, Deadline):
            session.expire(loaded)
    return entries


def _refuse_a_clock_ahead(now: datetime) -> None:
    with transaction() as session:
        there = session.scalars(select(func.clock_timestamp())).one()
    if now - there > AHEAD_AT_MOST:
        log.critical("this clock shows %s, the database's %s: nothing was escalated", now, there)
        msg = f"this clock shows {now}, the database's {there}: nothing was escalated"
        raise ClockAheadError(msg)


def _due(session: Session, now: datetime, batch: int, stuck: Collection[int]) -> Sequence[Due]:
    """The next deadlines nobody else holds; where somebody is at work, the next sweep looks."""
    return due_deadlines(
        session,
        Deadline.next_level_at <= now,
        Deadline.id.not_in(stuck),
        limit=batch,
        skip_locked=True,
    )


@dataclass(frozen=True, slots=True)
class _Done:
    entries: list[Draft]
    stuck: set[int]


def _advance(session: Session, due: Sequence[Due], now: datetime) -> _Done:
    """Climb for each deadline and write all that follows, except the history."""
    if not due:
        return _Done([], set())
    days = calendar(session)
    staff = directory(session, {row.person_id for row in due if row.person_id is not None})
    barred = barred_by_subject(session, {row.subject_id for row in due}, civil_day(now))
    kept_out = conflicts.kept_out(session, {row.subject_id for row in due})
    reached: list[Rung] = []
    moves: list[Move] = []
    stuck: set[int] = set()
    for row in due:
        levels, move = _climb(row, days, now)
        told = [
            Rung(row, LADDER[number], moment, recipient)
            for number, moment in levels
            if (recipient := _told(staff, LADDER[number].addressee, row, barred, kept_out))
        ]
        if len(told) < len(levels):
            log.critical("nobody answers for agency %d: deadline %d waits", row.agency_id, row.id)
            stuck.add(row.id)
            continue
        reached += told
        moves.append(move)
    rungs.set_positions(session, moves)
    return _Done(rungs.write(session, reached, now), stuck)


def _told(
    staff: Directory,
    whom: Addressee,
    row: Due,
    barred: Mapping[int, frozenset[int]],
    kept_out: Mapping[int, frozenset[int]],
) -> Recipient | None:
    nobody: frozenset[int] = frozenset()
    return staff.find(
        whom,
        row.agency_id,
        row.person_id,
        barred.get(row.subject_id, nobody),
        kept_out.get(row.subject_id, nobody),
    )


def _climb(
    row: Due, days: WorkingCalendar, now: datetime
) -> tuple[list[tuple[int, datetime]], Move]:
    """Every level reached by now with its moment, and where the deadline then stands.

    Above the last level nothing is due any more, also when the date moves later.
    """
    levels: list[tuple[int, datetime]] = []
    step: tuple[int, datetime] | None = (row.next_level, row.next_level_at)
    while step is not None and step[1] <= now:
        levels.append(step)
        step = next_step(row.due_legal, row.guard_on, days, after_level=step[0], due_at=row.due_at)
    level, moment = step or (len(LADDER), None)
    return levels, Move(row.id, level, moment)
