"""The keys of an installation, as files that only the service account may read.

``code_pepper`` keys the hashes of receipt codes. ``history_key`` signs checkpoints and lies where
only the sealer reads; ``promise_key`` signs what pages promise of them, nothing else. Of the
custodian's pair the application needs the public half only: it seals identities it cannot open. The
recovery pair is the same for the day when the custodian's is lost: its private half lies in a safe.
``kek_1`` wraps the data keys of files where no device or service does (``wrapping``);
``index_key`` makes the marks by which complainants are found (``blind_index``). ``factor_key``
encrypts what one-time codes are made from.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from feedback.vault import index_keys
from feedback.vault.blind_index import BlindIndex
from feedback.vault.wrapping import KekFiles, numbers
from feedback.vault.wrapping import write_key as _write


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Reads each key when it is needed; a missing file names itself."""

    folder: Path

    @property
    def code_pepper(self) -> bytes:
        return bytes.fromhex((self.folder / "code_pepper").read_text().strip())

    @property
    def factor_key(self) -> bytes:
        return bytes.fromhex((self.folder / "factor_key").read_text().strip())

    @property
    def blind_indexes(self) -> tuple[BlindIndex, ...]:
        """The one that marks first; while marks are made anew, the one before as well."""
        return index_keys.indexes(self.folder)

    @property
    def blind_index(self) -> BlindIndex:
        return self.blind_indexes[0]

    @property
    def custodian_public(self) -> X25519PublicKey:
        return self._public_key("custodian_public")

    @property
    def recipients(self) -> tuple[X25519PublicKey, ...]:
        """To whom identities and originals of denouncers are sealed."""
        return self.custodian_public, self._public_key("recovery_public")

    @property
    def history_key(self) -> Ed25519PrivateKey:
        return self._signing_key("history_key")

    @property
    def history_public(self) -> Ed25519PublicKey:
        raw = bytes.fromhex((self.folder / "history_public").read_text().strip())
        return Ed25519PublicKey.from_public_bytes(raw)

    @property
    def promise_key(self) -> Ed25519PrivateKey:
        return self._signing_key("promise_key")

    def _signing_key(self, name: str) -> Ed25519PrivateKey:
        raw = bytes.fromhex((self.folder / name).read_text().strip())
        return Ed25519PrivateKey.from_private_bytes(raw)

    def _public_key(self, name: str) -> X25519PublicKey:
        raw = bytes.fromhex((self.folder / name).read_text().strip())
        return X25519PublicKey.from_public_bytes(raw)


def create_missing(folder: Path) -> list[str]:
    """Make every key that is not there yet, mode 0600; existing ones are never touched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    random = ("secret_key", "code_pepper", "index_key", "factor_key", "promise_key")
    made = [name for name in random if _write(folder / name, _random())]
    if not numbers(folder):
        KekFiles(folder).renew()
        made.append("kek_1")
    if not (folder / "history_key").exists():
        signing = Ed25519PrivateKey.generate()
        _write(folder / "history_key", signing.private_bytes_raw().hex())
        _write(folder / "history_public", _public(signing.public_key()))
        made.append("history_key")
    for whose in ("custodian", "recovery"):
        if not (folder / f"{whose}_public").exists():
            pair = X25519PrivateKey.generate()
            _write(folder / f"{whose}_private", pair.private_bytes_raw().hex())
            _write(folder / f"{whose}_public", _public(pair.public_key()))
            made.append(f"{whose}_public")
    return made


def _random() -> str:
    return secrets.token_hex(32)


def _public(key: Ed25519PublicKey | X25519PublicKey) -> str:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
