"""The security events of officials' pages, kept in rows for whoever audits the system.

The log says the same to those who keep the machines; an auditor has no machine to look at. What
citizens and strangers do stays in the log alone: it would fill the table and follow people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from feedback.models.security_event import KeptEvent
from feedback.services.security_events import Noted
from feedback.services.transaction import transaction


@dataclass(frozen=True, slots=True)
class Where:
    """Which page it was, and whose, where the event itself does not say."""

    route: str
    account: str


def keep(noted: Sequence[Noted], where: Where, now: datetime) -> None:
    """Write them down in a transaction of their own: also what was refused has happened."""
    rows = [
        {
            "at": now,
            "event": each.event.value,
            "account": str(each.facts.get("account") or where.account),
            "network": str(each.facts.get("network") or ""),
            "route": where.route,
        }
        for each in noted
    ]
    with transaction() as session:
        # nothing is read back: most rooms may add to this table and not look into it
        session.execute(insert(KeptEvent).inline(), rows)
