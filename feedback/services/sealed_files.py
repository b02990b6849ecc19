"""Files stated with acts lie under a key of their petition or case: read by officers, on no disk.

A report, an explanation, a paper of withdrawal may say who denounces, and nobody can tell what a
scan shows. Its bytes are sealed on the way in and found by the hash of the ciphertext; bound to its
subject and to the hash of its content, they open as no other file and nowhere else.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotLawfulError
from feedback.extensions import current_identities, current_settings
from feedback.models.act import StatedFile
from feedback.models.file_key import FileKey
from feedback.models.subject import Subject
from feedback.vault.data_keys import DataKey
from feedback.vault.envelope import Place
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.store import FileStore
from feedback.vault.wrapping import Wrapped, WrappingError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sealed:
    """All that opens one, as rows have it: readable after the transaction that found it."""

    stored_as: str
    wrapped: bytes | None
    place: Place


def seal(session: Session, subject: Subject, content: bytes, now: datetime) -> str:
    """Keep it durably; the hash of the ciphertext. The caller has locked the subject."""
    place = _place(subject, sha256(content).hexdigest())
    return _store().keep(_key(session, subject, now).seal(content, place))


def sealed(session: Session, stated: StatedFile) -> Sealed:
    subject = session.get_one(Subject, stated.subject_id)
    wrapped = select(FileKey.wrapped).where(FileKey.subject_id == subject.id)
    return Sealed(
        stated.stored_as,
        session.scalars(wrapped).one_or_none(),
        _place(subject, stated.sha256),
    )


def content(told: Sealed) -> bytes | None:
    """What it was, if it is still that; else None, and the log says why."""
    try:
        found = _store().read(told.stored_as)
        return current_identities().keys.open(found, told.wrapped, told.place)
    except (FileNotFoundError, SealedFieldError, WrappingError) as error:
        facts = {"subject": told.place.subject.hex, "because": str(error)}
        log.error("stated_file_unreadable", extra={"facts": facts})  # noqa: TRY400 - as in vault.identities
        return None


def _key(session: Session, subject: Subject, now: datetime) -> DataKey:
    keys = current_identities().keys
    kept = session.scalars(select(FileKey).where(FileKey.subject_id == subject.id)).one_or_none()
    if kept is not None:
        if kept.wrapped is None:
            raise NotLawfulError("Tệp của hồ sơ này đã hủy; không thêm tệp được nữa.")
        return keys.again(kept.id, Wrapped(kept.wrapped, kept.kek), subject.uid)
    made = keys.new(subject.uid)
    session.add(
        FileKey(
            id=made.id,
            subject_id=subject.id,
            wrapped=made.wrapped.content,
            kek=made.wrapped.kek,
            created_at=now,
        )
    )
    session.flush()
    return made


def _place(subject: Subject, digest: str) -> Place:
    return Place(subject.uid, f"stated {digest}")


def _store() -> FileStore:
    return FileStore(current_settings().files_dir)
