"""Figures of the target for a period, and the files behind each, in one statement apiece."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from feedback.domain.figures import Count, Figure, Period
from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.suppression import Reading, told
from feedback.domain.targets import CELLS, GUARDS, Cell, Measure, Shape
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.queries.populations import catalogue
from feedback.queries.populations.asked import Asked, Rows
from feedback.queries.populations.catalogue import POPULATIONS


@dataclass(frozen=True, slots=True)
class CellFigures:
    """A cell, its figures, and the measures nobody can compute yet."""

    cell: Cell
    figures: tuple[Figure, ...]
    missing: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Board:
    cells: tuple[CellFigures, ...]
    guards: tuple[Figure, ...]


def board(
    session: Session, period: Period, today: date, idle_since: date, reading: Reading
) -> Board:
    """The nine cells and their guards as somebody reads figures; two statements."""
    asked = Asked(period.until(today), today, idle_since)
    counts = _counts(session, asked, reading)
    return Board(
        cells=tuple(_cell_figures(cell, counts) for cell in CELLS),
        guards=_guards(session, asked, reading),
    )


def _counts(session: Session, asked: Asked, reading: Reading) -> dict[tuple[str, str], Count]:
    before = Asked(
        asked.period.a_year_before(), asked.today, asked.idle_since - timedelta(days=365)
    )
    parts = [_counted(name, "now", asked) for name in POPULATIONS]
    parts += [_counted(measure.name, "before", before) for measure in _compared()]
    return {
        (name, when): told(Count(hits, total), Count(protected_hits, protected), reading)
        for name, when, hits, total, protected_hits, protected in session.execute(union_all(*parts))
    }


def _compared() -> list[Measure]:
    return [
        measure
        for cell in CELLS
        for measure in cell.measures
        if measure.computable and measure.goal.shape is Shape.CHANGE
    ]


def _counted(name: str, when: str, asked: Asked) -> Rows:
    """Files that meet the condition and all of them; the same of those that are protected."""
    files, subject = POPULATIONS[name](asked).subquery(), Subject.__table__.c
    return (
        select(
            literal(name),
            literal(when),
            func.count().filter(files.c.hit),
            func.count(),
            func.count().filter(files.c.hit, subject.confidential),
            func.count().filter(subject.confidential),
        )
        .join_from(files, Subject.__table__, subject.id == files.c.subject_id)
        .where(conflict_free(files.c.subject_id), files.c.subject_id.not_in(catalogue.APART))
    )


def _cell_figures(cell: Cell, counts: dict[tuple[str, str], Count]) -> CellFigures:
    return CellFigures(
        cell,
        tuple(
            Figure(measure, counts[measure.name, "now"], counts.get((measure.name, "before")))
            for measure in cell.measures
            if measure.computable
        ),
        tuple(measure for measure in cell.measures if not measure.computable),
    )


def _guards(session: Session, asked: Asked, reading: Reading) -> tuple[Figure, ...]:
    """Days and clocks; what may be told of them hangs on how many files they are of."""
    rows = session.execute(union_all(*(_measured(measure.name, asked) for measure in GUARDS)))
    counted = {
        name: told(Count(hits, total), Count(of_hits, of_total), reading, files=(touched, others))
        for name, hits, total, of_hits, of_total, touched, others in rows
    }
    return tuple(Figure(measure, counted[measure.name]) for measure in GUARDS)


def _measured(name: str, asked: Asked) -> Rows:
    """Hits and total; the same of protected files; and how many such files have hits, and none."""
    files, subject = catalogue.GUARDS[name](asked).subquery(), Subject.__table__.c
    counts, touched = (files.c.hits, files.c.total), files.c.hits > 0
    there = (files.c.total > 0) & subject.confidential
    return (
        select(
            literal(name),
            *(func.coalesce(func.sum(each), 0) for each in counts),
            *(func.coalesce(func.sum(each).filter(subject.confidential), 0) for each in counts),
            func.count().filter(there, touched),
            func.count().filter(there, ~touched),
        )
        .join_from(files, Subject.__table__, subject.id == files.c.subject_id)
        .where(conflict_free(files.c.subject_id), files.c.subject_id.not_in(catalogue.APART))
    )


@dataclass(frozen=True, slots=True)
class Member:
    """A file behind a figure, without anybody's identity and without its story."""

    id: int
    subject_kind: SubjectKind
    book: str
    year: int
    number: int
    kind: Kind
    agency: str
    received_at: datetime
    closed_on: date | None
    hit: bool


@dataclass(frozen=True, slots=True)
class Members:
    rows: Sequence[Member]
    #: where the next page begins, None on the last
    after: int | None


def members(
    session: Session,
    measure: Measure,
    asked: Asked,
    *,
    confidential: bool,
    hit: bool | None = None,
    after: int | None = None,
    size: int = 50,
) -> Members:
    """One page of the files behind a measure, newest first; one statement.

    ``confidential`` False leaves out protected files: who may be the person denounced must not
    infer that there is a case. ``hit`` keeps only files that meet the condition, or do not.
    """
    files = POPULATIONS[measure.name](asked).subquery()
    subject, petition, case = Subject.__table__.c, Petition.__table__.c, Case.__table__.c
    query = (
        select(
            subject.id,
            subject.subject_kind,
            func.coalesce(petition.book, ""),
            func.coalesce(petition.year, case.year),
            func.coalesce(petition.number, case.number),
            subject.kind,
            Agency.name,
            subject.received_at,
            subject.closed_on,
            files.c.hit,
        )
        .join_from(files, Subject.__table__, subject.id == files.c.subject_id)
        .join(Agency, Agency.id == subject.agency_id)
        .outerjoin(Petition.__table__, petition.id == subject.id)
        .outerjoin(Case.__table__, case.id == subject.id)
        .where(conflict_free(subject.id), files.c.subject_id.not_in(catalogue.APART))
        .order_by(subject.id.desc())
        .limit(size + 1)
    )
    if not confidential:
        query = query.where(subject.confidential.is_(False))
    if hit is not None:
        query = query.where(files.c.hit.is_(hit))
    if after is not None:
        query = query.where(subject.id < after)
    rows = [Member(*row) for row in session.execute(query)]
    return Members(rows[:size], rows[size - 1].id if len(rows) > size else None)
