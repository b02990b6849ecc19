"""Sealing that the application can do and cannot undo, and sealing for its own drafts.

Identities of denouncers are sealed by HPKE (RFC 9180) to the custodian's public key, bound to the
petition they belong to: moved to another row, they do not open (Luật Tố cáo 25/2018/QH14, Điều 8
khoản 3 and Điều 56 khoản 2). Drafts are encrypted under a key that only the citizen's cookie holds.
"""

import secrets
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_VERSION = b"\x01"
_NONCE = 12


def seal(plain: bytes, custodian: X25519PublicKey, belongs_to: bytes) -> bytes:
    """Encrypt for the custodian alone; ``belongs_to`` names the row and is authenticated."""
    return _VERSION + _SUITE.encrypt(plain, custodian, info=belongs_to)


def unseal(sealed: bytes, custodian: X25519PrivateKey, belongs_to: bytes) -> bytes:
    """Open what ``seal`` made; never called by the web process, which holds no private key."""
    return _SUITE.decrypt(sealed[len(_VERSION) :], custodian, info=belongs_to)


def new_draft_key() -> bytes:
    return secrets.token_bytes(32)


def draft_key_hash(key: bytes) -> bytes:
    return sha256(b"draft id" + key).digest()


def seal_draft(plain: bytes, key: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, b"draft")


def open_draft(sealed: bytes, key: bytes) -> bytes:
    body = sealed[len(_VERSION) :]
    return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], b"draft")
