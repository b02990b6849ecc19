"""What is destroyed of somebody who denounced: the sealed record, originals, keys of papers.

The envelopes are all there is of the name and of the originals; without them no custodian opens
anything. Files stated with acts go along, for nobody can tell what a scan shows: those of the case
once nobody else of it is still known. The copy without who denounces lies under the key of the
petition and goes with it; its pages stay, as does every entry.
"""

from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from feedback.extensions import current_settings
from feedback.models.file_key import FileKey, Purpose
from feedback.models.identity import DataKey
from feedback.models.petition import Party, Petition
from feedback.services.ground.transaction import afterwards
from feedback.services.identity.sealed_papers import sealed_papers
from feedback.vault.store import FileStore


def destroy(session: Session, petition: Petition, ground: str, now: datetime) -> None:
    """The files go once the transaction stands."""
    store = FileStore(current_settings().files_dir)
    envelopes = [file.sha256 for file in sealed_papers(session, petition.id).files]
    session.execute(update(Party).where(Party.petition_id == petition.id).values(sealed=None))
    session.execute(
        update(FileKey)
        .where(FileKey.subject_id.in_(_papers(session, petition)))
        .where(FileKey.purpose == Purpose.STATED)
        .values(wrapped=None, destroyed_at=now, destroyed_for=ground)
    )
    afterwards(session, lambda: _erase(store, envelopes))


def _papers(session: Session, petition: Petition) -> list[int]:
    """The petition, and its case when this was the last one of it that was known."""
    if petition.case_id is None:
        return [petition.id]
    erased = exists().where(DataKey.petition_id == Petition.id, DataKey.wrapped.is_(None))
    others = select(func.count()).where(
        Petition.case_id == petition.case_id, Petition.id != petition.id, ~erased
    )
    return [petition.id] if session.scalar(others) else [petition.id, petition.case_id]


def _erase(store: FileStore, hashes: list[str]) -> None:
    for sha256 in hashes:
        store.erase(sha256)
