"""Drafts as their agency reads them: where one stands, its versions, what came back with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.roles import Actor
from feedback.models.act import Proposal
from feedback.models.agency import UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.drafting import DocumentDraft, DraftVersion

#: Saves of one writer that follow one another closer than this are one sitting.
SITTING = timedelta(minutes=10)


class Standing(StrEnum):
    """Where a draft stands; told by the proposal it became last."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    saved_at: datetime
    person: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft that is not done with, with its newest text."""

    id: int
    action: str
    standing: Standing
    #: what the head wrote when it came back
    note: str
    newest: Version


_DRAFTS = (
    select(
        DocumentDraft.id,
        DocumentDraft.action,
        DraftVersion.number,
        DraftVersion.saved_at,
        DraftVersion.data,
        UserAccount.name,
        Proposal.id.label("proposal_id"),
        Proposal.verdict,
        Proposal.note,
    )
    .join(
        DraftVersion,
        (DraftVersion.draft_id == DocumentDraft.id)
        & (DraftVersion.number == DocumentDraft.version),
    )
    .join(UserAccount, UserAccount.id == DraftVersion.saved_by_id)
    .outerjoin(Proposal, Proposal.id == DocumentDraft.proposal_id)
    .where(DocumentDraft.closed_at.is_(None), conflict_free(DocumentDraft.subject_id))
    .order_by(DocumentDraft.id)
)


def open_drafts(session: Session, actor: Actor, subject_id: int) -> tuple[OpenDraft, ...]:
    """The drafts of a file that the actor's agency writes on."""
    rows = session.execute(
        _DRAFTS.where(
            DocumentDraft.subject_id == subject_id, DocumentDraft.agency_id == actor.agency_id
        )
    )
    return tuple(
        OpenDraft(
            id=row.id,
            action=row.action,
            standing=_standing(row.proposal_id, row.verdict),
            note=row.note or "",
            newest=Version(row.number, row.saved_at, row.name, row.data),
        )
        for row in rows
    )


def open_draft(session: Session, actor: Actor, subject_id: int, action: str) -> OpenDraft | None:
    found = open_drafts(session, actor, subject_id)
    return next((draft for draft in found if draft.action == action), None)


def versions(session: Session, draft_id: int) -> tuple[Version, ...]:
    """Every version of a draft, newest first."""
    rows = session.execute(
        select(DraftVersion, UserAccount.name)
        .join(UserAccount, UserAccount.id == DraftVersion.saved_by_id)
        .where(DraftVersion.draft_id == draft_id)
        .order_by(DraftVersion.number.desc())
    )
    return tuple(Version(row.number, row.saved_at, name, row.data) for row, name in rows)


def sittings(found: tuple[Version, ...]) -> tuple[Version, ...]:
    """Of each sitting its last version, newest first: saving while one types makes many."""
    kept: list[Version] = []
    later: Version | None = None
    for each in found:
        near = later and later.person == each.person and later.saved_at - each.saved_at < SITTING
        if not near:
            kept.append(each)
        later = each
    return tuple(kept)


def returned_before(
    session: Session, subject_id: int, action: str, before: int | None = None
) -> Mapping[str, str] | None:
    """What the head returned last of an act, before a proposal; None where nothing was."""
    asked = (
        select(Proposal.data)
        .where(Proposal.subject_id == subject_id, Proposal.action == action)
        .where(Proposal.verdict == "returned")
        .order_by(Proposal.id.desc())
        .limit(1)
    )
    if before is not None:
        asked = asked.where(Proposal.id < before)
    return session.scalar(asked)


def proposal(session: Session, actor: Actor, proposal_id: int) -> Proposal:
    """A proposal of the actor's agency; NotFoundError likewise for one of another."""
    found = session.scalars(
        select(Proposal)
        .where(Proposal.id == proposal_id, Proposal.agency_id == actor.agency_id)
        .where(conflict_free(Proposal.subject_id))
    ).one_or_none()
    if found is None:
        msg = "Không tìm thấy đề xuất."
        raise NotFoundError(msg)
    return found


def _standing(proposal_id: int | None, verdict: str | None) -> Standing:
    if proposal_id is None:
        return Standing.WRITING
    return Standing.RETURNED if verdict == "returned" else Standing.SUBMITTED
