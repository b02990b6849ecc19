"""Checkpoints read, cosignatures written.

c2sp.org/signed-note, c2sp.org/tlog-checkpoint and c2sp.org/tlog-cosignature, with Ed25519.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519, COSIGNATURE = b"\x01", b"\x04"
SIGNATURE = re.compile(r"— ([^+\s]+) ([A-Za-z0-9+/]+=*)")
HEAD = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n([^\n]+\n)*")
NAME = re.compile(r"[^+\s]+")
MOST_SIGNATURES = 16


class MalformedError(ValueError):
    """Bytes that are no checkpoint, or a line that is no key."""


class UntrustedError(ValueError):
    """No good signature of a key that this witness knows for the log."""


class Key(NamedTuple):
    """A log's public key; its name is the log's origin."""

    name: str
    mark: bytes
    public: Ed25519PublicKey


class Head(NamedTuple):
    origin: str
    size: int
    root: bytes
    #: what was signed, to the byte
    text: str


class Cosigner(NamedTuple):
    """The key of this witness, which signs nothing but cosignatures."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def line(self) -> str:
        """The public half as one line, to be published and pinned."""
        return f"{self.name}+{_mark(self.name, COSIGNATURE + self.public).hex()}+" + (
            b64encode(COSIGNATURE + self.public).decode()
        )

    def cosign(self, head: Head, now: int) -> str:
        """One signature line: at this second, this is the largest tree that was seen."""
        signed = self.private.sign(f"cosignature/v1\ntime {now}\n{head.text}".encode())
        mark = _mark(self.name, COSIGNATURE + self.public)
        return f"— {self.name} {b64encode(mark + now.to_bytes(8, 'big') + signed).decode()}\n"


def cosigner(name: str, private: Ed25519PrivateKey) -> Cosigner:
    if not NAME.fullmatch(name):
        raise MalformedError("tên nhân chứng không được trống, không có dấu cách và dấu cộng")
    return Cosigner(name, private)


def read_key(line: str) -> Key:
    """A log's key from its published line ``origin+mark+base64``."""
    try:
        name, mark, encoded = line.strip().split("+", 2)
        material = b64decode(encoded, validate=True)
        public = Ed25519PublicKey.from_public_bytes(material[1:])
    except ValueError as error:
        raise MalformedError(f"khóa không đọc được: {error}") from error
    expected = _mark(name, material)
    if material[:1] != ED25519 or not NAME.fullmatch(name) or expected.hex() != mark:
        raise MalformedError("khóa không khớp với tên hoặc mã của nó")
    return Key(name, expected, public)


def open_head(note: str, keys: Iterable[Key]) -> Head:
    """The checkpoint one of the keys signed for its log; lines of other keys are ignored."""
    text, _, block = note.rpartition("\n\n")
    found = HEAD.fullmatch(f"{text}\n")
    if (
        found is None
        or not block.endswith("\n")
        or any(sign < " " and sign != "\n" for sign in note)
    ):
        raise MalformedError("not a signed checkpoint")
    head = Head(found[1], int(found[2]), b64decode(found[3]), f"{text}\n")
    signatures = list(_signatures(block))
    good = 0
    for key in keys:
        for name, signature in signatures:
            if (name, signature[:4]) == (key.name, key.mark):
                _check(key, signature[4:], head.text)
                good += 1
    if not good:
        raise UntrustedError("no signature of a known key")
    return head


def _check(key: Key, signature: bytes, text: str) -> None:
    try:
        key.public.verify(signature, text.encode())
    except InvalidSignature as error:
        raise UntrustedError("a known key's signature is wrong") from error


def _signatures(block: str) -> Iterator[tuple[str, bytes]]:
    lines = block[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise MalformedError("too many signatures")
    for line in lines:
        found = SIGNATURE.fullmatch(line)
        try:
            signature = b64decode(found[2], validate=True) if found else b""
        except ValueError as error:
            raise MalformedError("a signature is not base64") from error
        if found is None or len(signature) <= 4:  # noqa: PLR2004 - a mark has four bytes
            raise MalformedError("no signature line")
        yield found[1], signature


def _mark(name: str, material: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + material).digest()[:4]
