"""Signed checkpoints: c2sp.org/signed-note with Ed25519, c2sp.org/tlog-checkpoint.

The caller pins the key, and with its name the origin: it never comes with the data.
"""

import json
import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNATURE = re.compile(r"— ([^+\s]+) ([A-Za-z0-9+/]+=*)")
HEAD = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n([^\n]+\n)*")
MOST_SIGNATURES = 16


class NotOursError(ValueError):
    """No checkpoint of the pinned key: it says nothing, for or against."""


class ForgedError(ValueError):
    """It names the pinned key, but the key did not sign this text for this log."""


class Key(NamedTuple):
    origin: str
    mark: bytes
    public: Ed25519PublicKey


def read_key(line: str) -> Key:
    """The line ``origin+mark+base64`` as it was published; ``ValueError`` if it does not fit."""
    origin, mark, encoded = line.strip().split("+", 2)
    material = b64decode(encoded, validate=True)
    expected = sha256(origin.encode() + b"\n" + material).digest()[:4]
    if not origin or material[:1] != b"\x01" or expected.hex() != mark:
        raise ValueError("khóa công khai không khớp với tên hoặc mã của nó")
    return Key(origin, expected, Ed25519PublicKey.from_public_bytes(material[1:]))


def open_head(note: str, key: Key | None) -> tuple[int, bytes]:
    """Size and root the key signed for its log; signatures of other names are ignored."""
    if key is None:
        raise NotOursError("không được cho khóa công khai để kiểm chữ ký")
    text, _, block = note.rpartition("\n\n")
    found = [SIGNATURE.fullmatch(line) for line in block.removesuffix("\n").split("\n")]
    head = HEAD.fullmatch(f"{text}\n")
    if not block.endswith("\n") or len(found) > MOST_SIGNATURES or head is None:
        raise NotOursError("không phải điểm kiểm tra có chữ ký")
    try:
        sent = [b64decode(line[2]) for line in found if line and line[1] == key.origin]
        root = b64decode(head[3])
    except ValueError as error:
        raise NotOursError("chữ ký hoặc gốc không phải base64") from error
    ours = [signature[4:] for signature in sent if signature[:4] == key.mark]
    if not ours or None in found:
        raise NotOursError(f"không mang chữ ký của {key.origin}")
    try:
        for signature in ours:
            key.public.verify(signature, f"{text}\n".encode())
    except InvalidSignature as error:
        raise ForgedError("chữ ký giả hoặc nội dung đã bị sửa") from error
    if head[1] != key.origin:
        raise ForgedError(f"điểm kiểm tra của nhật ký khác: {head[1]}")
    return int(head[2]), root


def read_notes(path: Path) -> list[str]:
    """The note of a file, or of each whole line of a ``.jsonl``; what is no note, nobody signed."""
    text = path.read_bytes().decode("utf-8", "replace")
    return [_note(line) for line in text.split("\n")[:-1]] if path.suffix == ".jsonl" else [text]


def _note(line: str) -> str:
    try:
        return str(json.loads(line)["note"])
    except (ValueError, TypeError, KeyError):
        return line
