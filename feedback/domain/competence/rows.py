"""What a row of the table of competence says, and how surely it is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from feedback.domain.competence.bodies import Against, Body
from feedback.domain.time_limits import Basis, Confidence

#: Since this day there are two tiers: districts ended the day before.
TWO_TIERS_FROM = date(2025, 7, 1)
DISTRICTS_UNTIL = date(2025, 6, 30)


class Matter(StrEnum):
    """Kinds of petition as competence tells them apart."""

    COMPLAINT = "complaint"
    DISCIPLINE_COMPLAINT = "complaint_discipline"
    DENUNCIATION = "denunciation"
    RECOMMENDATION = "recommendation"
    REPORT = "report"

    @property
    def words(self) -> str:
        return _MATTERS[self]


_MATTERS = {
    Matter.COMPLAINT: "Khiếu nại",
    Matter.DISCIPLINE_COMPLAINT: "Khiếu nại quyết định kỷ luật",
    Matter.DENUNCIATION: "Tố cáo",
    Matter.RECOMMENDATION: "Kiến nghị",
    Matter.REPORT: "Phản ánh",
}


class Mark(StrEnum):
    """Where a statement comes from: read in the text, reported, inferred from it, remembered."""

    SOURCE = "S"
    REPORT = "R"
    INFERENCE = "I"
    MEMORY = "M"

    @property
    def words(self) -> str:
        return _MARKS[self]


_MARKS = {
    Mark.SOURCE: "đọc trong văn bản",
    Mark.REPORT: "theo tài liệu dẫn lại, chưa đọc văn bản",
    Mark.INFERENCE: "suy ra từ văn bản đã đọc",
    Mark.MEMORY: "chưa đối chiếu văn bản",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who is competent for one kind against one post, from a day on; ``against`` None is anybody.

    ``superior`` decides a complaint again, or a denunciation once it is renewed; None where the
    study names nobody.
    """

    kind: Matter
    against: Against | None
    first: Body
    superior: Body | None
    basis: tuple[Basis, ...]
    sure: Mark
    confidence: Confidence
    in_force_from: date
    in_force_to: date | None = None
    note: str = ""

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    @property
    def cited(self) -> str:
        """The articles, each instrument named once."""
        return cite(self.basis)


def cite(basis: Sequence[Basis]) -> str:
    """``khoản 1 Điều 12; khoản 2 Điều 13 Luật Tố cáo …``: what follows one another is one law's."""
    cited = []
    for instrument, places in groupby(basis, key=lambda each: each.instrument):
        words = "; ".join(str(each).removesuffix(instrument).strip() for each in places)
        cited.append(f"{words} {instrument}".strip())
    return "; ".join(cited)
