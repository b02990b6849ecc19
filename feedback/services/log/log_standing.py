"""Whether the database is still the one whose history was signed.

After a restore it may be behind the newest signed head: people hold receipts for what it has lost.
Until that is settled nothing may be added, or a second history would grow beside the one that was
witnessed (docs/adr/0056). What was signed lies outside the database: the sealer's own memory, and
notes from elsewhere that whoever restores puts into the folder ``outside`` beside it.
"""

from enum import StrEnum

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from feedback.extensions import current_settings
from feedback.models.entry import Entry, LogHead
from feedback.services.log import history
from feedback.services.log.checkpoint_store import CheckpointStore
from feedback.services.log.log_key import note_key
from feedback.services.log.notes_outside import OUTSIDE, size_brought
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing


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

    One look at files and two rows: the whole is compared by ``feedback.services.log.restoring``.
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
