"""The log as files that anybody may have: its newest signed head and the tiles of that size.

Nothing is written unless the hashes lead to the signed root, and to the root of the head that lies
in the folder already: a folder that was published once is never led astray.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint
from feedback.domain.history.merkle import root_of
from feedback.domain.history.note import MalformedNoteError, NoteKey, UntrustedNoteError
from feedback.domain.history.tiles import tiles
from feedback.models.entry import Entry, LogCheckpoint
from feedback.services.log.log_proof import LogContradictedError, NotSealedError

HEAD: Final = "checkpoint"


def export_tiles(session: Session, folder: Path, key: NoteKey) -> Checkpoint:
    """Write the tiles under the newest head, then the head; what is there already stays.

    Raises ``NotSealedError`` and ``LogContradictedError``.
    """
    note = session.scalar(select(LogCheckpoint.note).order_by(LogCheckpoint.size.desc()).limit(1))
    if note is None:
        raise NotSealedError("Chưa niêm phong lần nào, nên chưa có gì để xuất.")
    head = _opened(note, key)
    leaves = session.scalars(
        select(Entry.leaf).where(Entry.index < head.size).order_by(Entry.index)
    ).all()
    _refuse_other(leaves, head, "lần niêm phong mới nhất")
    published = folder / HEAD
    if published.exists():
        _refuse_other(leaves, _opened(published.read_text(), key), "bản đã xuất trước đây")
    for path, content in tiles(leaves):
        _keep(folder / path, content)
    _keep(published, note.encode())
    return head


def _opened(note: str, key: NoteKey) -> Checkpoint:
    try:
        return open_checkpoint(note, key)
    except (UntrustedNoteError, MalformedNoteError) as error:
        msg = f"Một đầu nhật ký không do khóa này ký: {error}"
        raise LogContradictedError(msg) from error


def _refuse_other(leaves: Sequence[bytes], head: Checkpoint, what: str) -> None:
    """The log must begin with the tree of the head."""
    if len(leaves) < head.size or root_of(leaves[: head.size]) != head.root:
        msg = f"Nhật ký không khớp với {what} ({head.size} mục). Không ghi gì; phải xem ngay."
        raise LogContradictedError(msg)


def _keep(file: Path, content: bytes) -> None:
    """A reader finds a file whole or not at all."""
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f"{file.name}.new")
    scratch.write_bytes(content)
    scratch.replace(file)
