"""Until when a complaint may be lodged, told to the person who writes it; it never stops anybody.

Luật Khiếu nại Điều 9: 90 days from receiving the decision or knowing of it; Điều 48: 15 days from
receiving a decision of discipline; not counting time lost to illness, disaster, distant work or
study. Whether such time was lost only the writer knows.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from feedback.domain.deadlines import Start, due
from feedback.domain.errors import NoLawInForceError
from feedback.domain.petitions import Kind
from feedback.services.calendars import calendar
from feedback.workflows.limits.registry import limit_in_force

LODGING = {Kind.COMPLAINT: "KN1-LODGE", Kind.DISCIPLINE_COMPLAINT: "KL1-LODGE"}


@dataclass(frozen=True, slots=True)
class FilingPeriod:
    """``last_day`` is None when our calendar does not reach back to the day named."""

    span: str
    last_day: date | None
    over: bool
    basis: str


def filing_period(session: Session, rule: str, known_on: date, today: date) -> FilingPeriod:
    """The period for somebody who knew on this day."""
    try:
        limit = limit_in_force(rule, known_on)
        ends = due(limit, Start(known_on), calendar(session)).legal
    except NoLawInForceError:
        limit, ends = limit_in_force(rule, today), None
    over = ends is None or ends < today
    return FilingPeriod(str(limit.span), ends, over, str(limit.basis))
