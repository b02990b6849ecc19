"""What a witness remembers of each log: the newest head it cosigned, in a file of its own.

Checking and storing are one step: whoever holds the lock is alone from reading to writing, also
among several processes. Without that, an older head checked earlier could be stored later and roll
the memory back (the race that c2sp.org/tlog-witness spells out).
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from nhan_chung.note import Head
from nhan_chung.tree import EMPTY


@dataclass(slots=True)
class Remembered:
    """The newest head of one log, to be read and replaced while the lock is held."""

    file: Path
    size: int = 0
    root: bytes = EMPTY

    def replace(self, head: Head, note: str) -> None:
        """Keep the head; it is on the disk when this returns, whole or not at all."""
        told = {"origin": head.origin, "size": head.size, "root": head.root.hex(), "note": note}
        scratch = self.file.with_suffix(".new")
        with scratch.open("w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self.file)
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@dataclass(frozen=True, slots=True)
class Memory:
    folder: Path

    @contextmanager
    def of(self, origin: str) -> Iterator[Remembered]:
        """What is remembered of a log; nobody else reads or writes it meanwhile."""
        file = self.folder / f"{sha256(origin.encode()).hexdigest()}.json"
        with file.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not file.exists():
                yield Remembered(file)
                return
            told = json.loads(file.read_text(encoding="utf-8"))
            yield Remembered(file, told["size"], bytes.fromhex(told["root"]))
