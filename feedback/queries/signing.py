"""Documents that wait for a signature: the head's list, and the clerk's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from feedback.domain.letters.batch import Batch
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor, Role
from feedback.domain.word_changes import FieldChange, changed_fields
from feedback.extensions import current_texts
from feedback.models.act import Proposal
from feedback.models.agency import UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.vault.identities import Stored

#: More than somebody signs in a sitting.
MOST = 100
#: More people than one list of a decision names.
MOST_OF_ONE_ACT = 1000

letter, subject, outbox = IssuedLetter.__table__, Subject.__table__, OutboxItem.__table__


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
    confidential: bool
    drafter: str
    signer: str
    pages: int | None
    rendered: bool
    failure: str
    act_id: int | None
    #: documents of this name that its act made; none for one that replaces another
    alike: int
    subject_title: str


@dataclass(frozen=True, slots=True)
class Course:
    """How far the documents of a batch are; those with a number given up are not among them."""

    total: int
    rendered: int
    signed: int
    issued: int
    first: int | None
    last: int | None
    #: number and reason of each that something stopped
    stopped: tuple[tuple[int | None, str], ...]
    #: a press is being carried out
    under_way: bool


def waiting(
    session: Session, actor: Actor, act_id: int | None = None, *, once: bool = False
) -> tuple[ToSign, ...]:
    """The reader's list, the longest waiting first; nobody else has one.

    Of those an act made for each of several people it holds the first, if asked for ``once``.
    """
    if act_id is not None:
        return _listed(session, actor, MOST_OF_ONE_ACT, letter.c.act_id == act_id)
    return _listed(session, actor, MOST, *((_first(actor),) if once else ()))


def _listed(
    session: Session, actor: Actor, most: int, *which: ColumnElement[bool]
) -> tuple[ToSign, ...]:
    drafter, signer = aliased(UserAccount), aliased(UserAccount)
    other = letter.alias("other")
    alike = (
        select(func.count())
        .where(other.c.act_id == letter.c.act_id, other.c.name == letter.c.name)
        .where(other.c.subject_id == letter.c.subject_id)
        .where(other.c.replaces_id.is_(None), letter.c.replaces_id.is_(None))
        .scalar_subquery()
    )
    wanted: Select[Any] = (
        select(
            *letter.c["id", "name", "number", "symbol", "issued_on", "approved_at"],
            *subject.c["id", "subject_kind", "confidential"],
            drafter.name,
            signer.name,
            letter.c.pages,
            letter.c.rendered_at.is_not(None),
            letter.c.failure,
            letter.c.act_id,
            alike,
            title_of(subject),
        )
        .select_from(letter)
        .join(subject, subject.c.id == letter.c.subject_id)
        .join(signer, signer.id == letter.c.signer_id)
        .outerjoin(drafter, drafter.id == letter.c.drafter_id)
        .where(*_mine(actor, signer), *which)
        .order_by(letter.c.id)
        .limit(most)
    )
    texts = current_texts()
    return tuple(
        ToSign(*(*values, texts.title(Stored.of(title))))
        for *values, title in session.execute(wanted)
    )


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


def _first(actor: Actor) -> ColumnElement[bool]:
    """Whether no document of the same act and name stands before it on the list."""
    earlier = letter.alias("earlier")
    same = (earlier.c.act_id == letter.c.act_id, earlier.c.name == letter.c.name)
    here = earlier.c.subject_id == letter.c.subject_id
    stage = earlier.c.signed_at.is_not(None) == (actor.role is Role.CLERK)
    fresh = (earlier.c.replaces_id.is_(None), letter.c.replaces_id.is_(None))
    open_ = (earlier.c.issued_at.is_(None), earlier.c.voided_at.is_(None), *fresh)
    return ~exists().where(here, *same, stage, *open_, earlier.c.id < letter.c.id)


def course(session: Session, batch: Batch, place: str) -> Course:
    """How far a batch is."""
    rows = session.execute(
        select(*letter.c["number", "rendered_at", "signed_at", "issued_at", "failure"])
        .where(letter.c.act_id == batch.act_id, letter.c.name == batch.name)
        .where(letter.c.voided_at.is_(None), letter.c.replaces_id.is_(None))
        .where(conflict_free(letter.c.subject_id))
        .order_by(letter.c.id)
    ).all()
    pressed = (outbox.c.key == batch.press_key(place), outbox.c.done_at.is_(None))
    waits = exists().where(*pressed, outbox.c.failed_at.is_(None))
    return Course(
        total=len(rows),
        rendered=sum(row.rendered_at is not None for row in rows),
        signed=sum(row.signed_at is not None for row in rows),
        issued=sum(row.issued_at is not None for row in rows),
        first=rows[0].number if rows else None,
        last=rows[-1].number if rows else None,
        stopped=tuple((row.number, row.failure) for row in rows if row.failure),
        under_way=bool(session.scalar(select(waits))),
    )


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
    open_ = (letter.c.issued_at.is_(None), letter.c.voided_at.is_(None), ~letter.c.own)
    under_way = (*open_, conflict_free(letter.c.subject_id))
    if actor.role is Role.CLERK:
        return (*under_way, signer.agency_id == actor.agency_id, letter.c.signed_at.is_not(None))
    return (*under_way, letter.c.signer_id == actor.user_id, letter.c.signed_at.is_(None))
