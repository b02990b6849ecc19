"""``/thanh-tra/quy-trinh``: every edition of every procedure, drawn and as its tables."""

from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import allowed
from feedback.blueprints.inspection import drawing
from feedback.blueprints.inspection.blueprint import LISTERS, inspection, page
from feedback.blueprints.inspection.letters import letter_name
from feedback.domain import clock
from feedback.domain.errors import NotFoundError, UnknownRuleError
from feedback.workflows.core import Edition
from feedback.workflows.registry import all_editions, edition_named


@inspection.get("/quy-trinh")
@allowed(*LISTERS)
def procedures() -> ResponseReturnValue:
    return page("procedures", editions=all_editions(), today=clock.today())


@inspection.get("/quy-trinh/<procedure>/<name>")
@allowed(*LISTERS)
def procedure(procedure: str, name: str) -> ResponseReturnValue:
    edition = _edition(procedure, name)
    return page(
        "procedure",
        edition=edition,
        picture=drawing.picture(edition),
        states=drawing.state_rows(edition),
        acts=drawing.act_rows(edition),
        clocks=drawing.clock_rows(edition),
        letters=[(letter_name(due.name), due) for due in edition.letters],
        titles={row.action: row.title for row in edition.transitions},
    )


def _edition(procedure: str, name: str) -> Edition:
    try:
        return edition_named(procedure, name)
    except UnknownRuleError as error:
        raise NotFoundError("Không có quy trình này.") from error
