"""Documents that wait for a signature: the head's list, and the clerk's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session, aliased

from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor, Role
from feedback.domain.word_changes import FieldChange, changed_fields
from feedback.models.act import Proposal
from feedback.models.agency import UserAccount
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject

#: More than somebody signs in a sitting.
MOST = 100

letter, subject = IssuedLetter.__table__, Subject.__table__


@dataclass(frozen=True, slots=True)
class ToSign:
    """A document on somebody's list."""

    id: int
    name: str
    number: int | None
    symbol: str
    issued_on: date
    approved_at: datetime
    subject_id: int
    subject_kind: SubjectKind
    subject_title: str
    confidential: bool
    drafter: str
    signer: str
    pages: int | None
    rendered: bool
    failure: str


def waiting(session: Session, actor: Actor) -> tuple[ToSign, ...]:
    """The reader's list, the longest waiting first; nobody else has one."""
    drafter, signer = aliased(UserAccount), aliased(UserAccount)
    wanted: Select[Any] = (
        select(
            *letter.c["id", "name", "number", "symbol", "issued_on", "approved_at"],
            *subject.c["id", "subject_kind", "title", "confidential"],
            drafter.name,
            signer.name,
            letter.c.pages,
            letter.c.rendered_at.is_not(None),
            letter.c.failure,
        )
        .select_from(letter)
        .join(subject, subject.c.id == letter.c.subject_id)
        .join(signer, signer.id == letter.c.signer_id)
        .outerjoin(drafter, drafter.id == letter.c.drafter_id)
        .where(*_mine(actor, signer))
        .order_by(letter.c.id)
        .limit(MOST)
    )
    return tuple(ToSign(*row) for row in session.execute(wanted))


def mended(session: Session, letter_ids: Iterable[int]) -> Mapping[int, tuple[FieldChange, ...]]:
    """What changed between what the head last returned and what was approved, by document.

    A document came of the proposal that was approved in the same instant; one that never went back
    is not in the answer.
    """
    approved, returned = Proposal.__table__.alias("approved"), Proposal.__table__.alias("returned")
    before = (
        select(returned.c.data)
        .where(
            returned.c.subject_id == approved.c.subject_id,
            returned.c.action == approved.c.action,
            returned.c.verdict == "returned",
            returned.c.id < approved.c.id,
        )
        .order_by(returned.c.id.desc())
        .limit(1)
        .lateral("before")
    )
    found = session.execute(
        select(letter.c.id, before.c.data, approved.c.data)
        .join(
            approved,
            (approved.c.decided_at == letter.c.approved_at)
            & (approved.c.decided_by_id == letter.c.signer_id)
            & (approved.c.verdict == "approved"),
        )
        .join(before, true())
        .where(letter.c.id.in_(tuple(letter_ids)))
    )
    return {row[0]: changed_fields(row[1], row[2]) for row in found}


def count(session: Session, actor: Actor) -> int:
    """How many wait."""
    signer = aliased(UserAccount)
    return (
        session.scalar(
            select(func.count())
            .select_from(letter)
            .join(signer, signer.id == letter.c.signer_id)
            .where(*_mine(actor, signer))
        )
        or 0
    )


def _mine(actor: Actor, signer: type[UserAccount]) -> tuple[ColumnElement[bool], ...]:
    under_way = (letter.c.issued_at.is_(None), letter.c.voided_at.is_(None), ~letter.c.own)
    if actor.role is Role.CLERK:
        return (*under_way, signer.agency_id == actor.agency_id, letter.c.signed_at.is_not(None))
    return (*under_way, letter.c.signer_id == actor.user_id, letter.c.signed_at.is_(None))
