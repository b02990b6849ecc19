"""The custodian's private key at rest: one file, locked by a passphrase or by a token.

``locks`` are several ways to the same key, as a safe may have several keys: each keeper their own
passphrase (Argon2id, RFC 9106; AES-256-GCM over the key, bound to the public half), or a key of a
PKCS#11 token that never leaves it and opens by its PIN. Whoever copies the file has nothing.
"""

import base64
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = "custodian_vault"
SHORTEST_PASSPHRASE = 20
_NONCE, _SALT = 12, 16


class WrongSecretError(Exception):
    """No lock of the file opens with this passphrase or PIN."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What guessing a passphrase costs; more than signing in, for it is done seldom."""

    memory_kib: int = 256 * 1024
    rounds: int = 4
    lanes: int = 4


class Lock(Protocol):
    """One way to lock the key and to open it again."""

    def close(self, key: bytes, public: bytes) -> dict[str, Any]:
        """What stands in the file."""

    def open(self, written: Mapping[str, Any], public: bytes) -> bytes:
        """The key; ``WrongSecretError`` where this is not the way."""


@dataclass(frozen=True, slots=True)
class PassphraseLock:
    passphrase: str
    effort: Effort = Effort()

    def close(self, key: bytes, public: bytes) -> dict[str, Any]:
        salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
        wrapped = AESGCM(self._derived(salt, self.effort)).encrypt(nonce, key, public)
        effort = [self.effort.memory_kib, self.effort.rounds, self.effort.lanes]
        return {
            "kind": "passphrase",
            "effort": effort,
            "salt": _spelt(salt),
            "nonce": _spelt(nonce),
            "wrapped": _spelt(wrapped),
        }

    def open(self, written: Mapping[str, Any], public: bytes) -> bytes:
        if written["kind"] != "passphrase":
            raise WrongSecretError
        key = self._derived(_read(written["salt"]), Effort(*written["effort"]))
        try:
            return AESGCM(key).decrypt(_read(written["nonce"]), _read(written["wrapped"]), public)
        except InvalidTag as error:
            raise WrongSecretError from error

    def _derived(self, salt: bytes, effort: Effort) -> bytes:
        return hash_secret_raw(
            self.passphrase.encode(),
            salt,
            time_cost=effort.rounds,
            memory_cost=effort.memory_kib,
            parallelism=effort.lanes,
            hash_len=32,
            type=Type.ID,
        )


@dataclass(frozen=True, slots=True)
class TokenLock:
    """A key of AES inside a token wraps ours; ``pin`` opens the token."""

    module: str
    token: str
    pin: str
    label: str = "feedback-vault"

    def close(self, key: bytes, public: bytes) -> dict[str, Any]:
        nonce = secrets.token_bytes(_NONCE)
        with self._key() as (pkcs11, wrapping):
            params = pkcs11.GCMParams(nonce, public)
            wrapped = wrapping.encrypt(
                key, mechanism=pkcs11.Mechanism.AES_GCM, mechanism_param=params
            )
        return {"kind": "token", "nonce": _spelt(nonce), "wrapped": _spelt(bytes(wrapped))}

    def open(self, written: Mapping[str, Any], public: bytes) -> bytes:
        if written["kind"] != "token":
            raise WrongSecretError
        with self._key() as (pkcs11, wrapping):
            params = pkcs11.GCMParams(_read(written["nonce"]), public)
            try:
                return bytes(
                    wrapping.decrypt(
                        _read(written["wrapped"]),
                        mechanism=pkcs11.Mechanism.AES_GCM,
                        mechanism_param=params,
                    )
                )
            except pkcs11.PKCS11Error as error:
                raise WrongSecretError from error

    @contextmanager
    def _key(self) -> Iterator[tuple[Any, Any]]:
        """The module of the library, and the token's key; made inside the token at first."""
        import pkcs11  # noqa: PLC0415 - slow, and only where there is a token

        try:
            found = pkcs11.lib(self.module).get_token(token_label=self.token)
            session = found.open(rw=True, user_pin=self.pin)
        except pkcs11.PKCS11Error as error:
            raise WrongSecretError from error
        with session:
            wanted = {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY,
                pkcs11.Attribute.LABEL: self.label,
            }
            key = next(iter(session.get_objects(wanted)), None) or session.generate_key(
                pkcs11.KeyType.AES,
                256,
                label=self.label,
                store=True,
                template={
                    pkcs11.Attribute.SENSITIVE: True,
                    pkcs11.Attribute.EXTRACTABLE: False,
                },
            )
            yield pkcs11, key


def lock(folder: Path, key: X25519PrivateKey, *locks: Lock) -> None:
    """Write the file anew, whole or not at all."""
    public = key.public_key().public_bytes_raw()
    written = {
        "public": public.hex(),
        "locks": [one.close(key.private_bytes_raw(), public) for one in locks],
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / f".{KEY}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(written, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / KEY)


def unlock(folder: Path, by: Lock) -> X25519PrivateKey:
    """The key; every lock of the file is tried, so that none tells which was the right one."""
    written = json.loads((folder / KEY).read_text(encoding="utf-8"))
    public = bytes.fromhex(written["public"])
    for one in written["locks"]:
        try:
            return X25519PrivateKey.from_private_bytes(by.open(one, public))
        except WrongSecretError:
            continue
    raise WrongSecretError


def _spelt(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _read(spelt: str) -> bytes:
    return base64.b64decode(spelt)
