"""Recommendations and reports: whoever answers for the matter; no table of posts in the law."""

from datetime import date

from feedback.domain.competence.bodies import Body
from feedback.domain.competence.rows import Mark, Matter, Row
from feedback.domain.time_limits import Basis, Confidence

LTCD = "Luật Tiếp công dân 42/2013/QH13"

RECOMMENDATIONS: tuple[Row, ...] = tuple(
    Row(
        kind=kind,
        against=None,
        first=Body.AGENCY_OF_MATTER,
        superior=None,
        basis=(Basis(LTCD, "26", "2"),),
        sure=Mark.SOURCE,
        confidence=Confidence.HIGH,
        in_force_from=date(2014, 7, 1),
    )
    for kind in (Matter.RECOMMENDATION, Matter.REPORT)
)
