"""``/thanh-tra/muc-tieu``: the nine cells for a period, and the files behind each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import number_vn
from feedback.blueprints.guards import asks, may
from feedback.blueprints.inspection.blueprint import (
    inspection,
    number_words,
    page,
)
from feedback.blueprints.inspection.period import read_period
from feedback.blueprints.office.words import full_kind
from feedback.domain import clock
from feedback.domain.errors import NotFoundError
from feedback.domain.figures import Figure, Period
from feedback.domain.policy.actions import Action
from feedback.domain.suppression import Reading
from feedback.domain.targets import EVIDENCE_TITLES, GROUP_TITLES, Cell, Measure, Shape, cell
from feedback.domain.text import clean_line
from feedback.extensions import db
from feedback.queries.populations.asked import Asked
from feedback.queries.statistics import CellFigures, Member, board, members
from feedback.services.time.calendars import calendar

#: Working days without any act after which a file counts as idle.
IDLE = 10
#: Which files behind a share: all, those that meet the condition, those that do not.
SIDES: dict[str, bool | None] = {"": None, "dat": True, "chua": False}


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in words; ``href`` leads to the files behind it."""

    title: str
    formula: str
    value: str
    detail: str
    goal: str
    reached: bool | None
    href: str | None


@dataclass(frozen=True, slots=True)
class SaidCell:
    cell: Cell
    evidence: str
    figures: Sequence[Said]
    missing: Sequence[Measure]


@dataclass(frozen=True, slots=True)
class Line:
    """A file behind a figure, without anybody's identity."""

    number: str
    href: str | None
    kind: str
    agency: str
    received: date
    closed_on: date | None
    hit: bool


@inspection.get("/muc-tieu")
@asks(Action.SEE_STATISTICS)
def target() -> ResponseReturnValue:
    typed = read_period(request.args, clock.today())
    if typed.period is None:
        refused = page("target", typed=typed, period=None, errors=True)
        return refused, HTTPStatus.UNPROCESSABLE_ENTITY
    asked = _asked(typed.period)
    figures = board(db.session(), typed.period, asked.today, asked.idle_since, _reading())
    lists = may(Action.LIST_BEHIND_FIGURE)
    return page(
        "target",
        typed=typed,
        period=asked.period,
        groups=[
            (
                title,
                [
                    _said_cell(each, typed.period, lists=lists)
                    for each in figures.cells
                    if each.cell.group is group
                ],
            )
            for group, title in GROUP_TITLES.items()
        ],
        guards=[_said(figure, None, typed.period) for figure in figures.guards],
        cut=asked.period.last < typed.period.last,
    )


@inspection.get("/muc-tieu/<code>")
@asks(Action.LIST_BEHIND_FIGURE)
def files(code: str) -> ResponseReturnValue:
    """The files behind one figure, newest first."""
    found, measure = _measure(code, clean_line(request.args.get("phan", "")))
    typed = read_period(request.args, clock.today())
    side = request.args.get("chi", "") if measure.goal.shape is Shape.SHARE else ""
    if typed.period is None:
        refused = page("files", typed=typed, cell=found, measure=measure, period=None, errors=True)
        return refused, HTTPStatus.UNPROCESSABLE_ENTITY
    follows = may(Action.READ_HISTORY)
    listed = members(
        db.session(),
        measure,
        _asked(typed.period),
        confidential=follows,
        hit=SIDES.get(side),
        after=request.args.get("cu_hon", type=int),
    )
    here = {"code": code, "phan": measure.name, **_days(typed.period)}
    return page(
        "files",
        typed=typed,
        cell=found,
        measure=measure,
        period=typed.period,
        lines=[_line(row, opens=follows) for row in listed.rows],
        older=_files_url(here, chi=side or None, cu_hon=listed.after) if listed.after else None,
        sides=[(name, _files_url(here, chi=name or None), name == side) for name in SIDES],
        is_share=measure.goal.shape is Shape.SHARE,
        leaves_out=not follows,
    )


def _reading() -> Reading:
    """Who follows every file reads all; who lists others than protected ones counts those alone."""
    if may(Action.READ_HISTORY):
        return Reading.WHOLE
    return Reading.OTHERS if may(Action.LIST_BEHIND_FIGURE) else Reading.FROM_FIVE


def _files_url(here: dict[str, str], **more: object) -> str:
    return url_for("inspection.files", **here, **more)  # type: ignore[arg-type]  # words of the query string


def _asked(period: Period) -> Asked:
    today = clock.today()
    until = period.until(today)
    days = calendar(db.session())
    return Asked(until, today, days.subtract_working_days(until.last, IDLE))


def _days(period: Period) -> dict[str, str]:
    return {"tu": period.first.isoformat(), "den": period.last.isoformat()}


def _measure(code: str, name: str) -> tuple[Cell, Measure]:
    try:
        found = cell(code)
        return found, found.measure(name)
    except KeyError as error:
        raise NotFoundError("Không có chỉ tiêu này, hoặc chưa tính được.") from error


def _said_cell(each: CellFigures, period: Period, *, lists: bool) -> SaidCell:
    opens = each.cell if lists else None
    return SaidCell(
        each.cell,
        EVIDENCE_TITLES[each.cell.evidence],
        [_said(figure, opens, period) for figure in each.figures],
        each.missing,
    )


def _said(figure: Figure, opens: Cell | None, period: Period) -> Said:
    measure = figure.measure
    href = None
    if opens is not None and figure.now.total:
        here = {"code": opens.code, "phan": measure.name, **_days(period)}
        href = url_for("inspection.files", **here)  # type: ignore[arg-type]  # words of the query string
    value, detail = _words(figure)
    return Said(
        title=measure.title,
        formula=measure.formula,
        value=value,
        detail=detail,
        goal=str(measure.goal),
        reached=figure.reached,
        href=href,
    )


def _words(figure: Figure) -> tuple[str, str]:
    """The figure, and what it was made of."""
    now, shape = figure.now, figure.measure.goal.shape
    if shape is Shape.COUNT:
        return number_vn(now.hits), "hồ sơ"
    if shape is Shape.CHANGE:
        return number_vn(now.hits), _trend(figure)
    if now.percent is None:
        return "–", "không có hồ sơ nào để tính trong kỳ"
    return f"{number_vn(now.percent, 1)} %", f"{number_vn(now.hits)} trên {number_vn(now.total)}"


def _trend(figure: Figure) -> str:
    before = figure.before.hits if figure.before else 0
    if figure.change is None:
        return f"hồ sơ; cùng kỳ năm trước {before}, không có tỷ lệ"
    if not figure.change:
        return f"hồ sơ; bằng cùng kỳ năm trước ({number_vn(before)})"
    word = "giảm" if figure.change < 0 else "tăng"
    percent = number_vn(abs(figure.change), 1)
    return f"hồ sơ; {word} {percent} % so với {number_vn(before)} cùng kỳ năm trước"


def _line(row: Member, *, opens: bool) -> Line:
    return Line(
        number=number_words(row.book, row.year, row.number),
        href=url_for("inspection.history", subject_id=row.id) if opens else None,
        kind=full_kind(row.kind, row.subject_kind),
        agency=row.agency,
        received=clock.civil_day(row.received_at),
        closed_on=row.closed_on,
        hit=row.hit,
    )
