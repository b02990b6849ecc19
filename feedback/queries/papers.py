"""Single papers of the files one's own agency holds; any other is as if it were not there."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor
from feedback.models.act import StatedFile
from feedback.models.agency import UserAccount
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment
from feedback.models.subject import Subject

subject = Subject.__table__


def letter(session: Session, actor: Actor, letter_id: int) -> IssuedLetter:
    """A document of a file one's agency holds, or that one's agency issues; else NotFoundError.

    A file may have moved on to another agency while its document still waits to be signed here.
    """
    found = session.scalars(
        select(IssuedLetter)
        .join(subject, subject.c.id == IssuedLetter.subject_id)
        .join(UserAccount, UserAccount.id == IssuedLetter.signer_id)
        .where(IssuedLetter.id == letter_id)
        .where(
            (subject.c.agency_id == actor.agency_id) | (UserAccount.agency_id == actor.agency_id)
        )
    ).one_or_none()
    if found is None:
        msg = "Không tìm thấy văn bản."
        raise NotFoundError(msg)
    return found


def file_of(session: Session, actor: Actor, letter_id: int) -> tuple[int, SubjectKind]:
    """The file a document belongs to, and what it is; NotFoundError likewise."""
    found = session.get_one(Subject, letter(session, actor, letter_id).subject_id)
    return found.id, SubjectKind(found.subject_kind)


def attachment(session: Session, actor: Actor, attachment_id: int) -> Attachment:
    """A file as the citizen sent it; NotFoundError likewise, and for one that is closed."""
    found = session.scalars(
        select(Attachment)
        .join(subject, subject.c.id == Attachment.petition_id)
        .where(Attachment.id == attachment_id, subject.c.agency_id == actor.agency_id)
        .where(Attachment.commitment.is_(None))
    ).one_or_none()
    if found is None:
        msg = "Không tìm thấy tệp."
        raise NotFoundError(msg)
    return found


def stated_file(session: Session, actor: Actor, subject_id: int, sha256: str) -> StatedFile:
    """A file that an act states; NotFoundError likewise."""
    found = session.scalars(
        select(StatedFile)
        .join(subject, subject.c.id == StatedFile.subject_id)
        .where(StatedFile.subject_id == subject_id, StatedFile.sha256 == sha256)
        .where(subject.c.agency_id == actor.agency_id)
    ).one_or_none()
    if found is None:
        msg = "Không tìm thấy tệp."
        raise NotFoundError(msg)
    return found


def stated_files(session: Session, actor: Actor, subject_id: int) -> dict[str, KeptFile]:
    """The files that acts and drafts of a file have stated, by their hash."""
    rows = session.scalars(
        select(StatedFile)
        .join(subject, subject.c.id == StatedFile.subject_id)
        .where(StatedFile.subject_id == subject_id, subject.c.agency_id == actor.agency_id)
        .order_by(StatedFile.id)
    )
    return {row.sha256: KeptFile(row.name, row.media_type, row.size, row.sha256) for row in rows}
