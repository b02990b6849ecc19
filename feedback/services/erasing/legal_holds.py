"""Somebody answers for it that an identity is kept: a hold is set and lifted with a reason.

Reasons speak of people, so an entry commits to them under a salt; the rows hold them.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError, NotAllowedError, NotLawfulError
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.erasure import LegalHold
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject.finding import petition_numbered
from feedback.services.subject.subjects import lock


def set_hold(number: str, reason: str, actor: Actor, now: datetime) -> None:
    """From now on the identity of this petition's sender is not destroyed."""
    with transaction() as session:
        petition = _of(session, number, reason, actor)
        if standing_hold(session, petition.id) is not None:
            raise NotLawfulError("Đơn này đang được giữ rồi.")
        session.add(
            LegalHold(petition_id=petition.id, reason=reason, set_by_id=actor.user_id, set_at=now)
        )
        session.flush()
        _record(session, petition, "legal_hold_set", reason, actor, now)


def lift_hold(number: str, reason: str, actor: Actor, now: datetime) -> None:
    with transaction() as session:
        petition = _of(session, number, reason, actor)
        hold = standing_hold(session, petition.id)
        if hold is None:
            raise NotLawfulError("Đơn này không bị giữ.")
        hold.lifted_by_id, hold.lifted_at, hold.lift_reason = actor.user_id, now, reason
        session.flush()
        _record(session, petition, "legal_hold_lifted", reason, actor, now)


def standing_hold(session: Session, petition_id: int) -> LegalHold | None:
    return session.scalars(
        select(LegalHold).where(LegalHold.petition_id == petition_id, LegalHold.lifted_at.is_(None))
    ).one_or_none()


def _of(session: Session, number: str, reason: str, actor: Actor) -> Petition:
    """The petition under lock, for whoever may hold it; another's is as good as none."""
    permission.refuse_role(actor, Action.HOLD)
    if actor.user_id is None:
        raise NotAllowedError(permission.NO_ACCOUNT)
    found = petition_numbered(session, number)
    if found is None or not permission.may(session, actor, Action.HOLD, found.id):
        raise InvalidInputError("number", "Không có đơn mang số này.")
    if not reason:
        raise InvalidInputError("reason", "Ghi lý do.")
    lock(session, found.id)
    return found


def _record(
    session: Session, petition: Petition, type_: str, reason: str, actor: Actor, now: datetime
) -> None:
    draft = Draft(
        petition.uid,
        petition.subject_kind,
        type_,
        now,
        actor.pseudonym,
        actor.agency_code,
        {},
        confidential=reason.encode(),
    )
    history.record_many(session, [draft])
