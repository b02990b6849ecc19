"""The lists of a file, one statement each, made once: making one costs as much as asking it."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, any_, bindparam, or_, select
from sqlalchemy.orm import Session

from feedback.domain.roles import Actor, Role
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct, Proposal
from feedback.models.agency import UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.deadline import Deadline, Escalation
from feedback.models.letter import IssuedLetter, stage_of
from feedback.models.petition import Attachment, Petition
from feedback.models.safe_copy import SafeCopy
from feedback.models.subject import Subject
from feedback.models.words import stored_title
from feedback.queries.file_parts import (
    Attached,
    Clock,
    Done,
    Draft,
    Letter,
    Paper,
    Reached,
    Sister,
)
from feedback.vault.identities import Stored

safe_copy = SafeCopy.__table__
subject, petition, attachment = Subject.__table__, Petition.__table__, Attachment.__table__
deadline, escalation = Deadline.__table__, Escalation.__table__
act, proposal, letter = PerformedAct.__table__, Proposal.__table__, IssuedLetter.__table__
account = UserAccount.__table__

#: One array of a petition and its case, so that the statement is the same for either.
_IDS = any_(bindparam("ids", type_=ARRAY(BigInteger)))
_SUBJECT = bindparam("subject_id", type_=BigInteger)

_ATTACHMENTS = (
    select(
        *attachment.c["id", "name", "size"],
        attachment.c.commitment.is_not(None).label("closed"),
        safe_copy.c.state,
    )
    .outerjoin(safe_copy, safe_copy.c.attachment_id == attachment.c.id)
    .where(attachment.c.petition_id == _SUBJECT)
    .order_by(attachment.c.id)
)
_CLOCKS = (
    select(
        *deadline.c["id", "limit_id", "rule", "started_on", "due_legal"],
        *deadline.c["waits", "state", "closed_on", "explanation", "due_at"],
    )
    .where(deadline.c.subject_id == _SUBJECT)
    .order_by(deadline.c.state != "open", deadline.c.due_legal.nulls_last(), deadline.c.id)
)
_NAMED = account.alias("named")
_ACTS = (
    select(
        *act.c["subject_id", "action", "happened_on", "recorded_at", "actor_role"],
        account.c.name.label("person"),
        _NAMED.c.name.label("officer"),
        *act.c["basis", "data"],
    )
    .outerjoin(account, account.c.id == act.c.user_id)
    .outerjoin(_NAMED, _NAMED.c.username == act.c.data["officer"].astext)
    .where(act.c.subject_id == _IDS)
    .order_by(act.c.id)
)
_LETTERS = (
    select(
        letter.c.subject_id,
        *letter.c["id", "name", "title", "number", "symbol", "approved_at"],
        account.c.name.label("signer"),
        *letter.c[
            "rendered_at",
            "signed_at",
            "issued_at",
            "voided_at",
            "failure",
            "void_reason",
            "replaces_id",
            "act_id",
        ],
    )
    .outerjoin(account, account.c.id == letter.c.signer_id)
    .where(letter.c.subject_id == _IDS)
    .order_by(letter.c.id.desc())
)
_REACHED = (
    select(deadline.c.rule, escalation.c.level, escalation.c.due_at, account.c.name)
    .select_from(escalation)
    .join(deadline, deadline.c.id == escalation.c.deadline_id)
    .join(account, account.c.id == escalation.c.user_id)
    .where(deadline.c.subject_id == _IDS)
    .order_by(escalation.c.due_at, escalation.c.level)
)
_DRAFTS = (
    select(
        *proposal.c["id", "action", "data", "proposed_at"],
        account.c.name.label("drafter"),
        *proposal.c["proposed_by_id", "decided_at", "verdict", "note"],
    )
    .join(account, account.c.id == proposal.c.proposed_by_id)
    .where(proposal.c.subject_id == _IDS)
    .order_by(proposal.c.id.desc())
)
#: Where the paper has no case or is joined to none, the comparison with NULL finds nothing.
_SISTERS = (
    select(
        petition.c.id,
        petition.c.book,
        petition.c.year,
        petition.c.number,
        stored_title(petition.c.id).label("title"),
    )
    .join(subject, subject.c.id == petition.c.id)
    .where(
        or_(
            petition.c.joined_to_id == _SUBJECT,
            petition.c.id == bindparam("joined_to_id", type_=BigInteger),
            petition.c.case_id == bindparam("case_id", type_=BigInteger),
        ),
        petition.c.id != _SUBJECT,
        subject.c.agency_id == bindparam("agency_id", type_=BigInteger),
        conflict_free(petition.c.id),
    )
    .order_by(petition.c.id)
    .limit(50)
)


def attachments(session: Session, petition_id: int) -> tuple[Attached, ...]:
    rows = session.execute(_ATTACHMENTS, {"subject_id": petition_id})
    return tuple(Attached(row.id, row.name, row.size, row.closed, row.state) for row in rows)


def clocks(session: Session, subject_id: int) -> tuple[Clock, ...]:
    """Running ones by date first, ended ones after them."""
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
            row.due_at,
        )
        for row in session.execute(_CLOCKS, {"subject_id": subject_id})
    )


def acts(session: Session, ids: Sequence[int]) -> tuple[Done, ...]:
    return tuple(
        Done(
            row.subject_id,
            row.action,
            row.happened_on,
            row.recorded_at,
            Role(row.actor_role),
            row.person or "",
            row.officer or "",
            row.basis,
            row.data,
        )
        for row in session.execute(_ACTS, {"ids": ids})
    )


def letters(session: Session, ids: Sequence[int]) -> list[tuple[int, Letter]]:
    return [
        (
            row.subject_id,
            Letter(
                row.id,
                row.name,
                row.title,
                row.number,
                row.symbol,
                row.approved_at,
                row.signer or "",
                stage_of(row),
                row.void_reason or row.failure,
                row.replaces_id,
                row.act_id,
            ),
        )
        for row in session.execute(_LETTERS, {"ids": ids})
    ]


def reached(session: Session, ids: Sequence[int]) -> tuple[Reached, ...]:
    return tuple(Reached(*row) for row in session.execute(_REACHED, {"ids": ids}))


def drafts(session: Session, ids: Sequence[int]) -> tuple[Draft, ...]:
    return tuple(
        Draft(
            row.id,
            row.action,
            row.data,
            row.proposed_at,
            row.drafter,
            row.proposed_by_id,
            row.decided_at,
            row.verdict,
            row.note,
        )
        for row in session.execute(_DRAFTS, {"ids": ids})
    )


def sisters(session: Session, actor: Actor, paper: Paper) -> tuple[Sister, ...]:
    """Petitions of this agency joined to this one, and those about the same case."""
    given = {
        "subject_id": paper.id,
        "joined_to_id": paper.joined_to_id,
        "case_id": paper.case_id,
        "agency_id": actor.agency_id,
    }
    rows, texts = session.execute(_SISTERS, given), current_texts()
    return tuple(
        Sister(row.id, row.book, row.year, row.number, texts.title(Stored.of(row.title)))
        for row in rows
    )
