"""What waits for somebody: proposals for the head's decision, notices for an officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, func, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.clock import civil_day
from feedback.domain.letters.wording import numbered
from feedback.domain.petitions import Facts, Kind, SubjectKind
from feedback.domain.roles import Actor, Role
from feedback.extensions import current_texts
from feedback.models.act import Proposal
from feedback.models.agency import UserAccount
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import Obligation
from feedback.models.outbox import Notice
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.vault.identities import Stored
from feedback.workflows.registry import governing
from feedback.workflows.rows import Act

#: More than a head decides in a sitting.
MOST = 100

subject, petition, case = Subject.__table__, Petition.__table__, Case.__table__


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft on the head's desk."""

    id: int
    subject_id: int
    subject_kind: SubjectKind
    kind: Kind
    book: str
    year: int
    number: int
    subject_title: str
    confidential: bool
    action: str
    title: str
    basis: str
    #: documents that the act issues
    letters: tuple[str, ...]
    data: Mapping[str, str]
    drafter: str
    drafter_id: int
    proposed_on: date
    due_on: date | None
    paused: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """A sentence about a clock, for one officer."""

    id: int
    subject_id: int
    subject_kind: SubjectKind
    level: int
    text: str
    created_at: datetime
    read: bool


def _numbered(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of any table
    return select(
        subject.c.subject_kind,
        func.coalesce(petition.c.book, "VV").label("book"),
        func.coalesce(petition.c.year, case.c.year).label("year"),
        func.coalesce(petition.c.number, case.c.number).label("number"),
        *columns,
    )


def proposals(session: Session, actor: Actor, on: date) -> tuple[Waiting, ...]:
    """Open drafts of the head's own agency, the longest waiting first."""
    drafter, replaced = aliased(UserAccount), aliased(IssuedLetter)
    rows = session.execute(
        _numbered(
            Proposal.id,
            Proposal.action,
            replaced.name.label("replaces"),
            replaced.number.label("replaces_number"),
            replaced.symbol.label("replaces_symbol"),
            Proposal.data,
            Proposal.proposed_at,
            Proposal.proposed_by_id,
            drafter.name.label("drafter"),
            subject.c.id.label("subject_id"),
            subject.c.kind,
            title_of(subject).label("title"),
            subject.c.confidential,
            subject.c.procedure,
            subject.c.edition,
            subject.c.state,
            Obligation.due_on,
            Obligation.paused,
        )
        .join(subject, subject.c.id == Proposal.subject_id)
        .outerjoin(petition, petition.c.id == subject.c.id)
        .outerjoin(case, case.c.id == subject.c.id)
        .join(drafter, drafter.id == Proposal.proposed_by_id)
        .outerjoin(replaced, replaced.id == Proposal.replaces_id)
        .outerjoin(
            Obligation, (Obligation.subject_id == subject.c.id) & Obligation.done_at.is_(None)
        )
        .where(Proposal.agency_id == actor.agency_id, Proposal.decided_at.is_(None))
        .where(conflict_free(Proposal.subject_id))
        .order_by(Proposal.id)
        .limit(MOST)
    ).mappings()
    return tuple(_waiting(row, on) for row in rows)


def _waiting(row: RowMapping, on: date) -> Waiting:
    edition = governing(row["procedure"], row["edition"], on)
    proposed_on = civil_day(row["proposed_at"])
    act = next((each for each in edition.transitions if each.action == row["action"]), None)
    return Waiting(
        id=row["id"],
        subject_id=row["subject_id"],
        subject_kind=SubjectKind(row["subject_kind"]),
        kind=Kind(row["kind"]),
        book=row["book"],
        year=row["year"],
        number=row["number"],
        subject_title=current_texts().title(Stored.of(row["title"])),
        confidential=row["confidential"],
        action=row["action"],
        title=_title(row, act.title if act else row["action"]),
        basis=str(act.basis) if act else "",
        letters=(row["replaces"],)
        if row["replaces"]
        else edition.letters_due(
            Facts(SubjectKind(row["subject_kind"]), Kind(row["kind"]), row["state"], proposed_on),
            Act(row["action"], Role.HEAD, on, row["data"]),
        ),
        data=row["data"],
        drafter=row["drafter"],
        drafter_id=row["proposed_by_id"],
        proposed_on=proposed_on,
        due_on=row["due_on"],
        paused=bool(row["paused"]),
    )


def _title(row: RowMapping, act: str) -> str:
    if not row["replaces"]:
        return act
    code = numbered(row["replaces_number"], row["replaces_symbol"])
    return f"Thay thế văn bản{code}"


def reminders(session: Session, actor: Actor) -> tuple[Reminder, ...]:
    """The officer's notices, unread ones first, each newest first."""
    rows = session.execute(
        select(Notice, subject.c.subject_kind)
        .join(subject, subject.c.id == Notice.subject_id)
        .where(Notice.user_id == actor.user_id, conflict_free(Notice.subject_id))
        .order_by(Notice.read_at.is_not(None), Notice.id.desc())
        .limit(MOST)
    )
    return tuple(
        Reminder(
            id=notice.id,
            subject_id=notice.subject_id,
            subject_kind=SubjectKind(kind),
            level=notice.level,
            text=notice.text,
            created_at=notice.created_at,
            read=notice.read_at is not None,
        )
        for notice, kind in rows
    )
