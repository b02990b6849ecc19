"""A checkpoint (c2sp.org/tlog-checkpoint): how great the log is, and the root that stands for it.

Whoever holds one can show any later change of what it covers, also to us. That is why it must lie
with somebody who cannot write the database.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from feedback.domain.history.merkle import HASH_BYTES
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    NoteKey,
    NoteSigner,
    open_note,
    sign,
)

_SIZE = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the log named ``origin``."""

    origin: str
    size: int
    root: bytes

    def as_text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign_checkpoint(head: Checkpoint, signer: NoteSigner) -> str:
    """The signed note; the key carries the name of the log it speaks for."""
    if head.origin != signer.key.name:
        raise MalformedNoteError(f"{signer.key.name} does not sign for {head.origin}")
    return sign(head.as_text(), signer)


def open_checkpoint(note: str, key: NoteKey) -> Checkpoint:
    """The checkpoint of a note our key signed for our log; the errors are those of a note."""
    head = _read(open_note(note, key))
    if head.origin != key.name:
        raise ForgedNoteError(f"a checkpoint of {head.origin}, not of {key.name}")
    return head


def claimed_size(note: str) -> int:
    """The size a note speaks of, believed by nobody yet; 0 where it speaks of none."""
    _, _, rest = note.partition("\n")
    size, ended, _ = rest.partition("\n")
    return int(size) if ended and _SIZE.fullmatch(size) else 0


def _read(text: str) -> Checkpoint:
    """Lines after the third are extensions and say nothing to us; they may not be empty."""
    lines = text[:-1].split("\n")
    if len(lines) < _LINES or not all(lines):
        raise MalformedNoteError("a checkpoint has three lines")
    origin, size, encoded = lines[:_LINES]
    if _SIZE.fullmatch(size) is None:
        raise MalformedNoteError(f"no size of a log: {size[:20]!r}")
    try:
        root = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedNoteError("root is not base64") from error
    if len(root) != HASH_BYTES or base64.b64encode(root).decode() != encoded:
        raise MalformedNoteError(f"a root has {HASH_BYTES} bytes")
    return Checkpoint(origin, int(size), root)
