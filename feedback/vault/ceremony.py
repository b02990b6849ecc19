"""The key ceremony: the private half is locked away, the recovery half goes into a safe.

``flask keys create`` leaves both private halves in the folder of keys, as files; this takes them
from there. Afterwards nothing that the application can read opens an envelope.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from feedback.domain.history.note import NoteKey
from feedback.vault.keys import KeyRing
from feedback.vault.locked_key import KEY, Lock, lock, unlock

CUSTODIAN, RECOVERY = "custodian_private", "recovery_private"
#: The key of the log the vault believes, as one line ``origin+id+key``.
LOG_KEY = "log_key"


class CeremonyError(Exception):
    """What is wrong, in a sentence for whoever holds the ceremony."""


def lock_away(keys: Path, folder: Path, log: NoteKey, *locks: Lock) -> None:
    """Lock the custodian's key into the vault's folder and take it out of the folder of keys.

    The plain file goes last, after the locked one was opened once again.
    """
    if (folder / KEY).exists():
        raise CeremonyError(f"{folder / KEY} đã có; két không tạo lại.")
    key = private_key(keys / CUSTODIAN)
    if not _same(key.public_key(), KeyRing(keys).custodian_public):
        raise CeremonyError("Khóa riêng không đi cùng khóa công khai đang dùng.")
    lock(folder, key, *locks)
    for each in locks:
        unlock(folder, each)
    (folder / LOG_KEY).write_text(f"{log.as_text()}\n", encoding="utf-8")
    (keys / CUSTODIAN).unlink()


def lock_again(folder: Path, held: Path, log: NoteKey, *locks: Lock) -> None:
    """A new vault from a key that was kept elsewhere, when passphrases or the vault were lost."""
    if (folder / KEY).exists():
        raise CeremonyError(f"{folder / KEY} đã có; hãy cất tệp cũ đi trước.")
    lock(folder, private_key(held), *locks)
    (folder / LOG_KEY).write_text(f"{log.as_text()}\n", encoding="utf-8")


def put_aside(keys: Path, to: Path) -> None:
    """The recovery key, once, to the carrier that goes into the safe; then it is gone from here."""
    write_once(to, (keys / RECOVERY).read_text(encoding="ascii"))
    (keys / RECOVERY).unlink()


def signing_pair(folder: Path, name: str) -> Ed25519PrivateKey:
    """The key ``NAME_key`` of a folder, made the first time, and ``NAME_public`` for the others."""
    path = folder / f"{name}_key"
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        write_once(path, made.private_bytes_raw().hex())
        write_once(folder / f"{name}_public", made.public_key().public_bytes_raw().hex())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii")))


def signed_by(path: Path) -> Ed25519PublicKey:
    """The public half somebody brought by hand."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(path.read_text(encoding="ascii")))


def write_once(path: Path, text: str) -> None:
    """A file of ours alone, flushed; ``FileExistsError`` where there is one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def belongs(held: Path, keys: KeyRing) -> bool:
    """Whether a private half is that of one of those to whom everything is sealed today."""
    public = private_key(held).public_key()
    return any(_same(public, each) for each in keys.recipients)


def private_key(path: Path) -> X25519PrivateKey:
    try:
        return X25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    except (OSError, ValueError) as error:
        raise CeremonyError(f"Không đọc được khóa riêng ở {path}.") from error


def _same(one: X25519PublicKey, other: X25519PublicKey) -> bool:
    return one.public_bytes_raw() == other.public_bytes_raw()
