"""Clocks of a subject: opened, closed, stopped, started again, lengthened.

Each function changes rows in the caller's transaction and returns what the history says of it, so
that the state of every clock can be folded again from entries alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.deadlines import Circumstances, Extension, Pause, Start, due
from feedback.domain.escalation import next_step
from feedback.domain.explanation import explain
from feedback.domain.time_limits import Length, Unit
from feedback.models.agency import Commune
from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.subject import Subject
from feedback.services.calendars import calendar
from feedback.workflows.core import Opening
from feedback.workflows.limits.registry import limit_in_force, limit_named

Said = list[dict[str, Any]]


def open_clocks(
    session: Session, subject: Subject, openings: Sequence[Opening], now: datetime
) -> Said:
    """Open each clock that does not run yet; the version of its rule is picked by date."""
    running = {deadline.rule for deadline in _open_deadlines(session, subject)}
    fresh = [opening for opening in openings if opening.rule not in running]
    if not fresh:
        return []
    days = calendar(session)
    given = Circumstances(_flags(session, subject), _pauses(session, subject))
    said: Said = []
    for opening in fresh:
        limit = limit_in_force(opening.rule, opening.start, civil_day(now))
        deadline = Deadline(
            uid=uuid4(),
            subject_id=subject.id,
            limit_id=limit.id,
            rule=limit.rule,
            started_on=opening.start,
            waits=opening.waits,
            flags=sorted(given.flags),
        )
        _compute(deadline, given, days, opened_at=now)
        session.add(deadline)
        said.append(
            {
                "id": deadline.uid.hex,
                "limit": limit.id,
                "start": opening.start.isoformat(),
                "raw": _iso(deadline.due_raw),
                "legal": _iso(deadline.due_legal),
            }
        )
    session.flush()
    return said


def close_clocks(
    session: Session, subject: Subject, rules: Iterable[str], on: date, how: str = "met"
) -> Said:
    """End running clocks: met by the act, or void because they ran for nothing."""
    wanted = set(rules)
    said: Said = []
    for deadline in _open_deadlines(session, subject) if wanted else ():
        if deadline.rule in wanted:
            deadline.state, deadline.closed_on = how, on
            deadline.next_level = deadline.next_level_at = None
            said.append({"id": deadline.uid.hex, "how": how})
    return said


def close_all(session: Session, subject: Subject, on: date) -> Said:
    """A subject that ended has no running clock: what was not met by name ran for nothing."""
    rules = [deadline.rule for deadline in _open_deadlines(session, subject)]
    return close_clocks(session, subject, rules, on, how="void")


def stop(session: Session, subject: Subject, ground: str, on: date, document: str) -> Said:
    """Suspend: a pause beside the state. Only clocks whose rule knows the ground stand still."""
    session.add(ClockPause(subject_id=subject.id, since=on, ground=ground, document=document))
    subject.paused_on = on
    session.flush()
    return recompute(session, subject)


def go_on(session: Session, subject: Subject, on: date) -> Said:
    """Resume: the clock continues from the date of the decision (NĐ 124/2020/NĐ-CP Điều 28b)."""
    pause = session.scalars(
        select(ClockPause).where(ClockPause.subject_id == subject.id, ClockPause.until.is_(None))
    ).one()
    pause.until = on
    subject.paused_on = None
    session.flush()
    return recompute(session, subject)


def lengthen(session: Session, subject: Subject, rule: str, days: int, document: str) -> Said:
    """Grant an addition of working days to one running clock, by its document."""
    deadline = next(d for d in _open_deadlines(session, subject) if d.rule == rule)
    session.add(
        ClockExtension(
            deadline_id=deadline.id, length=days, unit=Unit.WORKING_DAYS, document=document
        )
    )
    session.flush()
    return recompute(session, subject)


def recompute(session: Session, subject: Subject) -> Said:
    """Compute every running clock anew; returns those whose dates moved."""
    days = calendar(session)
    said: Said = []
    for deadline in _open_deadlines(session, subject):
        before = (deadline.due_raw, deadline.due_legal)
        given = _circumstances(session, subject, deadline)
        _compute(deadline, given, days, opened_at=None)
        if (deadline.due_raw, deadline.due_legal) != before:
            said.append(
                {
                    "id": deadline.uid.hex,
                    "raw": _iso(deadline.due_raw),
                    "legal": _iso(deadline.due_legal),
                }
            )
    return said


def earliest_due(session: Session, subject: Subject) -> date | None:
    """The nearest legal date among running clocks that are a duty of the agency."""
    dates = [
        deadline.due_legal
        for deadline in _open_deadlines(session, subject)
        if deadline.due_legal is not None
    ]
    return min(dates, default=None)


def _compute(
    deadline: Deadline,
    given: Circumstances,
    days: WorkingCalendar,
    *,
    opened_at: datetime | None,
) -> None:
    limit = limit_named(deadline.limit_id)
    start = Start(deadline.started_on)
    computed = due(limit, start, days, given)
    deadline.due_raw, deadline.due_legal = computed.raw, computed.legal
    deadline.guard_on = computed.guard
    deadline.flags = sorted(given.flags)
    deadline.explanation = [step.text for step in explain(limit, start, days, computed, given)]
    if deadline.waits:
        return
    reached = -1 if deadline.next_level is None else deadline.next_level - 1
    step = next_step(computed.legal, computed.guard, days, after_level=reached, opened_at=opened_at)
    deadline.next_level, deadline.next_level_at = step or (deadline.next_level, None)


def _circumstances(session: Session, subject: Subject, deadline: Deadline) -> Circumstances:
    granted = session.scalars(
        select(ClockExtension)
        .where(ClockExtension.deadline_id == deadline.id)
        .order_by(ClockExtension.id)
    )
    return Circumstances(
        _flags(session, subject),
        _pauses(session, subject),
        tuple(Extension(Length(e.length, Unit(e.unit)), e.document) for e in granted),
    )


def _flags(session: Session, subject: Subject) -> frozenset[str]:
    flags = set()
    if isinstance(subject, Case) and subject.complex:
        flags.add("complex")
    if subject.commune_code and session.get_one(Commune, subject.commune_code).remote:
        flags.add("remote")
    return frozenset(flags)


def _pauses(session: Session, subject: Subject) -> tuple[Pause, ...]:
    rows = session.scalars(
        select(ClockPause).where(ClockPause.subject_id == subject.id).order_by(ClockPause.since)
    )
    return tuple(Pause(row.since, row.until, row.ground, row.document) for row in rows)


def _open_deadlines(session: Session, subject: Subject) -> Sequence[Deadline]:
    return session.scalars(
        select(Deadline)
        .where(Deadline.subject_id == subject.id, Deadline.state == "open")
        .order_by(Deadline.id)
    ).all()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
