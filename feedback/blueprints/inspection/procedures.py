"""``/thanh-tra/quy-trinh``: every edition of every procedure, drawn and as its tables."""

from flask import request
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.inspection import drawing
from feedback.blueprints.inspection.blueprint import inspection, page
from feedback.domain import clock
from feedback.domain.errors import NotFoundError, UnknownRuleError
from feedback.domain.policy.actions import Action
from feedback.workflows.core import Edition
from feedback.workflows.differences import PARTS, differences
from feedback.workflows.glossary import letter_title
from feedback.workflows.registry import PROCEDURES, edition_named


@inspection.get("/quy-trinh")
@asks(Action.SEE_PROCEDURES)
def procedures() -> ResponseReturnValue:
    rows = [
        (edition, older)
        for editions in PROCEDURES.values()
        for edition, older in zip(editions, (None, *editions), strict=False)
    ]
    return page("procedures", rows=rows, today=clock.today())


@inspection.get("/quy-trinh/<procedure>/<name>")
@asks(Action.SEE_PROCEDURES)
def procedure(procedure: str, name: str) -> ResponseReturnValue:
    edition = _edition(procedure, name)
    return page(
        "procedure",
        edition=edition,
        picture=drawing.picture(edition),
        states=drawing.state_rows(edition),
        acts=drawing.act_rows(edition),
        clocks=drawing.clock_rows(edition),
        letters=[(letter_title(due.name), due) for due in edition.letters],
        titles={row.action: row.title for row in edition.transitions},
    )


@inspection.get("/quy-trinh/<procedure>/so-sanh")
@asks(Action.SEE_PROCEDURES)
def comparison(procedure: str) -> ResponseReturnValue:
    """Two editions beside one another; without a choice, the newest and the one before it."""
    editions = PROCEDURES.get(procedure, ())
    names = [edition.name for edition in editions]
    old = _edition(procedure, request.args.get("cu") or "".join(names[-2:-1] or names))
    new = _edition(procedure, request.args.get("moi") or "".join(names[-1:]))
    found = differences(old, new)
    return page(
        "comparison",
        old=old,
        new=new,
        choices=[(name, name) for name in names],
        parts=[(part, [each for each in found if each.part == part]) for part in PARTS],
    )


def _edition(procedure: str, name: str) -> Edition:
    try:
        return edition_named(procedure, name)
    except UnknownRuleError as error:
        raise NotFoundError("Không có quy trình này.") from error
