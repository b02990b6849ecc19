"""Files of forms under way: locked before they touch the disk, each under a key of its own.

The key travels with the form: in the draft, which the citizen's cookie opens, or in the page of the
officer who writes a petition down. The server keeps nothing that opens them, so a file nobody sends
is noise, whatever it was and whoever sent it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import WaitingFile
from feedback.extensions import current_settings
from feedback.services.files import uploads
from feedback.vault.locks import LockedError, lock, new_key, unlock
from feedback.vault.store import FileStore

#: Twice as long as a draft lies untouched: a file may be older than the last answer beside it.
KEPT_FOR = timedelta(days=60)
_WHAT = b"file"


def store() -> FileStore:
    return FileStore(current_settings().waiting_dir)


def keep(name: str, content: bytes, most_bytes: int) -> WaitingFile:
    """Lock a file and keep it; InvalidInputError says in its sentence why it cannot be taken."""
    told, key = uploads.recognised(name, content, most_bytes), new_key()
    locked_as = store().keep(lock(content, key, _WHAT))
    return WaitingFile(
        told.name, told.media_type, told.size, told.sha256, locked_as=locked_as, key=key.hex()
    )


def read(file: WaitingFile) -> bytes:
    """Its content; InvalidInputError where it has been gone for long."""
    try:
        return unlock(store().read(file.locked_as), bytes.fromhex(file.key), _WHAT)
    except (FileNotFoundError, LockedError) as error:
        said = f"Tệp “{file.name}” không còn trên máy chủ. Bỏ tệp này rồi chọn lại."
        raise InvalidInputError(uploads.FIELD, said) from error


def forget(files: Iterable[WaitingFile]) -> None:
    """They have arrived, or were taken out of the form."""
    for file in files:
        store().erase(file.locked_as)


def forget_old(now: datetime) -> int:
    return store().erase_older(now - KEPT_FOR)
