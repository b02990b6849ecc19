"""Asking to read who denounced, the second person's answer, and their look at an emergency.

Each step is a row and an entry of the petition's own history, in one transaction; the entry names
people by pseudonym only and commits to what they wrote.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError, NotAllowedError, StaleFormError
from feedback.domain.history.chain import Placed
from feedback.domain.identity_proofs import APPROVED, REFUSED, REQUESTED, REVIEWED
from feedback.domain.identity_reading import (
    FIELDS,
    HOUR,
    UNDER_WAY,
    Course,
    Wish,
    refuse_asking,
    refuse_deciding,
    too_many,
)
from feedback.domain.identity_reasons import DANGER
from feedback.domain.roles import Actor
from feedback.models.identity_reading import (
    IdentityDecision,
    IdentityOpening,
    IdentityRequest,
    IdentityReview,
)
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.identity import identity_alarms
from feedback.services.identity.identity_people import matter, person, request_numbered, seen_by
from feedback.services.log import history
from feedback.services.watch.security_events import SecurityEvent, note

SHORTEST_NOTE = 10
#: Requests older than this are over, whatever became of them but a review that was never made.
LOOKED_BACK = timedelta(days=365)
LATE = "Yêu cầu khẩn cấp trước của bạn quá 24 giờ chưa được xem xét lại. Chưa yêu cầu thêm được."


def ask(petition_id: int, wish: Wish, actor: Actor, now: datetime) -> int:
    """Ask for one petition; the id of the request."""
    identity_alarms.refuse_flood(actor, petition_id, _asked_lately, now)
    with transaction() as session:
        petition = session.get_one(Petition, petition_id)
        about = matter(session, petition, civil_day(now))
        refuse_asking(person(session, actor.user_id), about, wish, now)
        _refuse_while_under_way(session, petition, actor, now)
        request = IdentityRequest(
            uid=uuid4(),
            petition_id=petition.id,
            asker_id=actor.user_id,
            asker_role=actor.role,
            reason=wish.reason,
            explanation=wish.explanation,
            fields=[field for field in FIELDS if field in wish.fields],
            asked_at=now,
        )
        session.add(request)
        session.flush()
        told = {
            "reason": wish.reason, "fields": request.fields, "emergency": wish.emergency
        }  # fmt: skip
        record(session, request, REQUESTED, told, actor, now, confidential=wish.explanation)
        noted = request.id
    note(SecurityEvent.IDENTITY_REQUESTED, request=noted, person=actor.pseudonym)
    return noted


def decide(request_id: int, *, approved: bool, said: str, actor: Actor, now: datetime) -> None:
    """The second person's answer; a refusal says why."""
    with _answering() as session:
        request = _answered(session, request_id, actor, now)
        if course(session, request).decided_at is not None or request.reason == DANGER:
            raise StaleFormError("Yêu cầu này đã được quyết định.")
        if not approved:
            _say_why(said)
        session.add(
            IdentityDecision(
                request_id=request.id,
                asker_id=request.asker_id,
                decided_by_id=actor.user_id,
                approved=approved,
                note=said,
                decided_at=now,
            )
        )
        session.flush()
        step = APPROVED if approved else REFUSED
        record(session, request, step, {}, actor, now, confidential=said)
    note(SecurityEvent.IDENTITY_DECIDED, request=request_id, person=actor.pseudonym)


def review(request_id: int, *, justified: bool, said: str, actor: Actor, now: datetime) -> None:
    """What the second person found of an emergency that was read."""
    with _answering() as session:
        request = _answered(session, request_id, actor, now)
        if not course(session, request).wants_review:
            raise StaleFormError("Yêu cầu này không chờ xem xét lại.")
        _say_why(said)
        session.add(
            IdentityReview(
                request_id=request.id,
                asker_id=request.asker_id,
                reviewed_by_id=actor.user_id,
                justified=justified,
                note=said,
                reviewed_at=now,
            )
        )
        session.flush()
        found = {"justified": justified}
        record(session, request, REVIEWED, found, actor, now, confidential=said)
    note(SecurityEvent.IDENTITY_DECIDED, request=request_id, person=actor.pseudonym)


def course(session: Session, request: IdentityRequest) -> Course:
    """How a request has gone so far, from its rows."""
    decision = session.get(IdentityDecision, request.id)
    reviewed = session.get(IdentityReview, request.id)
    return Course(
        asked_at=request.asked_at,
        emergency=request.reason == DANGER,
        approved=decision.approved if decision else None,
        decided_at=decision.decided_at if decision else None,
        first_read_at=session.scalar(
            select(func.min(IdentityOpening.opened_at)).where(
                IdentityOpening.request_id == request.id
            )
        ),
        reviewed_at=reviewed.reviewed_at if reviewed else None,
    )


def record(
    session: Session,
    request: IdentityRequest,
    type_: str,
    told: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    *,
    confidential: str = "",
) -> Placed:
    """The entry of one step, on the chain of the petition."""
    petition = session.get_one(Petition, request.petition_id)
    return history.record(
        session,
        subject=petition.uid,
        kind=petition.subject_kind,
        type_=type_,
        at=now,
        actor=actor.pseudonym,
        unit=actor.agency_code,
        data={"request": request.uid.hex, "role": actor.role, **told},
        confidential=confidential.encode() or None,
    )


@contextmanager
def _answering() -> Iterator[Session]:
    """Two second persons who press at once: the later one is told."""
    try:
        with transaction() as session:
            yield session
    except IntegrityError as error:
        raise StaleFormError("Người khác vừa quyết định yêu cầu này.") from error


def _answered(session: Session, request_id: int, actor: Actor, now: datetime) -> IdentityRequest:
    """The request, if this person may be the second one."""
    request, on = request_numbered(session, request_id), civil_day(now)
    about = seen_by(session, request, actor.user_id, on)
    asker = person(session, request.asker_id)
    refuse_deciding(person(session, actor.user_id), asker, about)
    return request


def _say_why(said: str) -> None:
    if len(said) < SHORTEST_NOTE:
        raise InvalidInputError("said", f"Viết rõ vì sao, ít nhất {SHORTEST_NOTE} chữ cái.")


def _refuse_while_under_way(
    session: Session, petition: Petition, actor: Actor, now: datetime
) -> None:
    mine = session.scalars(
        select(IdentityRequest)
        .where(IdentityRequest.asker_id == actor.user_id)
        .where(IdentityRequest.asked_at > now - LOOKED_BACK)
        .order_by(IdentityRequest.id.desc())
    ).all()
    for request in mine:
        so_far = course(session, request)
        if so_far.review_is_late(now):
            raise NotAllowedError(LATE)
        if request.petition_id == petition.id and so_far.standing(now) in UNDER_WAY:
            msg = "Bạn đang có một yêu cầu về đơn này. Dùng yêu cầu đó."
            raise NotAllowedError(msg)


def _asked_lately(session: Session, user_id: int, now: datetime) -> bool:
    """Whether one more request would be too many."""
    asked = session.scalars(
        select(IdentityRequest.asked_at).where(
            IdentityRequest.asker_id == user_id, IdentityRequest.asked_at > now - HOUR
        )
    )
    return too_many(asked, now)
