"""Where the bytes of files are sealed and opened: sent, stated with an act, or kept for good.

Each lies under a key of its petition or case, bound to its subject, to what it is there and to the
hash of its content: it opens as no other file and nowhere else. ``sent_files``, ``stated_files``
and ``kept_files`` say which key that is, and what takes it away.
"""

import logging
from dataclasses import dataclass
from uuid import UUID

from feedback.extensions import current_identities, current_settings
from feedback.vault.data_keys import DataKey, stored_name
from feedback.vault.envelope import Place
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.store import FileStore
from feedback.vault.wrapping import WrappingError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sealed:
    """All that opens one, as rows have it: readable after the transaction that found it."""

    stored_as: str
    wrapped: bytes | None
    place: Place

    @classmethod
    def under(cls, key_id: UUID | None, wrapped: bytes | None, place: Place) -> "Sealed":
        """By the row of its key; a key whose row is missing opens nothing."""
        return cls(stored_name(key_id, place) if key_id else "", wrapped, place)


def keep(key: DataKey, content: bytes, place: Place) -> str:
    """Seal and keep it durably; what the store calls it."""
    name = stored_name(key.id, place)
    _store().keep_as(name, key.seal(content, place))
    return name


def keep_anew(key: DataKey, content: bytes, told: Sealed) -> None:
    """Seal it once more in place of what does not open, under the name its row gives it."""
    _store().replace(told.stored_as, key.seal(content, told.place))


def content(told: Sealed) -> bytes | None:
    """What it was, if it is still that; else None, and the log says why."""
    try:
        found = _store().read(told.stored_as) if told.stored_as else b""
        return current_identities().keys.open(found, told.wrapped, told.place)
    except (FileNotFoundError, SealedFieldError, WrappingError) as error:
        facts = {"subject": told.place.subject.hex, "because": str(error)}
        log.error("file_unreadable", extra={"facts": facts})  # noqa: TRY400 - as in vault.identities
        return None


def erase(names: list[str]) -> None:
    """Take the ciphertexts away, once the transaction stands by which nothing names them."""
    for name in names:
        _store().erase(name)


def _store() -> FileStore:
    return FileStore(current_settings().files_dir)
