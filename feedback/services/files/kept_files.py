"""What the archive keeps: issued documents in every stage, bound dossiers, masked copies.

They lie under a key of their file that is not the sender's: the law on archives has them kept when
somebody is forgotten, and documents go on naming whom they are for.
"""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.models.file_key import Purpose
from feedback.models.subject import Subject
from feedback.services.files import file_keys, sealed_files
from feedback.services.files.sealed_files import Sealed
from feedback.vault.envelope import Place


def keep(session: Session, subject: Subject, content: bytes, now: datetime) -> str:
    """Seal it; the hash of the content, by which rows and history name it."""
    digest = sha256(content).hexdigest()
    key = file_keys.key_for(session, subject, Purpose.KEPT, now)
    sealed_files.keep(key, content, place(subject.uid, digest))
    return digest


def sealed(session: Session, subject_id: int, digest: str) -> Sealed:
    return file_keys.sealed(session, subject_id, Purpose.KEPT, _field(digest))


def content(session: Session, subject_id: int, digest: str) -> bytes | None:
    return sealed_files.content(sealed(session, subject_id, digest))


def place(subject: UUID, digest: str) -> Place:
    return Place(subject, _field(digest))


def _field(digest: str) -> str:
    return f"kept {digest}"
