"""Mails that the outbox holds: composed from the present row, sent, and marked in one transaction.

A mail is sent at least once: a worker that dies between server and commit sends it again under the
same Message-ID. Notices on the portal need none of this; they are rows already.
"""

import logging
from datetime import date, datetime

from sqlalchemy.orm import Session

from feedback.delivery import email
from feedback.delivery.messages import DocumentIssued, LevelReached, Mailed
from feedback.domain.escalation import LADDER
from feedback.extensions import current_settings
from feedback.models.agency import UserAccount
from feedback.models.deadline import Deadline, Escalation
from feedback.models.delivery import Delivery
from feedback.models.outbox import OutboxItem
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.delivery import deliveries
from feedback.services.delivery.delivery_plan import hides_sender
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.identity import reading_notices
from feedback.services.ladder.rungs import message_of
from feedback.services.rights import conflicts
from feedback.services.subject.identities import sender_of
from feedback.services.subject.numbers import subject_number

log = logging.getLogger(__name__)

NO_SERVER = "no mail server is set (FEEDBACK_SMTP_URL)"
NO_ADDRESS = "nobody to write to any more"
UNSENT = "Máy chủ thư không nhận thư báo tin."


def deliver(item_id: int, now: datetime) -> None:
    """Send the mail a row waits for; safe to run twice.

    Raises what stopped it, after writing that down. A mail no server will ever take is given up.
    """
    try:
        with transaction() as session:
            item = outbox.take(session, item_id)
            if item is None:
                return
            item.error = _send(session, item, now)
            item.done_at = now
    except email.RefusedForGoodError as error:
        with transaction() as session:
            outbox.give_up(session, item_id, outbox.reason(error), now)
            _note_given_up(session, item_id, now)
        log.warning("mail of row %d was refused for good", item_id)
    except Exception as error:
        with transaction() as session:
            outbox.note_failure(session, item_id, outbox.reason(error), now)
            _note_given_up(session, item_id, now)
        raise


def _note_given_up(session: Session, item_id: int, now: datetime) -> None:
    """A mail about a document that no server will take is an attempt that failed."""
    item = session.get_one(OutboxItem, item_id)
    if item.failed_at is not None and "delivery" in item.payload:
        deliveries.mail_failed(session, item.payload["delivery"], UNSENT, now)


def _send(session: Session, item: OutboxItem, now: datetime) -> str:
    """Send it; why not, when there is nobody to send by or to."""
    settings = current_settings()
    if not settings.smtp_url:
        return NO_SERVER
    to, message = _addressed(session, item.payload, now)
    if not to:
        return NO_ADDRESS
    envelope = email.Envelope(
        to=to, sender=settings.mail_from, key=item.key, written_at=item.created_at
    )
    email.send(email.compose(message, envelope, settings.base_url), settings.smtp_url)
    if "delivery" in item.payload:
        deliveries.mail_sent(session, session.get_one(Delivery, item.payload["delivery"]), now)
    return ""


def _addressed(session: Session, payload: dict[str, int], now: datetime) -> tuple[str, Mailed]:
    if "escalation" in payload:
        return _level_reached(session, payload["escalation"])
    if "opening" in payload:
        return reading_notices.addressed(session, payload["opening"], payload["reader"], now)
    return _document_issued(session, payload["delivery"])


def _level_reached(session: Session, escalation_id: int) -> tuple[str, LevelReached]:
    escalation = session.get_one(Escalation, escalation_id)
    deadline = session.get_one(Deadline, escalation.deadline_id)
    subject = session.get_one(Subject, deadline.subject_id)
    person = session.get_one(UserAccount, escalation.user_id)
    message = message_of(
        LADDER[escalation.level],
        escalation.due_at,
        "" if subject.confidential else subject_number(subject),
        deadline.limit_id,
        date.fromisoformat(escalation.details["due_on"]),
    )
    told = person.active and not conflicts.is_closed_to(session, person.id, subject.id)
    return person.email if told else "", message


def _document_issued(session: Session, delivery_id: int) -> tuple[str, DocumentIssued]:
    """Asked anew: a petition may have become confidential since the row was written."""
    row = session.get_one(Delivery, delivery_id)
    petition = session.get_one(Petition, row.petition_id)
    if hides_sender(session.get_one(Subject, row.subject_id), petition):
        return "", DocumentIssued()
    return sender_of(session, petition.id).email, DocumentIssued()
