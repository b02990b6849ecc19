"""Whether a complaint came within its period, told to officers: the head judges the reasons."""

from sqlalchemy.orm import Session

from feedback.blueprints.filters import vn_date
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.queries.file_parts import File
from feedback.services.time.filing_period import LODGING, LODGING_AGAIN, filing_period
from feedback.services.time.remote import remote_areas


def filing_words(session: Session, file: File, days: WorkingCalendar) -> str | None:
    """``15 ngày, đến 18/08/2026: nộp trong thời hiệu``; nothing where no period is known to run."""
    rules = LODGING_AGAIN if file.facts.second else LODGING
    rule, known_on = rules.get(file.kind), file.paper.known_on
    if rule is None or known_on is None:
        return None
    received = civil_day(file.received_at)
    flags = {"dismissal"} if file.paper.dismissal else set()
    if remote_areas(session, file.commune_code).basis(file.commune_code, known_on):
        flags.add("remote")
    period = filing_period(days, rule, known_on, received, flags)
    if period.last_day is None:
        return f"{period.span} ({period.basis})"
    within = "nộp sau thời hiệu" if period.over else "nộp trong thời hiệu"
    return f"{period.span}, đến {vn_date(period.last_day)}: {within} ({period.basis})"
