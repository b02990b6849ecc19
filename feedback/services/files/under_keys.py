"""Every file that rows name by the hash of its content, with the key it lies under.

One list of columns: by it open bytes are taken away, and a restore is told what it still owes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, null, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.models.act import StatedFile
from feedback.models.dossier import BoundDossier
from feedback.models.file_key import FileKey, Purpose
from feedback.models.identity import DataKey
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment
from feedback.models.redaction import RedactedCopy
from feedback.models.safe_copy import SafeCopy
from feedback.models.subject import Subject
from feedback.services.files import kept_files, sent_files, stated_files
from feedback.services.files.sealed_files import Sealed
from feedback.vault.envelope import Place
from feedback.vault.wrapping import Wrapped

Column = InstrumentedAttribute[Any]
_LETTER, _DOSSIER = IssuedLetter.subject_id, BoundDossier.subject_id
#: Whose it is, the hash of its content, which rows have one.
_KEPT: Final[tuple[tuple[Column, Column, ColumnElement[bool]], ...]] = (
    (_LETTER, IssuedLetter.pdf_sha256, true()),
    (_LETTER, IssuedLetter.signed_sha256, true()),
    (_LETTER, IssuedLetter.issued_sha256, true()),
    (_DOSSIER, BoundDossier.pdf_sha256, true()),
    (_DOSSIER, BoundDossier.zip_sha256, true()),
    (RedactedCopy.petition_id, RedactedCopy.sha256, RedactedCopy.pages > 0),
)
#: What custodians have is no file of this list: its row names the ciphertext.
_SENT: Final = (
    select(Subject.uid, DataKey.id, DataKey.wrapped, DataKey.kek)
    .join(Attachment, Attachment.petition_id == Subject.id)
    .outerjoin(DataKey, DataKey.petition_id == Subject.id)
    .where(Attachment.commitment.is_(None))
)
_COPIED: Final = _SENT.join(SafeCopy, SafeCopy.attachment_id == Attachment.id)


@dataclass(frozen=True, slots=True)
class Named:
    """What one row says of one file; the key is None where its row is missing."""

    column: str
    digest: str
    key_id: UUID | None
    wrapped: Wrapped | None
    told: Sealed
    #: kept by the archive whoever is forgotten: no erasure destroys this key
    kept: bool

    @property
    def erased(self) -> bool:
        """Its key was destroyed with somebody; nobody owes the bytes any more."""
        return self.key_id is not None and self.wrapped is None and not self.kept


def named(session: Session) -> Iterator[Named]:
    for owner, digest, having in _KEPT:
        kept = _of_file(Purpose.KEPT, owner).where(having).add_columns(digest, null())
        yield from _read(session, str(digest), kept, kept_files.place)
    for digest, sent in ((Attachment.sha256, _SENT), (SafeCopy.sha256, _COPIED)):
        yield from _read(session, str(digest), sent.add_columns(digest, null()), sent_files.place)
    stated = _of_file(Purpose.STATED, StatedFile.subject_id)
    rows = stated.add_columns(StatedFile.sha256, StatedFile.stored_as)
    yield from _read(session, str(StatedFile.stored_as), rows, stated_files.place)


def _of_file(purpose: Purpose, owner: Column) -> Select[UUID, UUID, bytes | None, str]:
    its_key = and_(FileKey.subject_id == Subject.id, FileKey.purpose == purpose)
    return (
        select(Subject.uid, FileKey.id, FileKey.wrapped, FileKey.kek)
        .join(owner.class_, owner == Subject.id)
        .outerjoin(FileKey, its_key)
    )


def _read(
    session: Session, column: str, rows: Select[Any], place: Callable[[UUID, str], Place]
) -> Iterator[Named]:
    for subject, key, wrapped, kek, digest, stored_as in session.execute(rows):
        if digest:
            told = Sealed.under(key, wrapped, place(subject, digest))
            if stored_as:
                told = replace(told, stored_as=stored_as)
            under = Wrapped(wrapped, kek) if wrapped else None
            yield Named(column, digest, key, under, told, place is kept_files.place)
