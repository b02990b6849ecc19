"""Alarms about readings of identities: too many in an hour, an emergency nobody looked at.

An alarm is committed although what raised it is refused, and stands in the history as well.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError
from feedback.domain.identity_reading import HOUR, PER_HOUR, REVIEW_WITHIN
from feedback.domain.identity_reasons import DANGER
from feedback.domain.roles import SYSTEM, Actor
from feedback.models.identity_reading import (
    IdentityAlarm,
    IdentityOpening,
    IdentityRequest,
    IdentityReview,
)
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.watch.security_events import SecurityEvent, note

TOO_MANY, UNREVIEWED = "too_many", "unreviewed"
STOPPED, MISSED = "identity_reading_stopped", "identity_review_missed"
_UNREVIEWED = (
    select(IdentityRequest)
    .where(IdentityRequest.reason == DANGER, IdentityRequest.asked_at < bindparam("before"))
    .where(exists().where(IdentityOpening.request_id == IdentityRequest.id))
    .where(~exists().where(IdentityReview.request_id == IdentityRequest.id))
    .where(~exists().where(IdentityAlarm.request_id == IdentityRequest.id))
    .order_by(IdentityRequest.id)
)
SENTENCE = (
    f"Bạn đã đến giới hạn {PER_HOUR} đơn trong một giờ. Việc này đã báo cho thanh tra. "
    "Đợi hết giờ rồi thử lại."
)


def refuse_flood(
    actor: Actor,
    petition_id: int,
    flooded: Callable[[Session, int, datetime], bool],
    now: datetime,
) -> None:
    """Refuse one more; the first refusal of an hour is an alarm, the others change nothing."""
    user_id = actor.user_id or 0
    with transaction() as session:
        too_many = flooded(session, user_id, now)
        if too_many and not _raised_lately(session, user_id, now):
            alarm = IdentityAlarm(
                kind=TOO_MANY, user_id=user_id, petition_id=petition_id, raised_at=now
            )
            _raise(session, alarm, STOPPED, actor, now)
    if too_many:
        note(SecurityEvent.IDENTITY_ALARM, kind=TOO_MANY, person=actor.pseudonym)
        raise NotAllowedError(SENTENCE)


def find_unreviewed(now: datetime) -> int:
    """Emergencies that were read and not looked at within a day; each raises one alarm."""
    with transaction() as session:
        found = session.scalars(_UNREVIEWED, {"before": now - REVIEW_WITHIN}).all()
        for request in found:
            alarm = IdentityAlarm(
                kind=UNREVIEWED,
                user_id=request.asker_id,
                petition_id=request.petition_id,
                request_id=request.id,
                raised_at=now,
            )
            _raise(session, alarm, MISSED, SYSTEM, now, request=request.uid.hex)
            note(SecurityEvent.IDENTITY_ALARM, kind=UNREVIEWED, request=request.id)
    return len(found)


def _raise(
    session: Session, alarm: IdentityAlarm, type_: str, actor: Actor, now: datetime, **told: str
) -> None:
    session.add(alarm)
    session.flush()
    petition = session.get_one(Petition, alarm.petition_id)
    history.record(
        session,
        subject=petition.uid,
        kind=petition.subject_kind,
        type_=type_,
        at=now,
        actor=actor.pseudonym,
        unit=actor.agency_code,
        data=told,
    )


def _raised_lately(session: Session, user_id: int, now: datetime) -> bool:
    raised = exists().where(
        IdentityAlarm.kind == TOO_MANY,
        IdentityAlarm.user_id == user_id,
        IdentityAlarm.raised_at > now - HOUR,
    )
    return bool(session.scalar(select(raised)))
