"""Search among the files of one's own agency: ``/can-bo/tim``."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.domain.text import clean_line
from feedback.extensions import db
from feedback.queries import search
from feedback.services.time.calendars import calendar


@office.get("/tim")
@asks(Action.SEARCH)
def find() -> ResponseReturnValue:
    needle = clean_line(request.args.get("q", ""))[: search.LONGEST]
    session, today = db.session(), clock.today()
    rows, below = search.search(
        session, current_actor(), needle, request.args.get("truoc", type=int)
    )
    days = calendar(session)
    lines = [
        words.line(row, days, today, href=words.file_url(row.id, row.subject_kind), is_open=False)
        for row in rows
    ]
    older = url_for("office.find", q=needle, truoc=below) if below else None
    return page("search", needle=needle, lines=lines, older=older)
