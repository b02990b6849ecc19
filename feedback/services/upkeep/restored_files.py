"""Files that rows speak of and nobody can hand out: what a restore of the folder still owes.

What was erased is owed by nobody: its key was destroyed with somebody. No erasure destroys the key
of what the archive keeps: without it such a file is as good as gone, though its bytes are there.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from feedback.models.identity import DataKey
from feedback.models.letter import SigningIdentity
from feedback.models.petition import Attachment
from feedback.services.files import under_keys
from feedback.vault.store import FileStore

#: What the store calls as a column says: envelopes of denouncers, pictures.
_BY_NAME: Final[tuple[tuple[str, Select[str]], ...]] = (
    (
        "Attachment.sealed",
        select(Attachment.sha256)
        .join(DataKey, DataKey.petition_id == Attachment.petition_id)
        .where(Attachment.commitment.is_not(None), DataKey.wrapped.is_not(None)),
    ),
    (str(SigningIdentity.picture_sha256), select(SigningIdentity.picture_sha256)),
)


def missing(session: Session, store: FileStore) -> dict[str, list[str]]:
    """What the store would call them, by the column that tells of them."""
    gone: dict[str, list[str]] = {}
    for column, name in _missing(session, store):
        gone.setdefault(column, []).append(name)
    return gone


def _missing(session: Session, store: FileStore) -> Iterator[tuple[str, str]]:
    for one in under_keys.named(session):
        there = one.wrapped is not None and store.path(one.told.stored_as).is_file()
        if not one.erased and not there:
            # without the row of a key nobody knows what the store calls it
            yield one.column, one.told.stored_as or one.digest
    for column, names in _BY_NAME:
        for name in filter(None, session.scalars(names)):
            if not store.path(name).is_file():
                yield column, name
