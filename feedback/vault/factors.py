"""What one-time codes are made from, encrypted for the row of one account.

AES-256-GCM under the installation's ``factor_key``; moved to another account's row it does not
open. The web process must be able to open it, as it computes the same codes.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class DoesNotOpenError(ValueError):
    """Changed, of another account, or of another installation."""


def seal_factor(plain: bytes, key: bytes, user_id: int, purpose: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _belongs_to(user_id, purpose))


def open_factor(sealed: bytes, key: bytes, user_id: int, purpose: str) -> bytes:
    version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        if version != _VERSION:
            raise DoesNotOpenError
        return AESGCM(key).decrypt(nonce, body, _belongs_to(user_id, purpose))
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpenError from error


def _belongs_to(user_id: int, purpose: str) -> bytes:
    return f"factor {purpose} user:{user_id}".encode()
