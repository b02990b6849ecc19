"""Checkpoints and what witnesses signed below them.

c2sp.org/signed-note, tlog-checkpoint and tlog-cosignature, with Ed25519. The caller pins keys with
their names: none comes with the data.
"""

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNATURE = re.compile(r"— ([^+\s]+) ([A-Za-z0-9+/]+=*)")
HEAD = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n([^\n]+\n)*")
MOST_SIGNATURES = 16
LOG, WITNESS = b"\x01", b"\x04"


class NotOursError(ValueError):
    """No note of the pinned key: it says nothing, for or against."""


class ForgedError(ValueError):
    """It names a pinned key, but the key did not sign this text for this log."""


class Key(NamedTuple):
    name: str
    mark: bytes
    public: Ed25519PublicKey


class Head(NamedTuple):
    size: int
    root: bytes
    #: when witnesses saw it, by their names in the policy, in seconds since 1970
    seen: list[tuple[str, int]]


def read_key(line: str, kind: bytes = LOG) -> Key:
    """The line ``name+mark+base64`` as it was published; ``ValueError`` if it does not fit."""
    name, mark, encoded = line.strip().split("+", 2)
    material = b64decode(encoded, validate=True)
    expected = sha256(name.encode() + b"\n" + material).digest()[:4]
    if not name or material[:1] != kind or expected.hex() != mark:
        raise ValueError("khóa công khai không khớp với tên, mã hoặc việc của nó")
    return Key(name, expected, Ed25519PublicKey.from_public_bytes(material[1:]))


def open_note(note: str, key: Key | None) -> tuple[str, list[tuple[str, bytes]]]:
    """The text the key signed, and all signatures; those of other names are ignored here."""
    if key is None:
        raise NotOursError("không được cho khóa công khai để kiểm chữ ký")
    text, _, block = note.rpartition("\n\n")
    found = [SIGNATURE.fullmatch(line) for line in block.removesuffix("\n").split("\n")]
    if not block.endswith("\n") or len(found) > MOST_SIGNATURES:
        raise NotOursError("không phải ghi chú có chữ ký")
    try:
        signatures = [(line[1], b64decode(line[2])) for line in found if line]
    except ValueError as error:
        raise NotOursError("chữ ký không phải base64") from error
    ours = _of(key, signatures)
    if not ours or None in found:
        raise NotOursError(f"không mang chữ ký của {key.name}")
    for signature in ours:
        _verify(key, signature, f"{text}\n")
    return f"{text}\n", signatures


def open_head(note: str, key: Key | None, witnesses: Mapping[str, Key] | None = None) -> Head:
    """The head the key signed for its log, and which of the witnesses saw it."""
    text, signatures = open_note(note, key)
    head = HEAD.fullmatch(text)
    if head is None or key is None:
        raise NotOursError("không phải điểm kiểm tra")
    if head[1] != key.name:
        raise ForgedError("điểm kiểm tra của nhật ký khác")
    seen = []
    for name, witness in (witnesses or {}).items():
        for signature in _of(witness, signatures):
            time = int.from_bytes(signature[:8])
            _verify(witness, signature[8:], f"cosignature/v1\ntime {time}\n{text}")
            seen.append((name, time))
    return Head(int(head[2]), b64decode(head[3]), seen)


def _of(key: Key, signatures: list[tuple[str, bytes]]) -> list[bytes]:
    return [sign[4:] for name, sign in signatures if (name, sign[:4]) == (key.name, key.mark)]


def _verify(key: Key, signature: bytes, text: str) -> None:
    try:
        key.public.verify(signature, text.encode())
    except InvalidSignature as error:
        raise ForgedError("chữ ký giả hoặc nội dung đã bị sửa") from error


def read_notes(path: Path) -> list[str]:
    """The note of a file, or of each whole line of a ``.jsonl``; what is no note, nobody signed."""
    text = path.read_bytes().decode("utf-8", "replace")
    return [_note(line) for line in text.split("\n")[:-1]] if path.suffix == ".jsonl" else [text]


def _note(line: str) -> str:
    try:
        return str(json.loads(line)["note"])
    except (ValueError, TypeError, KeyError):
        return line
