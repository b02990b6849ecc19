"""Files that rows speak of and the folder does not have: what a restore of it still owes.

What was erased is owed by nobody: its key is destroyed.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Select, select, true
from sqlalchemy.orm import Session

from feedback.models.act import StatedFile
from feedback.models.dossier import BoundDossier
from feedback.models.file_key import FileKey, Purpose
from feedback.models.identity import DataKey
from feedback.models.letter import IssuedLetter, SigningIdentity
from feedback.models.petition import Attachment
from feedback.models.redaction import RedactedCopy
from feedback.models.safe_copy import SafeCopy
from feedback.models.subject import Subject
from feedback.services.files import kept_files, sent_files
from feedback.vault.data_keys import stored_name
from feedback.vault.store import FileStore

_LETTER, _DOSSIER = IssuedLetter.subject_id, BoundDossier.subject_id
#: Whose it is, the hash of its content, which rows have one: what lies under the archive's key.
_KEPT: Final = (
    (_LETTER, IssuedLetter.pdf_sha256, true()),
    (_LETTER, IssuedLetter.signed_sha256, true()),
    (_LETTER, IssuedLetter.issued_sha256, true()),
    (_DOSSIER, BoundDossier.pdf_sha256, true()),
    (_DOSSIER, BoundDossier.zip_sha256, true()),
    (RedactedCopy.petition_id, RedactedCopy.sha256, RedactedCopy.pages > 0),
)
_OF_SENDERS: Final = (
    select(Subject.uid, DataKey.id)
    .join(DataKey, DataKey.petition_id == Subject.id)
    .join(Attachment, Attachment.petition_id == Subject.id)
    .where(DataKey.wrapped.is_not(None))
)
_OPEN, _CLOSED = Attachment.commitment.is_(None), Attachment.commitment.is_not(None)
_SENT: Final = (
    (Attachment.sha256, _OF_SENDERS),
    (SafeCopy.sha256, _OF_SENDERS.join(SafeCopy, SafeCopy.attachment_id == Attachment.id)),
)
#: What the store calls as a column says.
_BY_NAME: Final[tuple[tuple[str, Select[str]], ...]] = (
    ("Attachment.sealed", _OF_SENDERS.where(_CLOSED).with_only_columns(Attachment.sha256)),
    (str(StatedFile.stored_as), select(StatedFile.stored_as)),
    (str(SigningIdentity.picture_sha256), select(SigningIdentity.picture_sha256)),
)


def missing(session: Session, store: FileStore) -> dict[str, list[str]]:
    """What the store would call them, by the column that tells of them."""
    gone: dict[str, list[str]] = {}
    for column, name in _wanted(session):
        if not store.path(name).is_file():
            gone.setdefault(column, []).append(name)
    return gone


def _wanted(session: Session) -> Iterator[tuple[str, str]]:
    for owner, digest, having in _KEPT:
        kept = (
            select(Subject.uid, FileKey.id, digest)
            .join(FileKey, FileKey.subject_id == Subject.id)
            .where(Subject.id == owner, FileKey.purpose == Purpose.KEPT)
            .where(FileKey.wrapped.is_not(None), having)
        )
        for subject, key, content in session.execute(kept):
            if content:
                yield str(digest), stored_name(key, kept_files.place(subject, content))
    for digest, sent in _SENT:
        for subject, key, content in session.execute(sent.where(_OPEN).add_columns(digest)):
            if content:
                yield str(digest), stored_name(key, sent_files.place(subject, content))
    for column, names in _BY_NAME:
        for name in filter(None, session.scalars(names)):
            yield column, name
