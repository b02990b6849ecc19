"""Who owes what by when: the one current obligation of every open subject ("5 rõ")."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import NotFoundError
from feedback.domain.roles import Role
from feedback.models.agency import UserAccount
from feedback.models.obligation import NO_CLOCK, Obligation
from feedback.models.subject import Subject
from feedback.services.time import promises
from feedback.services.time.clocks import Clocks
from feedback.workflows.rows import State

_HEAD_OF = (
    select(UserAccount)
    .where(UserAccount.agency_id == bindparam("agency_id"), UserAccount.active)
    .where(UserAccount.role == Role.HEAD)
    .order_by(UserAccount.id)
    .limit(1)
)


def renew(session: Session, subject: Subject, state: State, clocks: Clocks, now: datetime) -> None:
    """Close the present obligation and open the one of the new state; a final state owes nothing.

    A move within the same state keeps the row and brings it up to date.
    """
    current = None if clocks.fresh else _current(session, subject)
    if state.final:
        subject.closed_on = civil_day(now)
        if current is not None:
            current.done_at = now
        return
    values = _described(session, subject, state, clocks)
    if current is not None and current.task == state.task:
        for name, value in values.items():
            setattr(current, name, value)
        return
    if current is not None:
        current.done_at = now
        session.flush()
    session.add(Obligation(subject_id=subject.id, opened_at=now, **values))


def _current(session: Session, subject: Subject) -> Obligation | None:
    return session.scalars(
        select(Obligation).where(Obligation.subject_id == subject.id, Obligation.done_at.is_(None))
    ).one_or_none()


def _described(
    session: Session, subject: Subject, state: State, clocks: Clocks
) -> dict[str, object]:
    by_head = state.by is Role.HEAD
    head = head_of(session, subject.agency_id)
    return {
        "task": state.task,
        "role": state.by or Role.HEAD,
        "person_id": head.id if by_head else subject.person_id,
        "agency_id": subject.agency_id,
        "head_id": head.id,
        "due_on": clocks.earliest_due() or promises.day_of(session, subject) or NO_CLOCK,
        "paused": subject.paused_on is not None,
        "product": state.product,
    }


def head_of(session: Session, agency_id: int) -> UserAccount:
    """The person who answers for an agency; an agency without one cannot hold work."""
    head = session.scalars(_HEAD_OF, {"agency_id": agency_id}).one_or_none()
    if head is None:
        msg = "Cơ quan này chưa có người đứng đầu trong hệ thống nên chưa thể nhận việc."
        raise NotFoundError(msg)
    return head
