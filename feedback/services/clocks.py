"""Clocks of a subject: opened, closed, stopped, started again, lengthened.

Each method changes rows in the caller's transaction and returns what the history says of it, so
that the state of every clock can be folded again from entries alone. The running clocks are read
once for all that an act does to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.deadlines import Circumstances, Extension, Pause, Start, due
from feedback.domain.explanation import explain
from feedback.domain.moving import Position, next_position
from feedback.domain.time_limits import Length, Unit
from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.subject import Subject
from feedback.services.calendars import calendar
from feedback.services.remote import RemoteAreas, remote_areas
from feedback.workflows.core import Opening
from feedback.workflows.limits.registry import limit_in_force, limit_named

Said = list[dict[str, Any]]


class Clocks:
    """The running clocks of one subject, for the length of one transaction."""

    def __init__(self, session: Session, subject: Subject, *, fresh: bool = False) -> None:
        """``fresh`` says that the subject was just made and has no clock or pause yet."""
        self._session = session
        self._subject = subject
        self._running = [] if fresh else list(_running(session, subject))
        self._fresh = fresh

    def open(self, openings: Sequence[Opening], now: datetime) -> Said:
        """Open each clock that does not run yet; the version of its rule is picked by date."""
        known = {deadline.rule for deadline in self._running}
        wanted = [opening for opening in openings if opening.rule not in known]
        if not wanted:
            return []
        days = calendar(self._session)
        opened = [
            _opened(self._subject, opening, self._circumstances(opening.start), days, now)
            for opening in wanted
        ]
        self._session.add_all(opened)
        self._running += opened
        return [_said_opened(deadline) for deadline in opened]

    def close(self, rules: Iterable[str], on: date, how: str = "met") -> Said:
        """End running clocks: met by the act, or void because they ran for nothing."""
        wanted = set(rules)
        ending = [deadline for deadline in self._running if deadline.rule in wanted]
        for deadline in ending:
            deadline.state, deadline.closed_on = how, on
            deadline.next_level = deadline.next_level_at = None
        self._running = [deadline for deadline in self._running if deadline.rule not in wanted]
        return [{"id": deadline.uid.hex, "how": how} for deadline in ending]

    def close_all(self, on: date) -> Said:
        """A subject that ended has no running clock: what was not met by name ran for nothing."""
        return self.close([deadline.rule for deadline in self._running], on, how="void")

    def stop(self, ground: str, on: date, document: str) -> Said:
        """Suspend: a pause beside the state. Only clocks that know the ground stand still."""
        self._session.add(
            ClockPause(subject_id=self._subject.id, since=on, ground=ground, document=document)
        )
        self._subject.paused_on = on
        self._session.flush()
        return self.recompute()

    def go_on(self, on: date) -> Said:
        """Resume: the clock continues from the date of the decision (NĐ 124/2020 Điều 28b)."""
        pause = self._session.scalars(
            select(ClockPause)
            .where(ClockPause.subject_id == self._subject.id)
            .where(ClockPause.until.is_(None))
        ).one()
        pause.until = on
        self._subject.paused_on = None
        self._session.flush()
        return self.recompute()

    def lengthen(self, rule: str, days: int, document: str) -> Said:
        """Grant an addition of working days to one running clock, by its document."""
        deadline = next(running for running in self._running if running.rule == rule)
        self._session.add(
            ClockExtension(
                deadline_id=deadline.id, length=days, unit=Unit.WORKING_DAYS, document=document
            )
        )
        self._session.flush()
        return self.recompute()

    def recompute(self) -> Said:
        """Compute every running clock anew; returns those whose dates moved."""
        days = calendar(self._session)
        said: Said = []
        for deadline in self._running:
            before = (deadline.due_raw, deadline.due_legal)
            given = self._circumstances(deadline.started_on)
            extensions = _extensions(self._session, deadline)
            _compute(deadline, replace(given, extensions=extensions), days, opened_at=None)
            if (deadline.due_raw, deadline.due_legal) != before:
                said.append(
                    {
                        "id": deadline.uid.hex,
                        "raw": _iso(deadline.due_raw),
                        "legal": _iso(deadline.due_legal),
                    }
                )
        return said

    def earliest_due(self) -> date | None:
        """The nearest legal date of a duty; an event that is waited for is nobody's to keep."""
        dates = [d.due_legal for d in self._running if d.due_legal is not None and not d.waits]
        return min(dates, default=None)

    def legal_dates(self) -> dict[str, date]:
        """The legal date of each running clock by its rule."""
        return {d.rule: d.due_legal for d in self._running if d.due_legal is not None}

    def _circumstances(self, start: date) -> Circumstances:
        """What changes the period of a clock that starts on this day."""
        remote = self._remote.basis(self._subject.commune_code, start)
        flags = {"complex"} if isinstance(self._subject, Case) and self._subject.complex else set()
        return Circumstances(
            flags=frozenset(flags | ({"remote"} if remote else set())),
            pauses=self._pauses,
            remote_basis=str(remote or ""),
        )

    @cached_property
    def _remote(self) -> RemoteAreas:
        return remote_areas(self._session, self._subject.commune_code)

    @property
    def _pauses(self) -> tuple[Pause, ...]:
        return () if self._fresh else _pauses(self._session, self._subject)


def _opened(
    subject: Subject, opening: Opening, given: Circumstances, days: WorkingCalendar, now: datetime
) -> Deadline:
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
    return deadline


def _said_opened(deadline: Deadline) -> dict[str, Any]:
    return {
        "id": deadline.uid.hex,
        "limit": deadline.limit_id,
        "start": deadline.started_on.isoformat(),
        "raw": _iso(deadline.due_raw),
        "legal": _iso(deadline.due_legal),
    }


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
    deadline.flags = sorted(given.flags)
    deadline.explanation = [step.text for step in explain(limit, start, days, computed, given)]
    put(
        deadline,
        next_position(
            computed, position(deadline), days, waits=deadline.waits, opened_at=opened_at
        ),
    )


def position(deadline: Deadline) -> Position:
    """Where a clock stands, as its row tells it."""
    return Position(
        deadline.due_raw,
        deadline.due_legal,
        deadline.guard_on,
        deadline.next_level,
        deadline.next_level_at,
    )


def put(deadline: Deadline, at: Position) -> None:
    """Write where the clock stands into its row."""
    deadline.due_raw, deadline.due_legal, deadline.guard_on = at.raw, at.legal, at.guard
    deadline.next_level, deadline.next_level_at = at.next_level, at.next_level_at


def _extensions(session: Session, deadline: Deadline) -> tuple[Extension, ...]:
    granted = session.scalars(
        select(ClockExtension)
        .where(ClockExtension.deadline_id == deadline.id)
        .order_by(ClockExtension.id)
    )
    return tuple(Extension(Length(e.length, Unit(e.unit)), e.document) for e in granted)


def _pauses(session: Session, subject: Subject) -> tuple[Pause, ...]:
    rows = session.scalars(
        select(ClockPause).where(ClockPause.subject_id == subject.id).order_by(ClockPause.since)
    )
    return tuple(Pause(row.since, row.until, row.ground, row.document) for row in rows)


def _running(session: Session, subject: Subject) -> Sequence[Deadline]:
    return session.scalars(
        select(Deadline)
        .where(Deadline.subject_id == subject.id, Deadline.state == "open")
        .order_by(Deadline.id)
    ).all()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
