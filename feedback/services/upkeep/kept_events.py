"""The security events of officials' pages, kept in rows for whoever audits the system.

The log says the same to those who keep the machines; an auditor has no machine to look at. What
citizens and strangers do stays in the log alone: it would fill the table and follow people.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, literal
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from feedback.models.security_event import KeptEvent
from feedback.services.ground.transaction import transaction
from feedback.services.watch.security_events import Noted, SecurityEvent, note

log = logging.getLogger(__name__)

#: A rule of this house, not of law (docs/security/events.md): whoever audits a year in the next one
#: finds all of it, and nobody's comings and goings are kept for ever.
KEPT_FOR = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Where:
    """Which page it was, and whose, where the event itself does not say."""

    route: str
    account: str = ""


def keep(noted: Sequence[Noted], where: Where, now: datetime) -> None:
    """Write them down in a transaction of their own: also what was refused has happened.

    Nothing is withheld because this could not be written; the log has it all the same.
    """
    try:
        with transaction() as session:
            add(session, noted, where, now)
    except SQLAlchemyError as error:
        facts = {"why": type(error).__name__}
        log.error("security events not kept", extra={"facts": facts})  # noqa: TRY400 - no trace


def add(session: Session, noted: Sequence[Noted], where: Where, now: datetime) -> None:
    rows = [
        {
            "at": now,
            "event": each.event.value,
            "account": str(each.facts.get("account") or where.account),
            "network": str(each.facts.get("network") or ""),
            "route": where.route,
            "detail": str(each.facts.get("detail") or ""),
        }
        for each in noted
    ]
    # nothing is read back: most rooms may add to this table and not look into it
    session.execute(insert(KeptEvent).inline(), rows)


def note_and_keep(event: SecurityEvent, where: Where, now: datetime, *, detail: str = "") -> None:
    """Where no request ends at which it would be kept: in a command, in a process."""
    note(event, detail=detail)
    keep([Noted(event, {"detail": detail})], where, now)


def forget_old(now: datetime) -> int:
    """Remove events that were kept long enough; how many.

    By the earlier of two clocks, so that one that is ahead removes nothing; the database keeps the
    last year in any case.
    """
    here_and_there = func.least(literal(now), func.clock_timestamp())
    old = delete(KeptEvent).where(KeptEvent.at < here_and_there - KEPT_FOR)
    with transaction() as session:
        return len(session.scalars(old.returning(KeptEvent.id)).all())
