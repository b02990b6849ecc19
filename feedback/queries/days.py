"""The calendar as administrators see it: the rows of a year, the changes, the remote communes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from feedback.models.agency import CalendarDay, Commune, UserAccount
from feedback.models.days import CalendarChange, RemotePeriod

#: Changes shown on the page of the calendar; older ones stay in the history.
NEWEST = 30


@dataclass(frozen=True, slots=True)
class DayRow:
    day: date
    kind: str
    reason: str
    source: str
    decision: str
    #: the name of the one who entered it; "Hệ thống" for the seed
    entered_by: str
    entered_at: datetime | None
    active: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change and the names of the two people."""

    change: CalendarChange
    proposed_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class RemoteRow:
    commune: str
    first_day: date
    last_day: date | None
    basis: str
    source: str
    verified: bool


def years(session: Session) -> tuple[int, int] | None:
    """First and last year of the table."""
    first = session.scalar(select(func.min(CalendarDay.day)))
    last = session.scalar(select(func.max(CalendarDay.day)))
    return (first.year, last.year) if first and last else None


def days_of_year(session: Session, year: int) -> list[DayRow]:
    """Every row of a year, also those that count no more."""
    rows = session.scalars(
        select(CalendarDay)
        .where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CalendarDay.day, CalendarDay.active.desc(), CalendarDay.id.desc())
    ).all()
    names = _names(session, {row.entered_by for row in rows})
    return [
        DayRow(
            row.day,
            row.kind,
            row.reason,
            row.source,
            row.decision,
            names.get(row.entered_by, "Hệ thống"),
            row.entered_at,
            row.active,
        )
        for row in rows
    ]


def _names(session: Session, pseudonyms: set[str]) -> dict[str, str]:
    ids = [int(each.removeprefix("user:")) for each in pseudonyms if each.startswith("user:")]
    found = session.execute(select(UserAccount.id, UserAccount.name).where(UserAccount.id.in_(ids)))
    return {f"user:{user_id}": name for user_id, name in found}


def changes(session: Session) -> list[ChangeRow]:
    """The newest changes, those that wait first."""
    waiting = CalendarChange.state == "proposed"
    query = _changes().order_by(waiting.desc(), CalendarChange.id.desc()).limit(NEWEST)
    return [ChangeRow(*row) for row in session.execute(query)]


def change(session: Session, change_id: int) -> ChangeRow | None:
    row = session.execute(_changes().where(CalendarChange.id == change_id)).one_or_none()
    return ChangeRow(*row) if row else None


def _changes() -> Any:  # noqa: ANN401 - a select of an entity and two names
    first, second = aliased(UserAccount), aliased(UserAccount)
    return (
        select(CalendarChange, first.name, func.coalesce(second.name, ""))
        .join(first, first.id == CalendarChange.proposed_by_id)
        .outerjoin(second, second.id == CalendarChange.decided_by_id)
    )


def remote_rows(session: Session) -> Sequence[RemoteRow]:
    """Every commune that counts or counted as remote, with its document."""
    rows = session.execute(
        select(
            Commune.name,
            RemotePeriod.first_day,
            RemotePeriod.last_day,
            RemotePeriod.basis,
            RemotePeriod.source,
            RemotePeriod.verified,
        )
        .join(Commune, Commune.code == RemotePeriod.commune_code)
        .order_by(Commune.name, RemotePeriod.first_day)
    )
    return [RemoteRow(*row) for row in rows]
