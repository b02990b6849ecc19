"""The agencies in force on a day as rules see them, for services that ask who is competent."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.routing import Desk
from feedback.models.agency import Agency


def desks_on(session: Session, on: date) -> tuple[Desk, ...]:
    """Every agency in force on the day, those that only supervise included."""
    superior = aliased(Agency)
    rows = session.execute(
        select(Agency, superior.code)
        .outerjoin(superior, superior.id == Agency.superior_id)
        .where(Agency.in_force_from <= on)
        .where(or_(Agency.in_force_to.is_(None), Agency.in_force_to >= on))
        .order_by(Agency.name)
    )
    return tuple(desk_of(agency, above) for agency, above in rows)


def desk_of(agency: Agency, superior_code: str | None) -> Desk:
    return Desk(
        agency.code,
        agency.name,
        agency.level,
        agency.commune_code,
        tuple(agency.fields),
        superior_code,
    )
