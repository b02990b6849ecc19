"""What the arithmetic of a clock rests on, read from the tables: grounds, pauses, additions."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, any_, bindparam, select
from sqlalchemy.orm import Session, load_only
from sqlalchemy.orm.strategy_options import _AbstractLoad

from feedback.domain.deadlines import Extension, Pause
from feedback.domain.letters.wording import numbered
from feedback.domain.time_limits import Length, Unit
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.letter import IssuedLetter

#: The document that determines a case to be complex.
COMPLEXITY = "complexity_record"

_COMPLEXITY_RECORDS = (
    select(IssuedLetter)
    .where(
        IssuedLetter.subject_id == any_(bindparam("subjects", type_=ARRAY(BigInteger))),
        IssuedLetter.name == COMPLEXITY,
    )
    .order_by(IssuedLetter.id.desc())
)


def complexity_records(session: Session, subjects: Sequence[int]) -> dict[int, str]:
    """How the record of each case is cited; none under an edition that knew no such document."""
    rows = session.scalars(_COMPLEXITY_RECORDS.options(_as_cited()), {"subjects": subjects})
    return {letter.subject_id: cited(letter) for letter in rows}


def _as_cited() -> _AbstractLoad:
    """No more than that: who counts clocks anew may not know what documents say."""
    return load_only(
        IssuedLetter.subject_id,
        IssuedLetter.title,
        IssuedLetter.number,
        IssuedLetter.symbol,
        IssuedLetter.issued_on,
    )


def cited(letter: IssuedLetter) -> str:
    """``Quyết định … số 12/QĐ-UBND ngày 10/08/2026``."""
    number = numbered(letter.number, letter.symbol)
    return f"{letter.title}{number} ngày {letter.issued_on:%d/%m/%Y}"


def pauses_of(session: Session, subject_id: int) -> tuple[Pause, ...]:
    rows = session.scalars(
        select(ClockPause).where(ClockPause.subject_id == subject_id).order_by(ClockPause.since)
    )
    return tuple(Pause(row.since, row.until, row.ground, row.document) for row in rows)


def extensions_of(session: Session, deadline: Deadline) -> Sequence[ClockExtension]:
    return session.scalars(
        select(ClockExtension)
        .where(ClockExtension.deadline_id == deadline.id)
        .order_by(ClockExtension.id)
    ).all()


def granted(rows: Sequence[ClockExtension]) -> tuple[Extension, ...]:
    return tuple(Extension(Length(e.length, Unit(e.unit)), e.document) for e in rows)
