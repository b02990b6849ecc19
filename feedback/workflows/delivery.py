"""The day the complainant received the decision: from it their own time runs.

Rows shared by the four procedures of complaints. For the first time the period to complain again is
the citizen's right (Luật Khiếu nại Điều 33; on discipline Điều 48): its end is waited for, nobody
can be late with it. For the second time only the way to the court is left, which is no step here.
"""

from datetime import date

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.domain.roles import Role
from feedback.workflows.guards.delivery import (
    receipt_is_not_recorded_yet,
    received_after_sending,
    received_as_proven,
    received_by_now,
)
from feedback.workflows.rows import SAME, Act, Clock, Transition

OFFICER = Role.CASE_OFFICER
SENT = ("sent", "published", "enforcing", "enforced")


def _day_received(_facts: Facts, act: Act) -> date | None:
    return act.day("delivered_on")


# fmt: off
def row(basis: Basis) -> Transition:
    """The act of recording, under the article that lets the complainant's time run from there."""
    return Transition(SENT,  "record_delivery",     SAME,            "Ghi nhận ngày người khiếu nại nhận quyết định", OFFICER, basis,
                      needs=("delivered_on", "delivered_how"), provided=(receipt_is_not_recorded_yet, received_after_sending, received_by_now, received_as_proven))


def clock(rule: str) -> Clock:
    """The time to complain again, counted from the day of receipt."""
    return Clock(rule,       ("record_delivery",), ("close",), since=_day_received, waits=True)
# fmt: on
