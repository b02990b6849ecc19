"""The question put to the table: who is competent, for which kind, against which post, when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.domain.competence.bodies import Against, Body
from feedback.domain.competence.complaints import COMPLAINTS, DISCIPLINE
from feedback.domain.competence.denunciations import DENUNCIATIONS
from feedback.domain.competence.fields import UNCHECKED, ministry_of
from feedback.domain.competence.recommendations import RECOMMENDATIONS
from feedback.domain.competence.rows import Mark, Matter, Row
from feedback.domain.errors import MalformedTableError
from feedback.domain.time_limits import Confidence

TABLE: tuple[Row, ...] = (*COMPLAINTS, *DISCIPLINE, *DENUNCIATIONS, *RECOMMENDATIONS)
UNKNOWN = "Chưa có căn cứ nào được đối chiếu cho trường hợp này vào ngày này."


@dataclass(frozen=True, slots=True)
class Answer:
    """Who decides first and who above; an answer without ``row`` says that none is known."""

    row: Row | None
    first: str | None = None
    superior: str | None = None
    basis: str = ""
    sure: Mark | None = None
    confidence: Confidence | None = None
    note: str = UNKNOWN

    @property
    def certain(self) -> bool:
        """Read in the law itself: what it says may be enforced, not only shown."""
        return self.sure is Mark.SOURCE


def competent(kind: Matter, against: Against | None, on: date, field: str = "") -> Answer:
    """The row in force on the day, as people read it; unknown is said, never guessed."""
    row = row_of(kind, against, on)
    if row is None:
        return Answer(None)
    superior, note = _superior(row, field, on)
    return Answer(row, str(row.first), superior, row.cited, row.sure, row.confidence, note)


def row_of(kind: Matter, against: Against | None, on: date) -> Row | None:
    return next((row for row in _rows(kind, against) if row.in_force(on)), None)


def _rows(kind: Matter, against: Against | None) -> Iterator[Row]:
    return (row for row in TABLE if row.kind is kind and row.against in {against, None})


def _superior(row: Row, field: str, on: date) -> tuple[str | None, str]:
    """The minister by name, where the field is known."""
    if row.superior is None:
        return None, row.note
    ministry = ministry_of(field, on) if row.superior is Body.MINISTER_OF_FIELD else None
    if ministry is None:
        return str(row.superior), row.note
    return f"Bộ trưởng {ministry}", f"{row.note} ({UNCHECKED})".strip()


def check(table: Sequence[Row]) -> None:
    """Refuse a table where two rows answer the same question on the same day."""
    for number, row in enumerate(table):
        for other in table[number + 1 :]:
            same = (row.kind, row.against) == (other.kind, other.against)
            if same and (row.in_force(other.in_force_from) or other.in_force(row.in_force_from)):
                raise MalformedTableError(f"two rows for {row.kind} against {row.against}")


check(TABLE)
