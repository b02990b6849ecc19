"""Signed notes (c2sp.org/signed-note): a text, a blank line, signature lines.

The house signs with Ed25519 (type 0x01). This module knows the format only; the primitive comes in
as a function, so that reading a note needs nothing but the standard library.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ED25519: Final = b"\x01"
#: A cosignature with its time (``feedback.domain.history.cosignature``).
COSIGNATURE: Final = b"\x04"
_KEY_BYTES: Final = 32
_ID_BYTES: Final = 4
_MAX_SIGNATURES: Final = 16
_DASH: Final = "\N{EM DASH} "


class MalformedNoteError(ValueError):
    """Bytes that are no signed note."""


class UntrustedNoteError(ValueError):
    """A note without a signature of the key we trust: it says nothing at all."""


class ForgedNoteError(UntrustedNoteError):
    """A note that names our key with a signature that is not ours, or another log's origin."""


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A public key under its name; the caller pins both."""

    name: str
    public: bytes
    #: Whether a signature (first) stands for a message (second).
    check: Callable[[bytes, bytes], bool]
    #: what the key signs; one key has another id for each
    kind: bytes = ED25519

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        material = self.name.encode() + b"\n" + self.kind + self.public
        return hashlib.sha256(material).digest()[:_ID_BYTES]

    def as_text(self) -> str:
        """The key on one line, as it is handed to whoever verifies."""
        encoded = base64.b64encode(self.kind + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """The private half: what signs, and the key that checks it."""

    key: NoteKey
    sign: Callable[[bytes], bytes]


def read_key(line: str, kind: bytes = ED25519) -> tuple[str, bytes]:
    """Name and public key from one line ``name+id+key``; the id must belong to them."""
    name, _, rest = line.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        material = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise MalformedNoteError("public key is not base64") from error
    public = material[1:]
    if not _good_name(name) or material[:1] != kind or len(public) != _KEY_BYTES:
        raise MalformedNoteError("no Ed25519 public key for this use")
    if NoteKey(name, public, lambda _signature, _message: False, kind).key_id.hex() != key_id:
        raise MalformedNoteError("the id belongs to another key")
    return name, public


def sign(text: str, signer: NoteSigner) -> str:
    """The note of a text ending in a newline."""
    if not text.endswith("\n") or not _clean(text):
        raise MalformedNoteError("the text of a note ends in a newline and has no control codes")
    if not _good_name(signer.key.name):
        raise MalformedNoteError(f"no name for a key: {signer.key.name!r}")
    signature = signer.key.key_id + signer.sign(text.encode())
    return f"{text}\n{_DASH}{signer.key.name} {base64.b64encode(signature).decode()}\n"


def open_note(note: str, key: NoteKey) -> str:
    """The text of a note the key signed; lines of other keys are ignored, as the format asks.

    Raises ``MalformedNoteError``, ``UntrustedNoteError`` (not signed by the key) or
    ``ForgedNoteError`` (says so, but the signature is not the key's).
    """
    text, signatures = parts(note)
    ours = signatures_of(key, signatures)
    if not ours:
        raise UntrustedNoteError(f"not signed by {key.name}")
    if not all(key.check(signature, text.encode()) for signature in ours):
        raise ForgedNoteError(f"the signature is not that of {key.name}")
    return text


def parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text, and each signature with its name; nothing of it is believed yet."""
    text, gap, block = note.rpartition("\n\n")
    if not gap or not _clean(note) or not block.endswith("\n"):
        raise MalformedNoteError("no text with signatures below")
    lines = block[:-1].split("\n")
    if len(lines) > _MAX_SIGNATURES:
        raise MalformedNoteError(f"more than {_MAX_SIGNATURES} signatures")
    return f"{text}\n", [_signature_line(line) for line in lines]


def signatures_of(key: NoteKey, signatures: list[tuple[str, bytes]]) -> list[bytes]:
    """What stands under the name and the id of a key, without the id."""
    return [
        signature[_ID_BYTES:]
        for name, signature in signatures
        if name == key.name and signature[:_ID_BYTES] == key.key_id
    ]


def _signature_line(line: str) -> tuple[str, bytes]:
    name, blank, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not blank or not _good_name(name):
        raise MalformedNoteError("no signature line")
    try:
        signature = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedNoteError("signature is not base64") from error
    if len(signature) <= _ID_BYTES or base64.b64encode(signature).decode() != encoded:
        raise MalformedNoteError("signature is not base64 in its one form")
    return name, signature


def _good_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def _clean(text: str) -> bool:
    return all(letter >= " " or letter == "\n" for letter in text)
