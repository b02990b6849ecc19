"""A proof that an entry is in the log, as one text (c2sp.org/tlog-proof@v1).

Index, hashes up to the root, and the signed checkpoint: with the log's public key it is checked
without us. The format has one spelling for each proof; any other is refused, for what two readers
read differently proves nothing. Extra data is not signed: only what leads to the root counts.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint
from feedback.domain.history.merkle import HASH_BYTES
from feedback.domain.history.note import NoteKey
from feedback.domain.history.proof import includes

HEADER: Final = "c2sp.org/tlog-proof@v1"
#: An entry of the greatest size in base64, and sixteen signatures of five thousand bytes each.
MAX_BYTES: Final = 200_000
#: Levels above a leaf in a tree whose size is an exact integer for every reader.
_MOST_HASHES: Final = 53
_EXTRA: Final = "extra "
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})", re.ASCII)


class MalformedProofError(ValueError):
    """Bytes that are no proof in this format."""


class AnotherFileError(MalformedProofError):
    """Bytes that do not even begin as a proof."""


class NotIncludedError(ValueError):
    """The hashes do not lead from this leaf at this index to the root that was signed."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """What the text holds; nothing of it is believed before ``verified``."""

    index: int
    #: from the sibling of the leaf up to the child of the root
    path: Sequence[bytes]
    #: the signed note, verbatim
    checkpoint: str
    extra: bytes = b""

    def as_text(self) -> str:
        """The proof as it is handed out."""
        extra = [_EXTRA + _encoded(self.extra)] if self.extra else []
        hashes = [_encoded(node) for node in self.path]
        return "\n".join([HEADER, *extra, f"index {self.index}", *hashes, "", self.checkpoint])


def read_proof(content: bytes) -> TlogProof:
    """Read a proof strictly; MalformedProofError names the first line that is not as it must be."""
    if not content.startswith(f"{HEADER}\n".encode()):
        raise AnotherFileError("another first line")
    if len(content) > MAX_BYTES:
        raise MalformedProofError(f"more than {MAX_BYTES} bytes")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise MalformedProofError("not UTF-8") from error
    above, blank, checkpoint = text.partition("\n\n")
    if not blank or not checkpoint:
        raise MalformedProofError("no checkpoint below a blank line")
    extra, lines = _extra(above.split("\n")[1:])
    return TlogProof(_index(lines), _path(lines[1:]), checkpoint, extra)


def verified(proof: TlogProof, leaf: bytes, key: NoteKey) -> Checkpoint:
    """The checkpoint that our key signed and that has this leaf at the index of the proof.

    Raises the errors of a note (``open_checkpoint``) and ``NotIncludedError``.
    """
    head = open_checkpoint(proof.checkpoint, key)
    if not includes(leaf, proof.index, head.size, proof.path, head.root):
        raise NotIncludedError(f"no such leaf at index {proof.index} of {head.size}")
    return head


def _extra(lines: list[str]) -> tuple[bytes, list[str]]:
    """The extra data, and the lines after it; without data there is no such line."""
    if not lines or not lines[0].startswith(_EXTRA):
        return b"", lines
    extra = _decoded(lines[0].removeprefix(_EXTRA))
    if not extra:
        raise MalformedProofError("an extra line without data")
    return extra, lines[1:]


def _index(lines: list[str]) -> int:
    found = _INDEX.fullmatch(lines[0]) if lines else None
    if found is None:
        raise MalformedProofError("no index")
    return int(found[1])


def _path(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > _MOST_HASHES:
        raise MalformedProofError(f"more than {_MOST_HASHES} hashes")
    path = tuple(_decoded(line) for line in lines)
    if any(len(node) != HASH_BYTES for node in path):
        raise MalformedProofError(f"a hash has {HASH_BYTES} bytes")
    return path


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decoded(line: str) -> bytes:
    """The bytes of base64 in its one form: RFC 4648 section 4, padded, no bits left over."""
    try:
        content = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedProofError("a line is not base64") from error
    if _encoded(content) != line:
        raise MalformedProofError("base64 in another spelling")
    return content
