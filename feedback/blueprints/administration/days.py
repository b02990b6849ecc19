"""``/quan-tri/lich``: the calendar of a year, its changes, and the communes that are remote."""

from flask import request
from flask.typing import ResponseReturnValue

from feedback.blueprints.administration import words
from feedback.blueprints.administration.blueprint import administration, page
from feedback.blueprints.guards import asks
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.domain.text import clean_line
from feedback.extensions import db
from feedback.queries import days as queries


@administration.get("/lich")
@asks(Action.MANAGE_DAYS)
def calendar() -> ResponseReturnValue:
    session, typed = db.session(), clean_line(request.args.get("nam", ""))[:20]
    first, last = queries.years(session) or (clock.today().year, clock.today().year)
    year, refused = _year(typed, first, last)
    shown = page(
        "days",
        year=year,
        first=first,
        last=last,
        typed=typed or str(year),
        refused=refused,
        errors=bool(refused),
        rows=[] if refused else queries.days_of_year(session, year),
        changes=queries.changes(session),
        remote=queries.remote_rows(session),
        words=words,
    )
    return (shown, 422) if refused else shown


def _year(typed: str, first: int, last: int) -> tuple[int, str]:
    """The year asked for, and what is wrong with it; without one, this year."""
    if not typed:
        return min(max(clock.today().year, first), last), ""
    if typed.isascii() and typed.isdigit() and first <= int(typed) <= last:
        return int(typed), ""
    return last, f"Lịch chỉ có dữ liệu từ năm {first} đến năm {last}."
