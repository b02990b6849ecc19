"""Who stands above an agency on a day, also when it or its superior ended meanwhile."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.agency import Agency, Succession


def continuing(session: Session, agency: Agency, commune_code: str | None, on: date) -> Agency:
    """The agency itself while in force, else the one that continues it for this place.

    Where several do and the place decides nothing, the ended one is returned: nobody is guessed.
    """
    seen = {agency.id}
    while not agency.in_force(on):
        heirs = session.scalars(
            select(Agency)
            .join(Succession, Succession.successor_id == Agency.id)
            .where(Succession.agency_id == agency.id)
        ).all()
        here = [heir for heir in heirs if heir.commune_code == commune_code] or heirs
        if len(here) != 1 or here[0].id in seen:
            return agency
        agency = here[0]
        seen.add(agency.id)
    return agency


def superior_on(session: Session, agency: Agency, on: date) -> Agency | None:
    """The nearest superior in force: where the district ended it is the province."""
    above = session.get(Agency, agency.superior_id) if agency.superior_id else None
    seen = {agency.id}
    while above is not None and not above.in_force(on) and above.id not in seen:
        seen.add(above.id)
        above = session.get(Agency, above.superior_id) if above.superior_id else None
    return above if above is not None and above.in_force(on) else None
