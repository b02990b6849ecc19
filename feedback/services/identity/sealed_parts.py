"""What of a petition lies sealed, part by part: the record of who sent it, and each paper."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.copies import Scan
from feedback.domain.errors import NotFoundError
from feedback.domain.identity_proofs import IDENTITY
from feedback.domain.identity_reading import PAPERS
from feedback.extensions import current_settings
from feedback.models.identity import DataKey
from feedback.services.identity.sealed_papers import sealed_papers
from feedback.vault.store import FileStore


@dataclass(frozen=True, slots=True)
class SealedPart:
    """One envelope: the field of its place, and what people call it."""

    what: str
    title: str
    #: of a paper: what the scanner said before it was closed
    scan: Scan | None = None


def erased(session: Session, petition_id: int) -> str:
    """The ground on which everything of it was destroyed; empty while it was not."""
    ground = select(DataKey.destroyed_for).where(DataKey.petition_id == petition_id)
    return session.scalars(ground).one_or_none() or ""


def parts(session: Session, petition_id: int) -> tuple[SealedPart, ...]:
    """None of one that was destroyed, whatever the register still names."""
    if erased(session, petition_id):
        return ()
    sealed = sealed_papers(session, petition_id)
    record = (SealedPart(IDENTITY, "Danh tính người gửi"),) if sealed.identity else ()
    return record + tuple(
        SealedPart(each.place.field, each.title, each.scan) for each in sealed.files
    )


def asked_for(
    session: Session, petition_id: int, fields: Collection[str]
) -> tuple[SealedPart, ...]:
    """Those parts that hold something of the fields that were asked for."""
    names = any(field != PAPERS for field in fields)
    return tuple(
        part
        for part in parts(session, petition_id)
        if (names if part.what == IDENTITY else PAPERS in fields)
    )


def envelope(session: Session, petition_id: int, what: str) -> bytes:
    """The envelope at that place of the petition."""
    sealed = sealed_papers(session, petition_id)
    if what == IDENTITY and sealed.identity is not None:
        return sealed.identity
    for file in sealed.files:
        if file.place.field == what:
            return FileStore(current_settings().files_dir).read(file.sha256)
    raise NotFoundError("Không có phần niêm phong này.")
