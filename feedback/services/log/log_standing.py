"""Whether the database is still the one whose history was signed.

After a restore it may be behind the newest signed head: people hold receipts for what it has lost.
Until that is settled nothing may be added, or a second history would grow beside the one that was
witnessed (docs/adr/0056). What was signed lies outside the database: the sealer's own memory, and
notes from elsewhere that whoever restores puts into the folder ``outside`` beside it.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from feedback.domain.history.checkpoint import open_checkpoint
from feedback.domain.history.note import MalformedNoteError, NoteKey, UntrustedNoteError
from feedback.extensions import current_settings
from feedback.models.entry import Entry, LogHead
from feedback.services.log import history
from feedback.services.log.checkpoint_store import CheckpointStore, read_notes
from feedback.services.log.log_key import note_key
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing

OUTSIDE: Final = "outside"


class Standing(StrEnum):
    """How the database stands to what was signed."""

    #: it begins with all of it
    SAME = "same"
    #: fewer entries than were signed
    BEHIND = "behind"
    #: as many, and not the same ones
    OTHER = "other"


class NotTheSealedLogError(Exception):
    """Nothing is recorded in a database that is not the one whose history was signed."""

    def __str__(self) -> str:
        return "cơ sở dữ liệu không có đủ những gì đã ký: flask history restore-check"


def standing(asked: Session | Connection, settings: Settings, size: int | None = None) -> Standing:
    """Compare with what was signed; ``size`` is that of the log, where the caller has changed it.

    One look at a file and two rows: the whole is compared by ``feedback.services.log.restoring``.
    """
    sealed = CheckpointStore(settings.checkpoints_dir).newest()
    least = max(_brought(settings), sealed.frontier.size if sealed else 0)
    if not least:
        return Standing.SAME
    if size is None:
        size = asked.scalar(select(LogHead.size)) or 0
    if size < least:
        return Standing.BEHIND
    if sealed is None:
        return Standing.SAME
    newest = select(Entry.leaf).where(Entry.index == sealed.frontier.size - 1)
    return Standing.SAME if asked.scalar(newest) == sealed.last_leaf else Standing.OTHER


def refuse_other(asked: Session | Connection) -> None:
    """Raise unless this is the database that was sealed."""
    if standing(asked, current_settings()) is not Standing.SAME:
        raise NotTheSealedLogError


def refuse_entries_of_other(session: Session) -> None:
    """The same for a transaction that has written entries; any other may be committed."""
    size = history.size_before(session)
    if size is not None and standing(session, current_settings(), size) is not Standing.SAME:
        raise NotTheSealedLogError


def _brought(settings: Settings) -> int:
    if not (settings.checkpoints_dir / OUTSIDE).is_dir():
        return 0
    key = note_key(KeyRing(settings.keys_dir).history_public, settings.history_origin)
    return size_brought(settings.checkpoints_dir, key)


def size_brought(directory: Path, key: NoteKey) -> int:
    """The greatest size that the key signed, by notes from elsewhere."""
    folder = directory / OUTSIDE
    notes = notes_in(folder) if folder.is_dir() else []
    return max((_size(note, key) for note in notes), default=0)


def notes_in(folder: Path) -> list[str]:
    """Every note that lies in a folder's files."""
    return [kept.note for file in sorted(folder.iterdir()) for kept in read_notes(file)]


def _size(note: str, key: NoteKey) -> int:
    try:
        return open_checkpoint(note, key).size
    except (UntrustedNoteError, MalformedNoteError):
        return 0
