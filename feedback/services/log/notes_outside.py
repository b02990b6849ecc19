"""Notes from elsewhere, which whoever restores puts into ``outside`` beside the sealer's memory.

How much they prove is asked at every form, every change and every tick, and a day of notes is 1,440
signatures. So the greatest claim is looked at first, and what came of it is kept for as long as the
files lie there as they did.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from feedback.domain.history.checkpoint import claimed_size, open_checkpoint
from feedback.domain.history.note import MalformedNoteError, NoteKey, UntrustedNoteError
from feedback.services.log.checkpoint_store import read_notes
from feedback.services.log.log_key import public_key

OUTSIDE: Final = "outside"
#: A process has one folder and one key; a few more while a key is exchanged.
KEPT: Final = 4


class _Lying(NamedTuple):
    """A file as it lies there; a copy that keeps its old date has a new change of state."""

    path: Path
    mtime_ns: int
    ctime_ns: int
    size: int


def size_brought(directory: Path, key: NoteKey) -> int:
    """The greatest size that the key signed, by notes from elsewhere."""
    folder = directory / OUTSIDE
    return _greatest(folder, _as_they_lie(folder), key.as_text()) if folder.is_dir() else 0


def notes_in(folder: Path) -> list[str]:
    """Every note that lies in a folder's files."""
    return [kept.note for file in sorted(folder.iterdir()) for kept in read_notes(file)]


def _as_they_lie(folder: Path) -> tuple[_Lying, ...]:
    """Looked at before they are read: what changes meanwhile is read again at the next question."""
    paths = sorted((*folder.glob("*"), *folder.glob("*/*")))
    return tuple(lying for path in paths for lying in _lying(path))


def _lying(path: Path) -> Iterator[_Lying]:
    """Nothing where it was just taken away, or is a link to nowhere."""
    with suppress(FileNotFoundError):
        at = path.stat()
        yield _Lying(path, at.st_mtime_ns, at.st_ctime_ns, at.st_size)


@lru_cache(maxsize=KEPT)
def _greatest(folder: Path, _files: tuple[_Lying, ...], key: str) -> int:
    """By the key in its text, which is part of what is kept: another key trusts other notes."""
    pinned = public_key(key)
    claims = sorted({*notes_in(folder)}, key=claimed_size, reverse=True)
    return next((claimed_size(note) for note in claims if _signed(note, pinned)), 0)


def _signed(note: str, key: NoteKey) -> bool:
    try:
        open_checkpoint(note, key)
    except (UntrustedNoteError, MalformedNoteError):
        return False
    return True
