"""The sealer's memory, in files outside the database.

``newest.json`` is replaced as a whole and decides; ``notes.jsonl`` only grows and keeps every note
ever signed. A crash between the two leaves a note missing from the second: the next start adds it.
Who writes the database must not be able to write here (docs/history.md).
"""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from feedback.domain.history.merkle import Frontier

NOTES: Final = "notes.jsonl"
NEWEST: Final = "newest.json"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the sealer knows of the log up to its newest checkpoint."""

    note: str = ""
    at: str = ""
    frontier: Frontier = field(default_factory=Frontier)
    last_leaf: bytes = b""
    last_at: str = ""
    books: dict[tuple[str, int], int] = field(default_factory=dict)


class CheckpointStore:
    """One directory per log."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def newest(self) -> Sealed | None:
        """The state at the newest checkpoint; None before the first."""
        path = self._directory / NEWEST
        if not path.exists():
            return None
        value = json.loads(path.read_text())
        return Sealed(
            note=value["note"],
            at=value["at"],
            frontier=Frontier(value["size"], [bytes.fromhex(peak) for peak in value["peaks"]]),
            last_leaf=bytes.fromhex(value["last_leaf"]),
            last_at=value["last_at"],
            books={(book, year): last for book, year, last in value["books"]},
        )

    def keep(self, sealed: Sealed) -> None:
        """Write the state, then the note; both are on the disk when this returns."""
        self._directory.mkdir(parents=True, exist_ok=True)
        value = {
            "note": sealed.note,
            "at": sealed.at,
            "size": sealed.frontier.size,
            "peaks": [peak.hex() for peak in sealed.frontier.peaks],
            "last_leaf": sealed.last_leaf.hex(),
            "last_at": sealed.last_at,
            "books": [[book, year, last] for (book, year), last in sealed.books.items()],
        }
        scratch = self._directory / f"{NEWEST}.new"
        with scratch.open("w") as file:
            json.dump(value, file, ensure_ascii=False, indent=1)
            _flush(file)
        scratch.replace(self._directory / NEWEST)
        self.complete(sealed)

    def complete(self, sealed: Sealed) -> None:
        """See that the newest note is the last line of all notes; a torn line is taken away."""
        line = json.dumps({"at": sealed.at, "note": sealed.note}, ensure_ascii=False) + "\n"
        encoded = line.encode()
        with (self._directory / NOTES).open("a+b") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(end - 2 * len(encoded), 0))
            tail = file.read()
            if tail.endswith(encoded):
                return
            file.truncate(end - len(tail) + tail.rfind(b"\n") + 1)
            file.write(encoded)
            _flush(file)
        _flush_directory(self._directory)


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note as it was kept; ``at`` is the sealer's clock, empty when only the note is known."""

    note: str
    at: str = ""


def read_notes(path: Path) -> list[KeptNote]:
    """Every note of a sealer's directory, of its ``notes.jsonl``, or of one file with one note.

    A last line without its end is a crash's trace and is left out.
    """
    if path.is_dir():
        path = path / NOTES
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".jsonl":
        return [KeptNote(text)]
    return [_kept(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def _kept(line: str) -> KeptNote:
    """A line that is no JSON is handed on as a note nobody signed."""
    try:
        value = json.loads(line)
        return KeptNote(str(value["note"]), str(value["at"]))
    except (ValueError, TypeError, KeyError):
        return KeptNote(line)


def _flush(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _flush_directory(directory: Path) -> None:
    """A renamed file is found again after a power cut only when its directory was flushed."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
