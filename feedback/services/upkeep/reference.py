"""Reference data that every installation needs: the communes and the calendar of working days.

Loading again adds what is new and never changes what the province has edited.
"""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from feedback.domain.communes import COMMUNES
from feedback.domain.special_days import SPECIAL_DAYS
from feedback.models.agency import CalendarDay, Commune


def load_reference(session: Session) -> None:
    """Add the 54 communes and the special days that are not there yet."""
    communes = [{"code": c.code, "name": c.full_name, "level": c.kind} for c in COMMUNES]
    known = set(session.scalars(select(CalendarDay.day)))
    days = [
        {
            "day": special.day,
            "kind": special.kind,
            "reason": special.reason,
            "source": special.source,
            "entered_by": special.entered_by,
            "active": special.active,
            "decision": "",
        }
        for special in SPECIAL_DAYS
        if special.day not in known
    ]
    session.execute(insert(Commune).on_conflict_do_nothing(), communes)
    if days:
        session.execute(insert(CalendarDay).on_conflict_do_nothing(), days)
