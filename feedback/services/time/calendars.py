"""The working calendar from the province's table of days, kept until the table changes."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from feedback.domain.calendar import DayKind, SpecialDay, WorkingCalendar
from feedback.domain.errors import NoLawInForceError
from feedback.models.agency import CalendarDay

_day = CalendarDay.__table__
_KEPT: dict[tuple[int, int], WorkingCalendar] = {}


def _row_text() -> ColumnElement[str]:
    return func.concat(_day.c.day, _day.c.kind, _day.c.reason, _day.c.active)


_VERSION = select(
    func.count(),
    func.coalesce(func.sum(func.hashtext(_row_text())), 0),
).select_from(_day)


def calendar(session: Session) -> WorkingCalendar:
    """The calendar in force; one small query tells whether the kept one still holds."""
    version = session.execute(_VERSION).one()
    if not version[0]:
        msg = "Chưa có lịch ngày làm việc."
        raise NoLawInForceError(msg)
    key = (int(version[0]), int(version[1]))
    if key not in _KEPT:
        _KEPT.clear()
        _KEPT[key] = calendar_of(special_rows(session).values())
    return _KEPT[key]


def special_rows(session: Session) -> dict[int, SpecialDay]:
    """Every row of the table by its id, also those that count no more."""
    rows = session.scalars(select(CalendarDay).order_by(CalendarDay.id))
    return {
        row.id: SpecialDay(
            row.day, DayKind(row.kind), row.reason, row.source, row.entered_by, row.active
        )
        for row in rows
    }


def calendar_of(days: Iterable[SpecialDay]) -> WorkingCalendar:
    """The calendar of these rows: it covers the years they lie in."""
    rows = tuple(days)
    years = [special.day.year for special in rows]
    return WorkingCalendar(rows, min(years), max(years))
