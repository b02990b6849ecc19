"""The lists of a file, one statement each."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.roles import Actor, Role
from feedback.models.act import PerformedAct, Proposal
from feedback.models.agency import UserAccount
from feedback.models.deadline import Deadline, Escalation
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment, Petition
from feedback.models.subject import Subject
from feedback.queries.file_parts import Clock, Done, Draft, Letter, Paper, Reached, Sister

subject, petition = Subject.__table__, Petition.__table__


def attachments(session: Session, petition_id: int) -> tuple[Attachment, ...]:
    found = select(Attachment).where(Attachment.petition_id == petition_id)
    return tuple(session.scalars(found.order_by(Attachment.id)))


def clocks(session: Session, subject_id: int) -> tuple[Clock, ...]:
    """Running ones by date first, ended ones after them."""
    rows = session.scalars(
        select(Deadline)
        .where(Deadline.subject_id == subject_id)
        .order_by(Deadline.state != "open", Deadline.due_legal.nulls_last(), Deadline.id)
    )
    return tuple(
        Clock(
            row.id,
            row.limit_id,
            row.rule,
            row.started_on,
            row.due_legal,
            row.waits,
            row.state,
            row.closed_on,
            tuple(row.explanation),
        )
        for row in rows
    )


def acts(session: Session, ids: Sequence[int]) -> tuple[Done, ...]:
    named = aliased(UserAccount)
    rows = session.execute(
        select(PerformedAct, UserAccount.name, named.name)
        .outerjoin(UserAccount, UserAccount.id == PerformedAct.user_id)
        .outerjoin(named, named.username == PerformedAct.data["officer"].astext)
        .where(PerformedAct.subject_id.in_(ids))
        .order_by(PerformedAct.id)
    )
    return tuple(
        Done(
            act.subject_id,
            act.action,
            act.happened_on,
            act.recorded_at,
            Role(act.actor_role),
            name or "",
            officer or "",
            act.basis,
            act.data,
        )
        for act, name, officer in rows
    )


def letters(session: Session, ids: Sequence[int]) -> list[tuple[int, Letter]]:
    rows = session.execute(
        select(
            IssuedLetter.subject_id,
            IssuedLetter.id,
            IssuedLetter.name,
            IssuedLetter.title,
            IssuedLetter.number,
            IssuedLetter.symbol,
            IssuedLetter.signed_at,
            UserAccount.name.label("signer"),
            IssuedLetter.rendered_at,
            IssuedLetter.failure,
        )
        .outerjoin(UserAccount, UserAccount.id == IssuedLetter.signer_id)
        .where(IssuedLetter.subject_id.in_(ids))
        .order_by(IssuedLetter.id.desc())
    )
    return [
        (
            row.subject_id,
            Letter(
                row.id,
                row.name,
                row.title,
                row.number,
                row.symbol,
                row.signed_at,
                row.signer or "",
                row.rendered_at,
                bool(row.failure),
            ),
        )
        for row in rows
    ]


def reached(session: Session, ids: Sequence[int]) -> tuple[Reached, ...]:
    rows = session.execute(
        select(Deadline.rule, Escalation.level, Escalation.due_at, UserAccount.name)
        .join(Deadline, Deadline.id == Escalation.deadline_id)
        .join(UserAccount, UserAccount.id == Escalation.user_id)
        .where(Deadline.subject_id.in_(ids))
        .order_by(Escalation.due_at, Escalation.level)
    )
    return tuple(Reached(*row) for row in rows)


def drafts(session: Session, ids: Sequence[int]) -> tuple[Draft, ...]:
    rows = session.execute(
        select(Proposal, UserAccount.name)
        .join(UserAccount, UserAccount.id == Proposal.proposed_by_id)
        .where(Proposal.subject_id.in_(ids))
        .order_by(Proposal.id.desc())
    )
    return tuple(
        Draft(
            draft.id,
            draft.action,
            draft.data,
            draft.proposed_at,
            name,
            draft.proposed_by_id,
            draft.decided_at,
            draft.verdict,
            draft.note,
        )
        for draft, name in rows
    )


def sisters(session: Session, actor: Actor, paper: Paper) -> tuple[Sister, ...]:
    """Petitions of this agency joined to this one, and those about the same case."""
    same = [petition.c.joined_to_id == paper.id, petition.c.id == paper.joined_to_id]
    if paper.case_id is not None:
        same.append(petition.c.case_id == paper.case_id)
    rows = session.execute(
        select(petition.c.id, petition.c.book, petition.c.year, petition.c.number, subject.c.title)
        .join(subject, subject.c.id == petition.c.id)
        .where(or_(*same), petition.c.id != paper.id, subject.c.agency_id == actor.agency_id)
        .order_by(petition.c.id)
        .limit(50)
    )
    return tuple(Sister(*row) for row in rows)
