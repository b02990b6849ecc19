"""What an officer drafts for the head: approved it is performed, returned it goes back with a note.

The head signs what somebody else drafted; the database refuses a proposal decided by its author.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import NotAllowedError, NotFoundError, StaleFormError
from feedback.domain.lodging import KeptFile
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor, Role
from feedback.models.act import Proposal
from feedback.models.drafting import DocumentDraft
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.drafting import document_checks, replacing
from feedback.services.drafting.foreseeing import foresee, made_since, newest_letter
from feedback.services.drafting.proposing import put_before_head, say
from feedback.services.files import stated_files
from feedback.services.ground.transaction import transaction
from feedback.services.rights import permission
from feedback.services.subject.subjects import facts_of, lock
from feedback.workflows.registry import governing
from feedback.workflows.rows import Act


def propose(
    subject_id: int,
    action: str,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str],
    *,
    version: int | None = None,
    files: Iterable[KeptFile] = (),
) -> int:
    """Put an act of the head before the head; refused now if the law would refuse it then."""
    with transaction() as session:
        subject = lock(session, subject_id, version)
        stated_files.add(session, subject, files, actor, now)
        return put(session, subject, action, actor, now, data).id


def put(
    session: Session,
    subject: Subject,
    action: str,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str],
) -> Proposal:
    """The proposal inside a transaction the caller holds, on a subject the caller has locked."""
    permission.refuse(session, actor, Action.DRAFT, subject.id)
    stated_files.hashes(session, subject, data)
    _refuse_unlawful(session, subject, action, actor, now, data)
    proposal = Proposal(
        subject_id=subject.id,
        agency_id=subject.agency_id,
        action=action,
        data=dict(data),
        proposed_by_id=actor.user_id,
        proposed_at=now,
    )
    put_before_head(session, subject, proposal, actor)
    return proposal


def _refuse_unlawful(
    session: Session,
    subject: Subject,
    action: str,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str],
) -> None:
    """Ask the law first, then whether the documents could be signed as they would be made."""
    act, facts = Act(action, Role.HEAD, civil_day(now), data), facts_of(session, subject)
    decision = governing(subject.procedure, subject.edition, act.on).decide(facts, act)
    if not decision.letters:
        return
    foreseen = foresee(session, subject, action, data, actor.user_id, now)
    if foreseen.refusal is not None:
        raise foreseen.refusal
    document_checks.refuse_unsound(document_checks.of_letters(subject, data, foreseen.letters, now))


def approve(proposal_id: int, actor: Actor, now: datetime) -> str:
    """Perform the proposed act as the head, or replace a document; says what was approved.

    Documents are drafted by whoever proposed.
    """
    with transaction() as session:
        proposal = _take(session, proposal_id, actor)
        subject = lock(session, proposal.subject_id)
        _decide(proposal, actor, now, "approved", "")
        _close_draft(session, proposal, now)
        session.flush()
        if proposal.replaces_id is not None:
            return replacing.carry_out(session, proposal, actor, now)
        newest = newest_letter(session)
        decision = casework.perform(
            session,
            subject,
            proposal.action,
            actor,
            now,
            proposal.data,
            drafter_id=proposal.proposed_by_id,
        )
        letters = made_since(session, subject, newest)
        document_checks.refuse_unsound(
            document_checks.of_letters(subject, proposal.data, letters, now)
        )
        return decision.title


def send_back(proposal_id: int, actor: Actor, now: datetime, note: str) -> None:
    """Return the draft to its author with what is to be mended."""
    with transaction() as session:
        proposal = _take(session, proposal_id, actor)
        subject = lock(session, proposal.subject_id)
        _decide(proposal, actor, now, "returned", note)
        subject.version += 1
        say(session, subject, actor, now, "proposal_returned", proposal.action)


def _take(session: Session, proposal_id: int, actor: Actor) -> Proposal:
    proposal = session.scalars(
        select(Proposal).where(Proposal.id == proposal_id).with_for_update()
    ).one_or_none()
    if proposal is None:
        msg = "Không tìm thấy đề xuất."
        raise NotFoundError(msg)
    permission.refuse(session, actor, Action.DECIDE, proposal_id, "proposal_id")
    if proposal.decided_at is not None:
        msg = "Đề xuất này đã được quyết định."
        raise StaleFormError(msg)
    if proposal.proposed_by_id == actor.user_id:
        msg = "Người soạn thảo không được ký văn bản do mình soạn."
        raise NotAllowedError(msg)
    return proposal


def _decide(proposal: Proposal, actor: Actor, now: datetime, verdict: str, note: str) -> None:
    proposal.decided_by_id = actor.user_id
    proposal.decided_at = now
    proposal.verdict = verdict
    proposal.note = note


def _close_draft(session: Session, proposal: Proposal, now: datetime) -> None:
    """The draft of an approved proposal is done with; its versions stay."""
    draft = session.scalars(
        select(DocumentDraft).where(DocumentDraft.proposal_id == proposal.id).with_for_update()
    ).one_or_none()
    if draft is not None:
        draft.closed_at, draft.ending = now, "approved"
