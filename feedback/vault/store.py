"""Files on disk, named by a hash, flushed before anything refers to them.

A file is written beside its place, flushed, renamed, and its folder flushed: a receipt shown after
the commit never names a file that a power cut took. Orphans of a failed commit are harmless.
"""

import os
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path


class FileStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store the bytes durably and return their SHA-256 in hex, by which they are found."""
        digest = sha256(content).hexdigest()
        self.keep_as(digest, content)
        return digest

    def keep_as(self, name: str, content: bytes) -> None:
        """Store the bytes durably under a name that stands for nothing else; once is enough."""
        if not self.path(name).exists():
            self.replace(name, content)

    def replace(self, name: str, content: bytes) -> None:
        """Store the bytes durably in place of what bears this name; one of both is there."""
        place = self.path(name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = place.with_name(f".{name}.{secrets.token_hex(4)}")
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
        _flush_folder(place.parent)

    def read(self, digest: str) -> bytes:
        return self.path(digest).read_bytes()

    def read_whole(self, digest: str) -> bytes | None:
        """The bytes if they are still those whose hash is known, else None."""
        try:
            found = self.read(digest)
        except FileNotFoundError:
            return None
        return found if sha256(found).hexdigest() == digest else None

    def erase(self, digest: str) -> None:
        """Take away what nothing names; the caller has made sure of that."""
        self.path(digest).unlink(missing_ok=True)

    def erase_older(self, than: datetime) -> int:
        """Take away what was stored before an instant; says how many files that were."""
        old = [
            path
            for path in self._folder.rglob("*")
            if path.is_file() and path.stat().st_mtime < than.timestamp()
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:4] / digest


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
