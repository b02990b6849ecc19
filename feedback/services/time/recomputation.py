"""The clocks after a change of the calendar: counted anew in batches, each moved clock on record.

The row of the change keeps how far the work has come, so whoever goes on after a crash (a job, the
relay, the next sweep) begins there. Escalations already recorded stay; only the next level is set
anew. A batch is one transaction and holds the files it counts, so no act meets half of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, Date, DateTime, bindparam, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.history.entries import Draft
from feedback.domain.moving import Count, Counter, moved, told_otherwise
from feedback.domain.roles import SYSTEM
from feedback.models.days import CalendarChange
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.time.calendars import calendar
from feedback.services.time.day_changes import CONFIRMED, days_of
from feedback.services.time.open_clocks import OpenClock, open_clocks, touched_subjects

#: Files counted in one transaction.
BATCH = 2_000

_PUT: Final = text("""
    UPDATE deadline
       SET due_raw = put.raw, due_legal = put.legal, guard_on = put.guard,
           next_level = put.level, next_level_at = put.moment,
           explanation = CAST(:told AS jsonb) -> put.told
      FROM unnest(:ids, :raws, :legals, :guards, :levels, :moments, CAST(:which AS integer[]))
           AS put (id, raw, legal, guard, level, moment, told)
     WHERE deadline.id = put.id
""").bindparams(
    bindparam("ids", type_=ARRAY(BigInteger())),
    bindparam("raws", type_=ARRAY(Date())),
    bindparam("legals", type_=ARRAY(Date())),
    bindparam("guards", type_=ARRAY(Date())),
    bindparam("levels", type_=ARRAY(BigInteger())),
    bindparam("moments", type_=ARRAY(DateTime(timezone=True))),
    bindparam("told", type_=JSONB()),
)
_HOLD: Final = text("""
    SELECT id FROM subject WHERE id = ANY(:subjects) ORDER BY id FOR NO KEY UPDATE
""").bindparams(bindparam("subjects", type_=ARRAY(BigInteger())))
#: As ``feedback.services.time.clocks`` says it: the nearest legal date of a duty.
_DUE: Final = text("""
    UPDATE obligation SET due_on = nearest.due
      FROM (SELECT subject_id, min(due_legal) AS due FROM deadline
             WHERE state = 'open' AND NOT waits AND due_legal IS NOT NULL
               AND subject_id = ANY(:subjects)
             GROUP BY subject_id) AS nearest
     WHERE obligation.subject_id = nearest.subject_id
       AND obligation.done_at IS NULL AND obligation.due_on <> nearest.due
""").bindparams(bindparam("subjects", type_=ARRAY(BigInteger())))


def perform(item_id: int, now: datetime) -> None:
    """The recomputation an outbox row waits for; safe to run twice and to break off anywhere."""
    with transaction() as session:
        item = outbox.take(session, item_id)
        change_id = item.payload["change"] if item else None
    if change_id is None:
        return
    try:
        carry_on(change_id, now)
        with transaction() as session:
            if item := outbox.take(session, item_id):
                item.done_at = now
    except Exception as error:
        with transaction() as session:
            outbox.note_failure(session, item_id, outbox.reason(error), now)
        raise


def finish_all(now: datetime) -> None:
    """Carry every change that was confirmed to its end; a sweep does so before it escalates."""
    with transaction() as session:
        unfinished = session.scalars(
            select(CalendarChange.id)
            .where(CalendarChange.state == CONFIRMED, CalendarChange.finished_at.is_(None))
            .order_by(CalendarChange.id)
        ).all()
    for change_id in unfinished:
        carry_on(change_id, now)


def carry_on(change_id: int, now: datetime, batch: int = BATCH) -> None:
    """Count batch after batch from where the change stands; two that meet wait for one another."""
    counting = _Counting()
    while step(change_id, now, batch, counting):
        pass


class _Counting:
    """The counter of the calendar in force, kept from batch to batch."""

    def __init__(self) -> None:
        self._calendar: WorkingCalendar | None = None
        self._counter: Counter

    def by(self, days: WorkingCalendar) -> Counter:
        if days is not self._calendar:
            self._calendar, self._counter = days, Counter(days)
        return self._counter


def step(change_id: int, now: datetime, batch: int, counting: _Counting | None = None) -> bool:
    """One batch in a transaction of its own; False when there is nothing left to do."""
    with transaction() as session:
        change = session.get(
            CalendarChange, change_id, with_for_update=True, populate_existing=True
        )
        if change is None or change.state != CONFIRMED or change.finished_at is not None:
            return False
        days = frozenset(entered.day for entered in days_of(change))
        subjects = touched_subjects(session, days, after=change.reached_subject_id, limit=batch)
        if not subjects:
            change.finished_at = now
            session.flush()
            history.record_many(session, [_done(change, now)])
            return False
        counter = (counting or _Counting()).by(calendar(session))
        drafts = _count(session, change, subjects, days, counter, now)
        change.reached_subject_id = subjects[-1]
        change.moved += len(drafts)
        session.flush()
        history.record_many(session, drafts)
        return True


@dataclass(frozen=True, slots=True)
class _Counted:
    clock: OpenClock
    count: Count


def _count(
    session: Session,
    change: CalendarChange,
    subjects: Sequence[int],
    days: Collection[date],
    counter: Counter,
    now: datetime,
) -> list[Draft]:
    """Hold the files, count their clocks, write what differs; the entries of the moved clocks."""
    session.execute(_HOLD, {"subjects": subjects})
    counted = [
        _Counted(clock, counter.count(clock.running))
        for clock in open_clocks(session, days, subjects)
    ]
    _put(session, [each for each in counted if _differs(each, days)])
    going = [each for each in counted if moved(each.clock.running.at, each.count.at)]
    if going:
        session.execute(_DUE, {"subjects": list({each.clock.subject_id for each in going})})
    return [_moved(each, change, now) for each in going]


def _differs(each: _Counted, days: Collection[date]) -> bool:
    return each.count.at != each.clock.running.at or told_otherwise(each.clock.running, days)


def _put(session: Session, changed: Sequence[_Counted]) -> None:
    """Clocks that are alike share their lines, so these travel once."""
    if not changed:
        return
    lines: dict[int, int] = {}
    told: list[list[str]] = []
    for each in changed:
        if id(each.count) not in lines:
            lines[id(each.count)] = len(told)
            told.append(each.count.lines)
    session.execute(
        _PUT,
        {
            "ids": [each.clock.id for each in changed],
            "raws": [each.count.at.raw for each in changed],
            "legals": [each.count.at.legal for each in changed],
            "guards": [each.count.at.guard for each in changed],
            "levels": [each.count.at.next_level for each in changed],
            "moments": [each.count.at.next_level_at for each in changed],
            "which": [lines[id(each.count)] for each in changed],
            "told": told,
        },
    )


def _moved(each: _Counted, change: CalendarChange, now: datetime) -> Draft:
    clock, at = each.clock, each.count.at
    said = {
        "id": clock.uid.hex,
        "raw": _iso(at.raw),
        "legal": _iso(at.legal),
        **each.count.seen,
    }
    data: dict[str, Any] = {"moved": [said], "calendar_change": change.uid.hex}
    return Draft(
        clock.subject, clock.kind, "clock_moved", now, SYSTEM.pseudonym, clock.agency, data
    )


def _done(change: CalendarChange, now: datetime) -> Draft:
    data = {"clocks": change.moved}
    return Draft(change.uid, "system", "calendar_recomputed", now, SYSTEM.pseudonym, None, data)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
