"""What a complainant sent, and the safe copy of it: under the key of the petition, like its words.

They came from the same person as the words, and a scan of an identity paper names them better than
any field: whoever is forgotten takes them along. A denouncer's are closed for custodians instead.
"""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.identity import DataKey
from feedback.models.petition import Attachment, Petition
from feedback.models.safe_copy import SafeCopy
from feedback.models.subject import Subject
from feedback.services.files import sealed_files
from feedback.services.files.sealed_files import Sealed
from feedback.services.subject import identities
from feedback.vault.envelope import Place


def place(petition: UUID, digest: str) -> Place:
    return Place(petition, f"sent {digest}")


def sealed(session: Session, petition_id: int, digest: str) -> Sealed:
    """A file or its copy by the hash of its content, with what opens it."""
    found = session.execute(
        select(Subject.uid, DataKey.id, DataKey.wrapped)
        .outerjoin(DataKey, DataKey.petition_id == Subject.id)
        .where(Subject.id == petition_id)
    ).one()
    return Sealed.under(found.id, found.wrapped, place(found.uid, digest))


def keep(session: Session, petition_id: int, content: bytes) -> str:
    """More under the key the petition has; the hash of the content."""
    petition, digest = session.get_one(Petition, petition_id), sha256(content).hexdigest()
    sealed_files.keep(identities.key_of(petition), content, place(petition.uid, digest))
    return digest


def content(session: Session, petition_id: int, digest: str) -> bytes | None:
    return sealed_files.content(sealed(session, petition_id, digest))


def names(session: Session, petition_id: int) -> list[str]:
    """What the store calls all of them; asked before their key is another."""
    return [sealed(session, petition_id, one).stored_as for one in _hashes(session, petition_id)]


def _hashes(session: Session, petition_id: int) -> Iterable[str]:
    rows = session.execute(
        select(Attachment.sha256, SafeCopy.sha256)
        .outerjoin(SafeCopy, SafeCopy.attachment_id == Attachment.id)
        .where(Attachment.petition_id == petition_id, Attachment.commitment.is_(None))
    )
    return {one for pair in rows for one in pair if one}
