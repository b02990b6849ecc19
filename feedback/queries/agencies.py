"""The agencies that may receive a file, and the people of one agency."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.roles import Role
from feedback.domain.routing import Desk
from feedback.models.agency import Agency, UserAccount

#: Bodies that supervise; no file is handed to them to be worked.
NO_DESK = ("council",)

agency = Agency.__table__
_KEPT: dict[tuple[object, ...], tuple[Desk, ...]] = {}
_VERSION = select(
    func.count(),
    func.sum(
        func.hashtextextended(
            func.concat_ws(
                "|",
                agency.c.code,
                agency.c.name,
                agency.c.level,
                agency.c.commune_code,
                agency.c.superior_id,
                agency.c.fields,
                agency.c.in_force_from,
                agency.c.in_force_to,
            ),
            0,
        )
    ),
).select_from(agency)


def desks(session: Session, on: date) -> tuple[Desk, ...]:
    """Every agency in force that handles petitions, in the order of their names.

    They change a few times a year and are asked for with every page: one small statement tells
    whether the list kept from last time still holds.
    """
    key = (on, *session.execute(_VERSION).one())
    if key not in _KEPT:
        _KEPT.clear()
        _KEPT[key] = _read(session, on)
    return _KEPT[key]


def _read(session: Session, on: date) -> tuple[Desk, ...]:
    superior = aliased(Agency)
    rows = session.execute(
        select(
            Agency.code,
            Agency.name,
            Agency.level,
            Agency.commune_code,
            Agency.fields,
            superior.code.label("superior"),
        )
        .outerjoin(superior, superior.id == Agency.superior_id)
        .where(Agency.level.not_in(NO_DESK))
        .where(Agency.in_force_from <= on)
        .where(or_(Agency.in_force_to.is_(None), Agency.in_force_to >= on))
        .order_by(Agency.name)
    )
    return tuple(
        Desk(row.code, row.name, row.level, row.commune_code, tuple(row.fields), row.superior)
        for row in rows
    )


def colleagues(session: Session, agency_id: int) -> tuple[tuple[str, str], ...]:
    """Account names of those who work files of an agency, with their name and post."""
    rows = session.execute(
        select(UserAccount.username, UserAccount.name, UserAccount.title)
        .where(UserAccount.agency_id == agency_id, UserAccount.active)
        .where(UserAccount.role.in_((Role.CASE_OFFICER, Role.RECEPTION_OFFICER)))
        .order_by(UserAccount.name)
    )
    return tuple((name, f"{words}, {title}" if title else words) for name, words, title in rows)
