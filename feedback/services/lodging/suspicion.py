"""Weighing a petition as it comes, and setting it aside where it looks like junk.

It happens within the transaction of the lodging, so that a second press of the button is not a
second petition, and a suspected one is never for a moment in the queue.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.lodging import Lodging
from feedback.domain.roles import SYSTEM
from feedback.domain.suspicion import Sending, Verdict, judged
from feedback.extensions import current_settings
from feedback.models.petition import Petition
from feedback.services.acts import casework
from feedback.services.lodging import arrivals
from feedback.services.watch.security_events import SecurityEvent, note


def weigh(session: Session, lodging: Lodging, sending: Sending, now: datetime) -> Verdict:
    """What speaks against it. Of a denunciation neither network nor words are looked at."""
    quiet = lodging.confidential
    lately = arrivals.petition_came(
        session, "" if quiet else sending.network, None if quiet else lodging.story, now
    )
    apart = lodging.kind in current_settings().forms_apart
    return judged(sending, lodging.story, lately, now, apart=apart)


def set_aside(session: Session, petition: Petition, verdict: Verdict, now: datetime) -> None:
    """Into the tray of suspects, by the one door, with what spoke against it."""
    stated = {"signs": ",".join(verdict.signs)}
    casework.perform(session, petition, "set_aside", SYSTEM, now, stated)
    note(SecurityEvent.SET_ASIDE, points=verdict.points)
