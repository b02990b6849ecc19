"""Until when a complaint may be lodged, told to who writes it and who reads it; it stops nobody.

Luật Khiếu nại Điều 9: 90 days from receiving the decision or knowing of it; Điều 48: 15 days from
receiving a decision of discipline; Điều 33 and 48 for the second time, from the first decision.
Time lost to illness, disaster, distant work or study does not count; whether it was lost only the
writer knows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.deadlines import Circumstances, Start, due
from feedback.domain.errors import NoLawInForceError
from feedback.domain.petitions import Kind
from feedback.workflows.limits.registry import limit_in_force

LODGING = {Kind.COMPLAINT: "KN1-LODGE", Kind.DISCIPLINE_COMPLAINT: "KL1-LODGE"}
LODGING_AGAIN = {Kind.COMPLAINT: "KN2-LODGE", Kind.DISCIPLINE_COMPLAINT: "KL2-LODGE"}


@dataclass(frozen=True, slots=True)
class FilingPeriod:
    """``last_day`` is None when our calendar does not reach back to the day named."""

    span: str
    last_day: date | None
    #: whether it has ended by the day asked about
    over: bool
    basis: str


def filing_period(
    days: WorkingCalendar, rule: str, known_on: date, on: date, flags: Collection[str] = ()
) -> FilingPeriod:
    """The period for somebody who knew on one day and complains on another."""
    given = Circumstances(flags=frozenset(flags))
    try:
        limit = limit_in_force(rule, known_on)
        ends = due(limit, Start(known_on), days, given).legal
    except NoLawInForceError:
        limit, ends = limit_in_force(rule, on), None
    longer = limit.variant_for(flags)
    over = ends is None or ends < on
    return FilingPeriod(str((longer or limit).span), ends, over, str(limit.basis))
