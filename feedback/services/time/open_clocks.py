"""Open clocks that some days can touch, many at a time, with what is told of their files."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, bindparam, func, select
from sqlalchemy.orm import Session

from feedback.domain.deadlines import Circumstances, Extension, Pause
from feedback.domain.moving import REACH, Position, RunningClock, touched
from feedback.domain.time_limits import Length, Unit
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.subject.numbers import CASES, petition_number
from feedback.services.time import clock_facts, target_periods
from feedback.services.time.remote import RemoteAreas, all_remote_areas
from feedback.workflows.limits.registry import limit_named

_deadline, _subject = Deadline.__table__.c, Subject.__table__.c
_petition, _case = Petition.__table__.c, Case.__table__.c
#: Many files as one value: a list written out costs more to send than to look up.
_THESE = any_(bindparam("subjects", type_=ARRAY(BigInteger)))


@dataclass(frozen=True, slots=True)
class OpenClock:
    """One open clock and whose it is."""

    id: int
    uid: UUID
    subject_id: int
    subject: UUID
    kind: str
    agency: str
    agency_name: str
    #: register number; empty for a confidential file
    number: str
    running: RunningClock


def touched_subjects(
    session: Session, days: Collection[date], *, after: int, limit: int
) -> Sequence[int]:
    """The next files, by id, that may have a clock these days can touch."""
    return session.scalars(
        select(_deadline.subject_id)
        .where(_deadline.subject_id > after, *_may_be_touched(days))
        .group_by(_deadline.subject_id)
        .order_by(_deadline.subject_id)
        .limit(limit)
    ).all()


def _may_be_touched(days: Collection[date]) -> tuple[ColumnElement[bool], ...]:
    return (
        _deadline.state == "open",
        _deadline.due_legal.is_not(None),
        func.least(_deadline.started_on, _deadline.due_raw) <= max(days) + REACH,
        func.greatest(_deadline.started_on, _deadline.due_legal) >= min(days) - REACH,
    )


def open_clocks(
    session: Session, days: Collection[date], subjects: Sequence[int]
) -> list[OpenClock]:
    """The clocks of these files that the days can touch, as they are now."""
    rows = session.execute(_query(days), {"subjects": subjects}).all()
    around = _Around(session, subjects)
    found = (_open_clock(row, around) for row in rows)
    return [clock for clock in found if touched(clock.running, days)]


def _query(days: Collection[date]) -> Any:  # noqa: ANN401 - a select of many columns
    deadline, subject = Deadline.__table__, Subject.__table__
    petition, case = Petition.__table__, Case.__table__
    return (
        select(
            *deadline.c["id", "uid", "limit_id", "started_on", "started_at", "waits", "flags"],
            *deadline.c[
                "due_raw", "due_legal", "guard_on", "next_level", "next_level_at", "due_at"
            ],
            *subject.c["confidential", "commune_code"],
            _subject.id.label("subject_id"),
            _subject.uid.label("subject"),
            _subject.subject_kind.label("kind"),
            Agency.code.label("agency"),
            Agency.name.label("agency_name"),
            func.coalesce(_petition.book, CASES).label("book"),
            func.coalesce(_petition.year, _case.year).label("year"),
            func.coalesce(_petition.number, _case.number).label("number"),
        )
        .join_from(deadline, subject, _subject.id == _deadline.subject_id)
        .join(Agency, Agency.id == _subject.agency_id)
        .outerjoin(petition, _petition.id == _subject.id)
        .outerjoin(case, _case.id == _subject.id)
        .where(_deadline.subject_id == _THESE, *_may_be_touched(days))
        .order_by(_deadline.subject_id, _deadline.id)
    )


_PAUSES = (
    select(*ClockPause.__table__.c["subject_id", "since", "until", "ground", "document"])
    .where(ClockPause.subject_id == _THESE)
    .order_by(ClockPause.since)
)
_EXTENSIONS = (
    select(*ClockExtension.__table__.c["deadline_id", "length", "unit", "document"])
    .join_from(ClockExtension.__table__, Deadline.__table__)
    .where(_deadline.subject_id == _THESE)
    .order_by(ClockExtension.id)
)


class _Around:
    """Pauses, extensions and remote areas of many files, read once."""

    def __init__(self, session: Session, subjects: Sequence[int]) -> None:
        self.pauses: dict[int, tuple[Pause, ...]] = defaultdict(tuple)
        self.extensions: dict[int, tuple[Extension, ...]] = defaultdict(tuple)
        self.remote: RemoteAreas = all_remote_areas(session)
        self.targets = target_periods.in_force(session)
        self.complexity = clock_facts.complexity_records(session, subjects)
        given = {"subjects": subjects}
        for pause in session.execute(_PAUSES, given):
            told = Pause(pause.since, pause.until, pause.ground, pause.document)
            self.pauses[pause.subject_id] += (told,)
        for granted in session.execute(_EXTENSIONS, given):
            extension = Extension(Length(granted.length, Unit(granted.unit)), granted.document)
            self.extensions[granted.deadline_id] += (extension,)


def _open_clock(row: Any, around: _Around) -> OpenClock:  # noqa: ANN401 - a row of the query above
    number = "" if row.confidential else petition_number(row.book, row.year, row.number)
    return OpenClock(
        id=row.id,
        uid=row.uid,
        subject_id=row.subject_id,
        subject=row.subject,
        kind=row.kind,
        agency=row.agency,
        agency_name=row.agency_name,
        number=number,
        running=RunningClock(
            limit=around.targets.applied(limit_named(row.limit_id), row.started_on),
            started_on=row.started_on,
            given=_given(row, around),
            waits=row.waits,
            at=Position(
                row.due_raw,
                row.due_legal,
                row.guard_on,
                row.next_level,
                row.next_level_at,
                row.due_at,
            ),
            started_at=row.started_at,
        ),
    )


def _given(row: Any, around: _Around) -> Circumstances:  # noqa: ANN401 - as above
    """As the clock was computed last: a change of days brings no other circumstance in."""
    basis = around.remote.basis(row.commune_code, row.started_on) if "remote" in row.flags else None
    return Circumstances(
        flags=frozenset(row.flags),
        pauses=around.pauses.get(row.subject_id, ()),
        extensions=around.extensions.get(row.id, ()),
        remote_basis=str(basis or ""),
        complex_basis=around.complexity.get(row.subject_id, "") if "complex" in row.flags else "",
    )
