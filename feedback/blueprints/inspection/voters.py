"""``/thanh-tra/kien-nghi-cu-tri``: what voters recommended, and what became of it."""

from dataclasses import dataclass
from datetime import date

from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.inspection.blueprint import inspection, number_words, page
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import voters as recommendations
from feedback.services.subject.numbers import CASES
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.voters import OUTCOMES
from feedback.workflows.registry import governing


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation in words."""

    number: str
    title: str
    asked_by: str
    agency: str
    state: str
    outcome: str
    promised_on: date | None
    due_on: date | None
    late: bool


@inspection.get("/kien-nghi-cu-tri")
@asks(Action.SEE_VOTERS)
def voters() -> ResponseReturnValue:
    today = clock.today()
    lines = [_line(row, today) for row in recommendations.rows(db.session())]
    return page("voters", lines=lines, late=sum(line.late for line in lines))


def _line(row: recommendations.Row, today: date) -> Line:
    source = dict(INPUTS["source"].choices).get(row.source, "")
    said = (f"cử tri {row.voters_of}", row.session, source)
    return Line(
        number=number_words(CASES, row.year, row.number),
        title=row.title,
        asked_by=", ".join(part for part in said if part),
        agency=row.agency,
        state=governing(row.procedure, row.edition, today).state(row.state).title,
        outcome=dict(OUTCOMES).get(row.verdict, "Chưa trả lời"),
        promised_on=row.promised_on,
        due_on=row.due_on,
        late=row.is_late(today),
    )
