"""Declared conflicts of a file, and what is asked about them: for who may know of the file."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.roles import Actor, Role
from feedback.models.agency import UserAccount
from feedback.models.conflict import PROPOSED, Conflict, ConflictLifting, conflict_free, stands
from feedback.models.subject import Subject


@dataclass(frozen=True, slots=True)
class LiftingRow:
    """One request that waits, with the names of those it speaks of."""

    lifting: ConflictLifting
    subject: Subject
    concerned: str
    proposed_by: str


def declared(session: Session, subject_id: int) -> list[tuple[int, str]]:
    """Who is kept out of a file by a declaration: account and name."""
    rows = session.execute(
        select(UserAccount.id, UserAccount.name)
        .join(Conflict, Conflict.user_id == UserAccount.id)
        .where(Conflict.subject_id == subject_id, conflict_free(Conflict.subject_id), stands())
        .order_by(UserAccount.name, UserAccount.id)
        .distinct()
    )
    return [(user_id, name) for user_id, name in rows]


def waiting(session: Session, actor: Actor) -> list[LiftingRow]:
    """What an inspector may decide in the province, anybody else in their own agency."""
    statement = _with_names().where(ConflictLifting.state == PROPOSED)
    if actor.role is not Role.INSPECTOR:
        statement = statement.where(Subject.agency_id == actor.agency_id)
    found = session.execute(statement.order_by(ConflictLifting.id))
    return [LiftingRow(*row) for row in found]


def one(session: Session, lifting_id: int) -> LiftingRow | None:
    found = session.execute(
        _with_names().where(ConflictLifting.id == lifting_id, ConflictLifting.state == PROPOSED)
    ).one_or_none()
    return LiftingRow(*found) if found else None


def _with_names() -> Select[ConflictLifting, Subject, str, str]:
    concerned, proposer = aliased(UserAccount), aliased(UserAccount)
    return (
        select(ConflictLifting, Subject, concerned.name, proposer.name)
        .join(Subject, Subject.id == ConflictLifting.subject_id)
        .join(concerned, concerned.id == ConflictLifting.user_id)
        .join(proposer, proposer.id == ConflictLifting.proposed_by_id)
        .where(conflict_free(ConflictLifting.subject_id))
    )
