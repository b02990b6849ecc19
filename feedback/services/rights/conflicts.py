"""Who is kept out of a file: found when it comes, said by an officer, or by the head of the agency.

What is closed to whom is one function of the database (``closed_to``), which row policies and
queries read; here it is written, and asked about others than whoever is at the keyboard.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Select,
    any_,
    func,
    insert,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.conflicts import Ground, Reach
from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.history.entries import Draft
from feedback.domain.roles import Actor, Role
from feedback.domain.routing import named_in
from feedback.extensions import current_settings
from feedback.models.agency import Agency, PostHolding, UserAccount
from feedback.models.conflict import Conflict, stands
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.competence.seats import desks_on
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.subject.subjects import lock

IN_CONFLICT = (
    "Người được chọn bị tố cáo hoặc có lợi ích liên quan trong hồ sơ này. Chọn người khác."
)


def is_closed_to(session: Session, user_id: int, subject_id: int) -> bool:
    """Whether this file is closed to that account, whoever asks."""
    unit = current_settings().conflict_reach is Reach.UNIT
    closed = func.closed_to(user_id, unit, type_=ARRAY(BigInteger))
    return bool(session.scalar(select(literal(subject_id) == any_(closed))))


def refuse_in_conflict(session: Session, user_id: int, subject_id: int, field: str) -> None:
    """Nobody is given a file that is closed to them (Nghị định 31/2019/NĐ-CP, Điều 10 khoản 3)."""
    if is_closed_to(session, user_id, subject_id):
        raise InvalidInputError(field, IN_CONFLICT)


def kept_out(session: Session, subject_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """For files under way: accounts that are to hear nothing of them."""
    rows = session.execute(
        select(Conflict.subject_id, Petition.case_id, Conflict.user_id)
        .outerjoin(Petition, Petition.id == Conflict.subject_id)
        .where(or_(Conflict.subject_id.in_(subject_ids), Petition.case_id.in_(subject_ids)))
        .where(or_(Conflict.ground != Ground.NAMED, Petition.denounced_post.is_(None)), stands())
    )
    found: dict[int, frozenset[int]] = {}
    for subject_id, case_id, user_id in rows:
        for each in (subject_id, case_id):
            if each is not None:
                found[each] = found.get(each, frozenset()) | {user_id}
    return found


def keep_out_the_named(session: Session, petition: Petition, against: str, now: datetime) -> None:
    """Before a denunciation goes anywhere: who leads an agency it names does not see it.

    It holds until an officer states who is denounced; from then on that counts.
    """
    named = named_in(against, desks_on(session, civil_day(now)))
    if not named:
        return
    led = _people_of([desk.code for desk in named])
    rows = [
        {"subject_id": petition.id, "user_id": user_id, "ground": Ground.NAMED, "declared_at": now}
        for user_id in session.scalars(led)
    ]
    if rows:
        session.execute(insert(Conflict), rows)


def _people_of(codes: Collection[str]) -> Select[int]:
    """Accounts of those who lead these agencies; of everybody there where the unit is meant."""
    leads = UserAccount.id.in_(
        select(PostHolding.user_id)
        .join(Agency, Agency.id == PostHolding.agency_id)
        .where(Agency.code.in_(codes), PostHolding.last_day.is_(None))
    )
    of_unit = current_settings().conflict_reach is Reach.UNIT
    there: ColumnElement[bool] = Agency.code.in_(codes)
    if not of_unit:
        there &= UserAccount.role == Role.HEAD
    return (
        select(UserAccount.id)
        .join(Agency, Agency.id == UserAccount.agency_id)
        .where(or_(leads, there))
        .order_by(UserAccount.id)
    )


def declare(actor: Actor, subject_id: int, ground: Ground, now: datetime, of: str = "") -> None:
    """Say that oneself, or as head that an officer of one's own, may not work on this file.

    What they held goes back to the desk. Nobody takes it back alone (``conflict_lifting``); the
    history says who, not why.
    """
    with transaction() as session:
        subject = lock(session, subject_id)
        if subject.agency_id != actor.agency_id:
            raise NotAllowedError("Hồ sơ này do cơ quan khác giữ.")
        user_id = _whom(session, actor, of)
        session.add(
            Conflict(
                subject_id=subject.id,
                user_id=user_id,
                ground=ground,
                declared_by_id=actor.user_id,
                declared_at=now,
            )
        )
        held = _take_back(session, subject, user_id)
        history.record_many(session, [_entry(subject, actor, user_id, now, held=held)])


def _whom(session: Session, actor: Actor, username: str) -> int:
    if not username:
        return actor.user_id or 0
    found = session.scalars(
        select(UserAccount.id)
        .where(UserAccount.username == username, UserAccount.active)
        .where(UserAccount.agency_id == actor.agency_id)
    ).one_or_none()
    if actor.role is not Role.HEAD or found is None:
        raise InvalidInputError("officer", "Chọn một cán bộ của cơ quan mình.")
    return found


_UNASSIGN = text(
    "UPDATE obligation SET person_id = NULL "
    "WHERE subject_id = :subject AND person_id = :user AND done_at IS NULL"
)


def _take_back(session: Session, subject: Subject, user_id: int) -> bool:
    held = subject.person_id == user_id
    if held:
        subject.person_id = None
    subject.version += 1
    session.flush()
    session.execute(_UNASSIGN, {"subject": subject.id, "user": user_id})
    return held


def _entry(subject: Subject, actor: Actor, user_id: int, now: datetime, *, held: bool) -> Draft:
    return Draft(
        subject=subject.uid,
        kind=subject.subject_kind,
        type="conflict_declared",
        at=now,
        actor=actor.pseudonym,
        unit=actor.agency_code,
        data={"who": f"user:{user_id}"} | ({"person": None} if held else {}),
    )
