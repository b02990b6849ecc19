"""Locks: what the server keeps for somebody and can read only while they are here with the key.

Answers of a form under way lie locked under a key that only the citizen's cookie holds; a file on
its way lies locked under a key of its own, which travels with the form. What is left behind when
nobody comes back is noise.
"""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class LockedError(Exception):
    """Another key, or not what was locked: these are not told apart."""


def new_key() -> bytes:
    return secrets.token_bytes(32)


def draft_key_hash(key: bytes) -> bytes:
    return sha256(b"draft id" + key).digest()


def lock(plain: bytes, key: bytes, what: bytes) -> bytes:
    """``what`` says what it is, so that a file is never read as a draft."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, what)


def unlock(locked: bytes, key: bytes, what: bytes) -> bytes:
    body = locked[len(_VERSION) :]
    try:
        return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], what)
    except (InvalidTag, ValueError) as error:
        raise LockedError("this key does not open it") from error
