"""The key under which files of a petition or case lie, made when the first of them comes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from feedback.domain.errors import NotLawfulError
from feedback.extensions import current_identities
from feedback.models.file_key import FileKey, Purpose
from feedback.models.subject import Subject
from feedback.services.files.sealed_files import Sealed
from feedback.vault.data_keys import DataKey
from feedback.vault.envelope import Place
from feedback.vault.wrapping import Wrapped

DESTROYED = "Tệp của hồ sơ này đã hủy; không thêm tệp được nữa."


def key_for(session: Session, subject: Subject, purpose: Purpose, now: datetime) -> DataKey:
    """The one there is, else a new one; of two that are made at once the first stays."""
    kept = _kept(session, subject.id, purpose)
    if kept is None:
        made = current_identities().keys.new(subject.uid)
        session.execute(
            insert(FileKey)
            .values(
                id=made.id,
                subject_id=subject.id,
                purpose=purpose,
                wrapped=made.wrapped.content,
                kek=made.wrapped.kek,
                created_at=now,
                destroyed_for="",
            )
            .on_conflict_do_nothing(index_elements=["subject_id", "purpose"])
        )
        kept = _kept(session, subject.id, purpose)
    if kept is None or kept.wrapped is None:
        raise NotLawfulError(DESTROYED)
    return current_identities().keys.again(kept.id, Wrapped(kept.wrapped, kept.kek), subject.uid)


def sealed(session: Session, subject_id: int, purpose: Purpose, field: str) -> Sealed:
    """A file of a subject, with what opens it."""
    found = session.execute(
        select(Subject.uid, FileKey.id, FileKey.wrapped)
        .outerjoin(FileKey, (FileKey.subject_id == Subject.id) & (FileKey.purpose == purpose))
        .where(Subject.id == subject_id)
    ).one()
    return Sealed.under(found.id, found.wrapped, Place(found.uid, field))


def _kept(session: Session, subject_id: int, purpose: Purpose) -> FileKey | None:
    return session.scalars(
        select(FileKey).where(FileKey.subject_id == subject_id, FileKey.purpose == purpose)
    ).one_or_none()
