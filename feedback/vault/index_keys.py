"""The key of the blind index, as files; while marks are made anew, the one before lies beside it.

Whoever has a key of the index and the database has the numbers, so the one before is destroyed as
soon as nothing is marked by it alone.
"""

import os
import secrets
from pathlib import Path

from feedback.vault.blind_index import BlindIndex
from feedback.vault.wrapping import write_key

CURRENT, BEFORE = "index_key", "index_key_before"
_NEXT = "index_key_next"


def indexes(folder: Path) -> tuple[BlindIndex, ...]:
    """The one that marks, and after it the one by which older marks are still found."""
    found = [_read(folder / CURRENT)]
    if (folder / BEFORE).exists():
        found.append(_read(folder / BEFORE))
    return tuple(BlindIndex(key) for key in dict.fromkeys(found))


def renew(folder: Path) -> None:
    """Put a new key in the place of the current one; where that was begun, nothing is done.

    Killed between the two steps it has the same key twice, and takes the second step now.
    """
    write_key(folder / BEFORE, _read(folder / CURRENT).hex())
    if _read(folder / BEFORE) != _read(folder / CURRENT):
        return
    (folder / _NEXT).unlink(missing_ok=True)
    write_key(folder / _NEXT, secrets.token_hex(32))
    (folder / _NEXT).replace(folder / CURRENT)
    _flush(folder)


def destroy_before(folder: Path) -> None:
    (folder / BEFORE).unlink(missing_ok=True)
    _flush(folder)


def _read(path: Path) -> bytes:
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
