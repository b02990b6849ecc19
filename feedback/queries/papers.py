"""Single papers of the files one's own agency holds; any other is as if it were not there."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.copies import CopyState, Scan
from feedback.domain.errors import NotFoundError
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import SubjectKind
from feedback.domain.roles import Actor
from feedback.models.act import StatedFile
from feedback.models.agency import UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment
from feedback.models.safe_copy import SafeCopy
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
        .where(IssuedLetter.id == letter_id, conflict_free(subject.c.id))
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


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as the citizen sent it, and how far its safe copy is."""

    petition_id: int
    kind: SubjectKind
    name: str
    media_type: str
    sha256: str
    state: CopyState | None
    scan: Scan | None
    finding: str | None
    copy_sha256: str | None


_SENT = (
    select(
        Attachment.petition_id,
        subject.c.subject_kind.label("kind"),
        Attachment.name,
        Attachment.media_type,
        Attachment.sha256,
        SafeCopy.state,
        SafeCopy.scan,
        SafeCopy.finding,
        SafeCopy.sha256.label("copy_sha256"),
    )
    .join(subject, subject.c.id == Attachment.petition_id)
    .outerjoin(SafeCopy, SafeCopy.attachment_id == Attachment.id)
    .where(
        Attachment.id == bindparam("attachment_id", type_=BigInteger),
        subject.c.agency_id == bindparam("agency_id", type_=BigInteger),
        Attachment.commitment.is_(None),
        conflict_free(subject.c.id),
    )
)


def sent(session: Session, actor: Actor, attachment_id: int) -> Sent:
    """A file as the citizen sent it; NotFoundError likewise, and for one that is closed."""
    asked = {"attachment_id": attachment_id, "agency_id": actor.agency_id}
    found = session.execute(_SENT, asked).mappings().one_or_none()
    if found is None:
        msg = "Không tìm thấy tệp."
        raise NotFoundError(msg)
    return Sent(**found)


def stated_file(session: Session, actor: Actor, subject_id: int, sha256: str) -> StatedFile:
    """A file that an act states; NotFoundError likewise."""
    found = session.scalars(
        select(StatedFile)
        .join(subject, subject.c.id == StatedFile.subject_id)
        .where(StatedFile.subject_id == subject_id, StatedFile.sha256 == sha256)
        .where(subject.c.agency_id == actor.agency_id, conflict_free(subject.c.id))
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
        .where(conflict_free(subject.c.id))
        .order_by(StatedFile.id)
    )
    return {row.sha256: KeptFile(row.name, row.media_type, row.size, row.sha256) for row in rows}
