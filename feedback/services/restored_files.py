"""Files that rows speak of and the folder does not have: what a restore of it still owes."""

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.models.identity import DataKey
from feedback.models.petition import Attachment
from feedback.services.store_names import NAMES
from feedback.vault.store import FileStore

Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def missing(session: Session, store: FileStore) -> dict[str, list[str]]:
    """Their hashes, by the column that names them; originals of erased denouncers are gone."""
    erased = set(
        session.scalars(
            select(Attachment.sha256)
            .join(DataKey, DataKey.petition_id == Attachment.petition_id)
            .where(DataKey.wrapped.is_(None), Attachment.commitment.is_not(None))
        )
    )
    found = {str(column): _gone(session, column, store, erased) for column in NAMES}
    return {column: names for column, names in found.items() if names}


def _gone(session: Session, column: Column, store: FileStore, erased: set[str]) -> list[str]:
    """An empty name is that of a file nobody has brought yet."""
    wanted = {name for name in session.scalars(select(column)) if name}
    return sorted(name for name in wanted - erased if not store.path(name).is_file())
