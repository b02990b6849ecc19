"""The sealer's memory, in files outside the database.

``newest.json`` is replaced as a whole and decides; ``notes.jsonl`` only grows and keeps every note
ever signed. A crash between the two leaves a note missing from the second: the next start adds it.
Who writes the database must not be able to write here (docs/history.md).
"""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from feedback.domain.history.merkle import Frontier
from feedback.services.log.cosigned_notes import COSIGNED, CosignedNotes
from feedback.services.log.durable_files import flush, flush_folder, replace_file

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
        newest = self._directory / NEWEST
        replace_file(newest, json.dumps(value, ensure_ascii=False, indent=1))
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
            flush(file)
        flush_folder(self._directory)


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note as it was kept; ``at`` is the sealer's clock, empty when only the note is known."""

    note: str
    at: str = ""


def read_notes(path: Path) -> list[KeptNote]:
    """Every note of a sealer's directory with what witnesses said, of one file of notes, or one.

    A last line without its end is a crash's trace and is left out.
    """
    if path.is_dir():
        latest = [KeptNote(word.note, word.at) for word in CosignedNotes(path).latest().values()]
        return [*_lines(path / NOTES), *_lines(path / COSIGNED), *latest]
    if path.suffix == ".jsonl":
        return _lines(path)
    return [KeptNote(_text(path))] if path.exists() else []


def _lines(file: Path) -> list[KeptNote]:
    if not file.exists():
        return []
    return [_kept(line) for line in _text(file).splitlines(keepends=True) if line.endswith("\n")]


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _kept(line: str) -> KeptNote:
    """A line that is no JSON is handed on as a note nobody signed."""
    try:
        value = json.loads(line)
        return KeptNote(str(value["note"]), str(value["at"]))
    except (ValueError, TypeError, KeyError):
        return KeptNote(line)
