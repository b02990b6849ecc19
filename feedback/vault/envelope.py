"""Envelopes: what the application can close for others and never open itself.

A content of any length under a fresh key, the key sealed by HPKE (RFC 9180) to each recipient: the
custodian, and an offline key for the day when the custodian's is lost. Everything is bound to its
``Place``; moved to another petition or field, an envelope does not open (Luật Tố cáo 25/2018/QH14,
Điều 8 khoản 3 and Điều 56 khoản 2).

    version | recipients | (key id | wrapped key) for each | nonce | pieces

The content is cut into pieces of 64 KiB, so that a file is closed while it arrives and is nowhere
whole. Each piece knows its number and whether it is the last: none can be left out, swapped or cut
off (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_VERSION = 2
#: version and number of recipients
_FIXED = 2
_KEY_ID = 8
#: encapsulated key of X25519, key of AES-256, tag
_WRAPPED = 32 + 32 + 16
_NONCE = 7
_TAG = 16
PIECE = 64 * 1024


class EnvelopeError(Exception):
    """No envelope, for other keys, of another place or not whole: these are not told apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an envelope belongs: the petition or case, and which field of it."""

    subject: UUID
    field: str

    def __bytes__(self) -> bytes:
        return self.subject.bytes + self.field.encode()


def key_id(public: X25519PublicKey) -> bytes:
    """By which a recipient finds the part that is for them."""
    return sha256(b"recipient" + public.public_bytes_raw()).digest()[:_KEY_ID]


class Closing:
    """An envelope that is closed while its content arrives; hand on what each call returns."""

    def __init__(self, recipients: Sequence[X25519PublicKey], place: Place) -> None:
        if not recipients:
            raise ValueError("an envelope for nobody")
        key = AESGCM.generate_key(256)
        nonce = secrets.token_bytes(_NONCE)
        parts = [key_id(one) + _SUITE.encrypt(key, one, info=bytes(place)) for one in recipients]
        self._head = bytes((_VERSION, len(parts))) + b"".join(parts) + nonce
        self._pieces = _Pieces(key, nonce, _bound(self._head, place))
        self._waiting = bytearray()
        self._begun = False

    def update(self, content: bytes) -> bytes:
        """Take some content; the last piece is kept back, for only the end tells that it is."""
        self._waiting += content
        out = bytearray(self._beginning())
        while len(self._waiting) > PIECE:
            out += self._pieces.close(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return bytes(out)

    def finish(self) -> bytes:
        return self._beginning() + self._pieces.close(bytes(self._waiting), last=True)

    def _beginning(self) -> bytes:
        first, self._begun = not self._begun, True
        return self._head if first else b""


def close(content: bytes, recipients: Sequence[X25519PublicKey], place: Place) -> bytes:
    """A whole content at once."""
    closing = Closing(recipients, place)
    return closing.update(content) + closing.finish()


def recipients_of(envelope: bytes) -> tuple[bytes, ...]:
    """The ids of the keys that open it."""
    return tuple(identity for identity, _ in _head(envelope).parts)


def open_envelope(envelope: bytes, key: X25519PrivateKey, place: Place) -> bytes:
    """The content; ``EnvelopeError`` unless all of it is there, for this key and of this place."""
    return b"".join(pieces_of(envelope, unwrap(envelope, key, place), place))


def unwrap(envelope: bytes, key: X25519PrivateKey, place: Place) -> bytes:
    """The content's own key: all that the holder of ``key`` has to give for one envelope."""
    mine = key_id(key.public_key())
    for identity, wrapped in _head(envelope).parts:
        if identity == mine:
            try:
                return _SUITE.decrypt(wrapped, key, info=bytes(place))
            except InvalidTag as error:
                raise EnvelopeError("the envelope does not belong here") from error
    raise EnvelopeError("the envelope is for other keys")


def pieces_of(envelope: bytes, content_key: bytes, place: Place) -> Iterable[bytes]:
    """The content piece by piece; what was yielded is whole only when nothing is raised."""
    head = _head(envelope)
    pieces = _Pieces(content_key, head.nonce, _bound(envelope[: head.length], place))
    try:
        yield from pieces.open(envelope[head.length :])
    except InvalidTag as error:
        raise EnvelopeError("the envelope was changed or is not of this place") from error


@dataclass(frozen=True, slots=True)
class _Head:
    parts: tuple[tuple[bytes, bytes], ...]
    nonce: bytes
    length: int


def _head(envelope: bytes) -> _Head:
    part = _KEY_ID + _WRAPPED
    if len(envelope) < _FIXED or envelope[0] != _VERSION:
        raise EnvelopeError("this is no envelope of a version we know")
    end = _FIXED + envelope[1] * part
    if len(envelope) < end + _NONCE + _TAG:
        raise EnvelopeError("the envelope is cut off")
    parts = [envelope[at : at + part] for at in range(_FIXED, end, part)]
    pairs = tuple((one[:_KEY_ID], one[_KEY_ID:]) for one in parts)
    return _Head(pairs, envelope[end : end + _NONCE], end + _NONCE)


def _bound(head: bytes, place: Place) -> bytes:
    return sha256(head).digest() + bytes(place)


class _Pieces:
    """AES-256-GCM over numbered pieces; the number and the end stand in the nonce."""

    def __init__(self, key: bytes, nonce: bytes, bound: bytes) -> None:
        self._cipher, self._nonce, self._bound = AESGCM(key), nonce, bound
        self._number = 0

    def close(self, piece: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._next(last=last), piece, self._bound)

    def open(self, sealed: bytes) -> Iterator[bytes]:
        step = PIECE + _TAG
        for at in range(0, len(sealed), step):
            last = at + step >= len(sealed)
            yield self._cipher.decrypt(self._next(last=last), sealed[at : at + step], self._bound)

    def _next(self, *, last: bool) -> bytes:
        number, self._number = self._number, self._number + 1
        return self._nonce + number.to_bytes(4) + bytes((last,))
