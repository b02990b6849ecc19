"""A conflict that was declared wrongly is lifted by two people who are not concerned (6c).

One asks and says why, another decides; whoever is kept out knows of neither, as the file does not
exist for them. It acts with their next request, on every fence at once: all ask ``closed_to``.
What follows from whom the file denounces is not lifted here: an officer states anew who that is.
"""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.domain.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotLawfulError,
)
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.conflict import (
    LIFTED,
    PROPOSED,
    REFUSED,
    Conflict,
    ConflictLifting,
    stands,
)
from feedback.models.subject import Subject
from feedback.services.ground import four_eyes
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import conflicts, permission
from feedback.services.subject.subjects import lock
from feedback.services.watch.security_events import SecurityEvent, note

SHORTEST_REASON = 10
UNKNOWN = "Không có đề nghị này."


def propose(subject_id: int, user_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Ask that somebody is let to this file again."""
    if len(reason) < SHORTEST_REASON:
        msg = f"Viết rõ vì sao khai báo là sai, ít nhất {SHORTEST_REASON} chữ cái."
        raise InvalidInputError("reason", msg)
    with transaction() as session:
        _refuse_actor(session, actor, Action.ASK_LIFTING, subject_id)
        subject = lock(session, subject_id)
        _refuse_without_cause(session, subject_id, user_id)
        lifting = ConflictLifting(
            subject_id=subject_id,
            user_id=user_id,
            reason=reason,
            proposed_by_id=_account(actor),
            proposed_at=now,
        )
        session.add(lifting)
        session.flush()
        _record(session, subject, lifting, "conflict_lifting_asked", reason, actor, now)


def lift(lifting_id: int, actor: Actor, now: datetime) -> None:
    """From their next request on the file is there for them."""
    _decide(lifting_id, LIFTED, "", actor, now)
    note(SecurityEvent.CONFLICT_LIFTED, lifting=lifting_id, person=actor.pseudonym)


def refuse(lifting_id: int, reason: str, actor: Actor, now: datetime) -> None:
    if not reason:
        raise InvalidInputError("note", "Ghi lý do không gỡ.")
    _decide(lifting_id, REFUSED, reason, actor, now)


def _decide(lifting_id: int, state: str, said: str, actor: Actor, now: datetime) -> None:
    with transaction() as session:
        lifting = session.get(
            ConflictLifting, lifting_id, with_for_update=True, populate_existing=True
        )
        if lifting is None:
            raise NotFoundError(UNKNOWN)
        _refuse_actor(session, actor, Action.DECIDE_LIFTING, lifting.subject_id)
        four_eyes.refuse_decided_or_own(lifting, PROPOSED, _account(actor))
        subject = lock(session, lifting.subject_id)
        lifting.note = said
        four_eyes.decide(lifting, state, actor, now)
        session.flush()
        told = "conflict_lifted" if state == LIFTED else "conflict_lifting_refused"
        _record(session, subject, lifting, told, said, actor, now)


def _refuse_actor(session: Session, actor: Actor, action: Action, subject_id: int) -> None:
    """By the policy; who is kept out of the file themselves has never heard of it."""
    if conflicts.is_closed_to(session, _account(actor), subject_id):
        raise NotFoundError(UNKNOWN)
    permission.refuse(session, actor, action, subject_id)


def _account(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowedError(permission.NO_ACCOUNT)
    return actor.user_id


def _refuse_without_cause(session: Session, subject_id: int, user_id: int) -> None:
    declared = exists().where(
        Conflict.subject_id == subject_id, Conflict.user_id == user_id, stands()
    )
    if not session.scalar(select(declared)):
        raise InvalidInputError("who", "Người này không được khai báo là có lợi ích liên quan.")
    waits = exists().where(
        ConflictLifting.subject_id == subject_id,
        ConflictLifting.user_id == user_id,
        ConflictLifting.state == PROPOSED,
    )
    if session.scalar(select(waits)):
        raise NotLawfulError("Đã có đề nghị gỡ khai báo về người này, đang chờ quyết định.")


def _record(
    session: Session,
    subject: Subject,
    lifting: ConflictLifting,
    type_: str,
    said: str,
    actor: Actor,
    now: datetime,
) -> None:
    """The entry says who; reasons speak of people, so it commits to them under a salt."""
    draft = Draft(
        subject.uid,
        subject.subject_kind,
        type_,
        now,
        actor.pseudonym,
        actor.agency_code,
        {"who": f"user:{lifting.user_id}"},
        confidential=said.encode() or None,
    )
    history.record_many(session, [draft])
