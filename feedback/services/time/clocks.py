"""Clocks of a subject: opened, closed, stopped, started again, lengthened.

Each method changes rows in the caller's transaction and returns what the history says of it, so
that every clock can be counted again, with all its reasons, from entries alone. The running clocks
are read once for all that an act does to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.deadlines import Circumstances, Due
from feedback.domain.history.clocks import flags_said
from feedback.domain.time_limits import Length, TimeLimit
from feedback.domain.urgency import SEVERAL
from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.subject import Subject
from feedback.services.time import clock_entries, clock_facts, clock_rows, target_periods
from feedback.services.time.calendars import calendar
from feedback.services.time.remote import RemoteAreas, remote_areas
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
        self.fresh = fresh
        self._stopped: ClockPause | None = None
        self._resumed_on: date | None = None
        #: additions of this act, by deadline; written once their document has its number
        self._granted: dict[int, ClockExtension] = {}
        self._counted_anew = False

    def open(self, openings: Sequence[Opening], now: datetime) -> Said:
        """Open each clock that does not run yet; the version of its rule is picked by date."""
        known = {deadline.rule for deadline in self._running}
        wanted = [opening for opening in openings if opening.rule not in known]
        if not wanted:
            return []
        days = calendar(self._session)
        return [self._open(opening, days, now) for opening in wanted]

    def _open(self, opening: Opening, days: WorkingCalendar, now: datetime) -> dict[str, Any]:
        given = self._circumstances(opening.start)
        limit = limit_in_force(opening.rule, opening.start, civil_day(now))
        limit = self._as_set(limit, opening.start)
        deadline = clock_rows.opened(self._subject, limit, opening, now)
        computed = clock_rows.count(deadline, limit, given, days, opened_at=now)
        self._session.add(deadline)
        self._running.append(deadline)
        return clock_entries.opened(deadline, limit, given, computed, days)

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
        self._stopped = ClockPause(
            subject_id=self._subject.id, since=on, ground=ground, document=document
        )
        self._session.add(self._stopped)
        self._subject.paused_on, self._subject.paused_for = on, ground
        self._session.flush()
        return self.recompute()

    def go_on(self, on: date) -> Said:
        """Resume: the clock continues from the date of the decision (NĐ 124/2020 Điều 28b)."""
        pause = self._session.scalars(
            select(ClockPause)
            .where(ClockPause.subject_id == self._subject.id)
            .where(ClockPause.until.is_(None))
        ).one()
        pause.until = self._resumed_on = on
        self._subject.paused_on, self._subject.paused_for = None, ""
        self._session.flush()
        return self.recompute()

    def lengthen(self, rule: str, by: Length, document: str) -> Said:
        """Grant an addition to one running clock, by its document."""
        deadline = next(running for running in self._running if running.rule == rule)
        self._granted[deadline.id] = ClockExtension(
            deadline_id=deadline.id, length=by.length, unit=by.unit, document=document
        )
        return self.recompute()

    def grant(self, rule: str, addition: str, document: str) -> Said:
        """Grant an addition that the rule itself names, in its own length."""
        deadline = next(running for running in self._running if running.rule == rule)
        named = {each.when: each.span for each in limit_named(deadline.limit_id).additions}
        return self.lengthen(rule, named[addition], document)

    def recompute(self) -> Said:
        """Compute every running clock anew; returns those whose dates or reasons moved."""
        self._counted_anew = True
        days = calendar(self._session)
        said: Said = []
        for deadline in self._running:
            before = (deadline.due_raw, deadline.due_legal, deadline.explanation)
            computed = self._count_again(deadline, days)
            if (deadline.due_raw, deadline.due_legal, deadline.explanation) != before:
                said.append(clock_entries.moved(deadline, computed, days))
        return said

    def _count_again(self, deadline: Deadline, days: WorkingCalendar) -> Due:
        rows = list(clock_facts.extensions_of(self._session, deadline))
        new = self._granted.get(deadline.id)
        if new is not None and new not in rows:
            rows.append(new)
        given = self._circumstances(deadline.started_on)
        given = replace(given, extensions=clock_facts.granted(rows))
        limit = self._as_set(limit_named(deadline.limit_id), deadline.started_on)
        return clock_rows.count(deadline, limit, given, days, opened_at=None)

    def documented(self, document: str) -> dict[str, Any]:
        """Name the document of the act wherever the act stopped or lengthened a clock.

        A document has its number only when the act is done, so this comes last: it tells the
        reasons anew and returns what the history keeps of them.
        """
        said: dict[str, Any] = {}
        if self._stopped is not None:
            self._stopped.document = document
            said["paused"] = clock_entries.paused(self._stopped)
        if self._resumed_on is not None:
            said["resumed"] = {"until": self._resumed_on.isoformat(), "document": document}
        if self._granted:
            said["extended"] = [
                self._documented(deadline, self._granted[deadline.id], document)
                for deadline in self._running
                if deadline.id in self._granted
            ]
        return said | self._told_anew() if self._counted_anew else said

    def _documented(self, deadline: Deadline, row: ClockExtension, document: str) -> dict[str, Any]:
        row.document = document
        self._session.add(row)
        return clock_entries.extended(deadline, row)

    def _told_anew(self) -> dict[str, Any]:
        """The reasons of the running clocks with their documents, and the conditions of each."""
        self._session.flush()
        self.__dict__.pop("_complexity", None)
        days, grounds = calendar(self._session), {}
        for deadline in self._running:
            self._count_again(deadline, days)
            grounds[deadline.uid.hex] = flags_said(self._circumstances(deadline.started_on))
        known = {uid: said for uid, said in grounds.items() if said}
        return {"flags": known} if known else {}

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
        flags = set(self._subject.flags or ())
        if isinstance(self._subject, Case) and self._subject.complex:
            flags.add("complex")
        if self._subject.urgency == SEVERAL:
            flags.add("several_agencies")
        if remote:
            flags.add("remote")
        return Circumstances(
            flags=frozenset(flags),
            pauses=() if self.fresh else clock_facts.pauses_of(self._session, self._subject.id),
            remote_basis=str(remote or ""),
            complex_basis=self._complexity if "complex" in flags else "",
        )

    @cached_property
    def _complexity(self) -> str:
        """The record by which the case was determined to be complex."""
        subject = self._subject.id
        return clock_facts.complexity_records(self._session, [subject]).get(subject, "")

    def _as_set(self, limit: TimeLimit, start: date) -> TimeLimit:
        """The rule, a target of the province with the length that it has on that day."""
        if limit.law_applies:
            return limit
        return target_periods.in_force(self._session).applied(limit, start)

    @cached_property
    def _remote(self) -> RemoteAreas:
        return remote_areas(self._session, self._subject.commune_code)


def _running(session: Session, subject: Subject) -> Sequence[Deadline]:
    return session.scalars(
        select(Deadline)
        .where(Deadline.subject_id == subject.id, Deadline.state == "open")
        .order_by(Deadline.id)
    ).all()
