"""What custodians alone can open of one petition: each envelope, and the place it is bound to.

For the room in which identities are opened (``feedback.vault.originals`` unpacks a file). Nothing
here opens anything, and nothing here decides who may ask.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.copies import Scan
from feedback.models.petition import Attachment, Party, Petition
from feedback.vault.envelope import Place
from feedback.vault.originals import file_place, identity_place


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file as the register names it; ``sha256`` finds its envelope in the file store."""

    title: str
    sha256: str
    commitment: str
    place: Place
    #: before it was closed
    scan: Scan


@dataclass(frozen=True, slots=True)
class SealedPapers:
    petition: UUID
    #: the envelope itself; none where the sender gave no identity that is sealed
    identity: bytes | None
    identity_place: Place
    files: tuple[SealedFile, ...]


def sealed_papers(session: Session, petition_id: int) -> SealedPapers:
    uid = session.scalars(select(Petition.uid).where(Petition.id == petition_id)).one()
    identity = session.scalars(
        select(Party.sealed)
        .where(Party.petition_id == petition_id, Party.sealed.is_not(None))
        .order_by(Party.id)
        .limit(1)
    ).one_or_none()
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.petition_id == petition_id, Attachment.commitment.is_not(None))
        .order_by(Attachment.id)
    )
    return SealedPapers(uid, identity, identity_place(uid), tuple(_file(uid, row) for row in rows))


def _file(uid: UUID, row: Attachment) -> SealedFile:
    commitment = row.commitment or ""
    scan = row.scan or Scan.UNSCANNED
    return SealedFile(row.name, row.sha256, commitment, file_place(uid, commitment), scan)
