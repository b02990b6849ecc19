"""The key that signs checkpoints: Ed25519, a file of its own that only the sealer reads."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from feedback.domain.history.note import NoteKey, NoteSigner, read_key


def load_or_create(path: Path) -> Ed25519PrivateKey:
    """The private key of this file; made with mode 0600 when there is none."""
    if not path.exists():
        _create(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} is no Ed25519 key")
    return key


def signer(key: Ed25519PrivateKey, origin: str) -> NoteSigner:
    """What signs in the name of the log ``origin``."""
    return NoteSigner(_note_key(origin, key.public_key()), key.sign)


def public_key(line: str) -> NoteKey:
    """The key a verifier pins, from its line ``origin+id+key``."""
    name, public = read_key(line)
    return _note_key(name, Ed25519PublicKey.from_public_bytes(public))


def _create(path: Path) -> None:
    """Exclusive, so that of two first starts only one makes the key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()


def _note_key(name: str, public: Ed25519PublicKey) -> NoteKey:
    def check(signature: bytes, message: bytes) -> bool:
        try:
            public.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return NoteKey(name, public.public_bytes_raw(), check)
