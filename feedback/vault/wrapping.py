"""Keys that wrap keys: files, a device, a transit engine or a key service; never the database.

Wrapped bytes say by their first one who wrapped them, so that an installation can move from one
provider to another: the old one unwraps until every key is wrapped anew.
"""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_NUMBER = 4
_FILE = re.compile(r"kek_(\d{1,9})", re.ASCII)


class WrappingError(Exception):
    """A key was not wrapped, or did not unwrap: wrong place, changed, or its provider is away."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    content: bytes
    #: the key-encryption key it is under, for people and for the rotation: ``files:2``
    kek: str


class KeyProvider(Protocol):
    """Who wraps. ``about`` names the key's place and is authenticated with it."""

    mark: ClassVar[bytes]

    @property
    def current(self) -> str:
        """The key-encryption key that wraps from now on."""

    def wrap(self, key: bytes, about: bytes, /) -> Wrapped: ...

    def unwrap(self, wrapped: bytes, about: bytes, /) -> bytes:
        """The key; ``WrappingError`` where that is impossible."""

    def renew(self) -> str:
        """Make a new key-encryption key and return its name; older ones still unwrap."""


class KekFiles:
    """Files ``kek_1``, ``kek_2``, … of the folder of keys; the highest number wraps."""

    mark: ClassVar[bytes] = b"F"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def current(self) -> str:
        return self._name(self._newest())

    def wrap(self, key: bytes, about: bytes) -> Wrapped:
        number, nonce = self._newest(), secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._read(number)).encrypt(nonce, key, about)
        head = self.mark + number.to_bytes(_NUMBER, "big")
        return Wrapped(head + nonce + sealed, self._name(number))

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        body = wrapped[1:]
        kek = self._read(int.from_bytes(body[:_NUMBER], "big"))
        nonce, sealed = body[_NUMBER : _NUMBER + _NONCE], body[_NUMBER + _NONCE :]
        try:
            return AESGCM(kek).decrypt(nonce, sealed, about)
        except (InvalidTag, ValueError) as error:
            raise WrappingError("a wrapped key was changed or is not of this place") from error

    def renew(self) -> str:
        number = max(numbers(self._folder), default=0) + 1
        write_key(self._folder / f"kek_{number}", secrets.token_hex(32))
        return self._name(number)

    def _newest(self) -> int:
        found = numbers(self._folder)
        if not found:
            raise WrappingError("keys/kek_1 is missing: flask keys create")
        return max(found)

    def _read(self, number: int) -> bytes:
        try:
            return bytes.fromhex((self._folder / f"kek_{number}").read_text().strip())
        except (OSError, ValueError) as error:
            msg = f"keys/kek_{number} is missing or no key"
            raise WrappingError(msg) from error

    def _name(self, number: int) -> str:
        return f"files:{number}"


def numbers(folder: Path) -> list[int]:
    """Of the key-encryption keys that lie in a folder."""
    found = (_FILE.fullmatch(path.name) for path in folder.glob("kek_*"))
    return sorted(int(one.group(1)) for one in found if one)


def write_key(path: Path, text: str) -> bool:
    """Write a secret once, flushed and readable by its owner only; an existing one stays."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True
