"""A document while it is written: every save is a version, submitted it waits for the head.

Two officers may write at once: whoever saves on an older version is told what stands there now, and
loses nothing. Drafts are private to the agency; the history speaks of what is submitted, returned
and approved, and of nothing before.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError, NotLawfulError, StaleFormError
from feedback.domain.lodging import KeptFile
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.act import Proposal
from feedback.models.drafting import DocumentDraft, DraftVersion
from feedback.models.subject import Subject
from feedback.services.drafting import proposals
from feedback.services.files import stated_files
from feedback.services.ground.transaction import transaction
from feedback.services.rights import permission
from feedback.services.subject.subjects import lock


class DraftConflictError(StaleFormError):
    """Somebody saved the draft since it was opened; ``version`` is what they wrote."""

    def __init__(self, version: int) -> None:
        super().__init__(
            "Người khác đã lưu dự thảo này sau khi bạn mở. "
            "Chữ bạn viết còn nguyên trong các ô; so sánh rồi lưu."
        )
        self.version = version


def save(
    subject_id: int,
    action: str,
    actor: Actor,
    now: datetime,
    data: Mapping[str, str],
    *,
    seen: int,
    files: Iterable[KeptFile] = (),
) -> int:
    """Keep what was typed; the number of its version. Saving the same again adds nothing.

    ``seen`` is the version the writer began from, 0 where there was none.
    """
    with transaction() as session:
        subject = lock(session, subject_id)
        permission.refuse(session, actor, Action.DRAFT, subject.id)
        stated_files.add(session, subject, files, actor, now)
        draft = _open(session, subject, action)
        if draft is None:
            draft = _begin(session, subject, action)
        elif _newest(session, draft).data == dict(data):
            return draft.version
        elif draft.version != seen:
            raise DraftConflictError(draft.version)
        elif _waits(session, draft):
            msg = "Dự thảo đang chờ lãnh đạo quyết định; không sửa được."
            raise NotLawfulError(msg)
        draft.version += 1
        session.add(
            DraftVersion(
                draft_id=draft.id,
                number=draft.version,
                saved_at=now,
                saved_by_id=actor.user_id,
                data=dict(data),
            )
        )
        return draft.version


def submit(
    subject_id: int,
    action: str,
    actor: Actor,
    now: datetime,
    *,
    seen: int,
    version: int | None = None,
) -> None:
    """Put the saved draft before the head; a second press on the same version changes nothing."""
    with transaction() as session:
        draft = _open(session, lock(session, subject_id), action)
        if draft is None:
            msg = "Không tìm thấy dự thảo."
            raise NotFoundError(msg)
        if draft.version != seen:
            raise DraftConflictError(draft.version)
        if _waits(session, draft):
            return
        subject = lock(session, subject_id, version)
        data = _newest(session, draft).data
        draft.proposal_id = proposals.put(session, subject, action, actor, now, data).id


def drop(subject_id: int, action: str, actor: Actor, now: datetime) -> None:
    """Put a draft aside; its versions stay, and another may be begun."""
    with transaction() as session:
        subject = lock(session, subject_id)
        permission.refuse(session, actor, Action.DRAFT, subject.id)
        draft = _open(session, subject, action)
        if draft is None:
            return
        if _waits(session, draft):
            msg = "Dự thảo đang chờ lãnh đạo quyết định; không bỏ được."
            raise NotLawfulError(msg)
        draft.closed_at, draft.ending = now, "dropped"


def _open(session: Session, subject: Subject, action: str) -> DocumentDraft | None:
    return session.scalars(
        select(DocumentDraft)
        .where(DocumentDraft.subject_id == subject.id, DocumentDraft.action == action)
        .where(DocumentDraft.agency_id == subject.agency_id, DocumentDraft.closed_at.is_(None))
        .with_for_update()
    ).one_or_none()


def _begin(session: Session, subject: Subject, action: str) -> DocumentDraft:
    draft = DocumentDraft(
        subject_id=subject.id, agency_id=subject.agency_id, action=action, version=0
    )
    session.add(draft)
    session.flush()
    return draft


def _newest(session: Session, draft: DocumentDraft) -> DraftVersion:
    return session.scalars(
        select(DraftVersion).where(
            DraftVersion.draft_id == draft.id, DraftVersion.number == draft.version
        )
    ).one()


def _waits(session: Session, draft: DocumentDraft) -> bool:
    """Whether it lies before the head."""
    if draft.proposal_id is None:
        return False
    return session.get_one(Proposal, draft.proposal_id).decided_at is None
