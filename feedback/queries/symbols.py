"""Which symbol each series of an agency carries today, and what holds from a later day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.letters.catalogue import series_of, types
from feedback.models.agency import Agency
from feedback.models.register import RegisterSymbol


@dataclass(frozen=True, slots=True)
class Line:
    """A symbol of a series; without ``first_day`` nobody has fixed one yet."""

    title: str
    restricted: bool
    symbol: str
    first_day: date | None
    decision: str
    #: holds from a later day
    ahead: bool


def symbols_of(session: Session, agency: Agency, today: date) -> list[Line]:
    """One line a series for today, one more for each change ahead."""
    fixed: dict[tuple[str, bool], list[RegisterSymbol]] = {}
    rows = select(RegisterSymbol).where(RegisterSymbol.agency_id == agency.id)
    for row in session.scalars(rows.order_by(RegisterSymbol.first_day, RegisterSymbol.id)):
        fixed.setdefault((row.type_code, row.restricted), []).append(row)
    lines: list[Line] = []
    for series in series_of(agency.code, agency.symbol):
        key = (series.type_code, series.restricted)
        title = types()[key]
        known = fixed.get(key, [])
        holding = [row for row in known if row.first_day <= today][-1:]
        if not holding:
            lines.append(
                Line(title, series.restricted, series.default_symbol, None, "", ahead=False)
            )
        shown = [*holding, *(row for row in known if row.first_day > today)]
        lines += [_line(title, row, today) for row in shown]
    return lines


def _line(title: str, row: RegisterSymbol, today: date) -> Line:
    return Line(
        title, row.restricted, row.symbol, row.first_day, row.decision, ahead=row.first_day > today
    )
