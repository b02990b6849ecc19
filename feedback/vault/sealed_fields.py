"""A field under the key of its file: AES-256-GCM, bound to its row and its column.

    version | key id | algorithm | nonce | ciphertext and tag

Authenticated with it are the petition, the field, the version and the key's id. A ciphertext that
was moved to another row or column does not open: without that, swapping two people would be
invisible to everybody but the two.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from feedback.vault.envelope import Place

VERSION = 1
AES_256_GCM = 1
_KEY_ID = 16
_NONCE = 12
_TAG = 16
_HEAD = 1 + _KEY_ID + 1 + _NONCE


class SealedFieldError(Exception):
    """No ciphertext of ours, of another place, or changed: these are not told apart."""


def seal_field(plain: bytes, key: AESGCM, key_id: UUID, place: Place) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    head = bytes((VERSION,)) + key_id.bytes + bytes((AES_256_GCM,)) + nonce
    return head + key.encrypt(nonce, plain, _bound(key_id, place))


def key_id_of(sealed: bytes) -> UUID:
    """Which key it was sealed under; ``SealedFieldError`` where the header is none of ours."""
    if len(sealed) < _HEAD + _TAG or sealed[0] != VERSION or sealed[1 + _KEY_ID] != AES_256_GCM:
        raise SealedFieldError("this is no ciphertext of a version we know")
    return UUID(bytes=sealed[1 : 1 + _KEY_ID])


def open_field(sealed: bytes, key: AESGCM, place: Place) -> bytes:
    nonce = sealed[_HEAD - _NONCE : _HEAD]
    try:
        # a view: a file is not copied once more to leave its head out
        return key.decrypt(nonce, memoryview(sealed)[_HEAD:], _bound(key_id_of(sealed), place))
    except InvalidTag as error:
        raise SealedFieldError("the ciphertext was changed or is not of this place") from error


def _bound(key_id: UUID, place: Place) -> bytes:
    """The field alone has no fixed length, and stands between parts that have one."""
    return bytes(place) + bytes((VERSION,)) + key_id.bytes
