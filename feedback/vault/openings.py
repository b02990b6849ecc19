"""How often the vault opened something: its own count, in a file that only grows.

One line of JSON for each opening, numbered from one and tied to the line before by its hash; on the
disk before anything is decrypted. The verifier compares it with the entries ``identity_opened`` of
the history (rule V10, docs/security/identity.md): every line must have its entry, and no two the
same. An entry without a line is a reading that was announced and did not happen.
"""

import json
import os
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from feedback.domain.identity_proofs import Opening

OPENINGS = "openings.jsonl"
NO_LINE = "0" * 64


class DamagedCountError(Exception):
    """A line of the file is missing, changed or out of its order: the vault opens nothing more."""


class Openings:
    """The count of one vault; read once and kept in memory, for one process holds the vault."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / OPENINGS
        self._lines = self._read()

    @property
    def all(self) -> list[Opening]:
        return [_opening(line) for line in self._lines]

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, opening: Opening) -> int:
        """Count one more and return its number; durable when this returns."""
        line = {
            "n": len(self._lines) + 1,
            **asdict(opening),
            "at": opening.at.isoformat(),
            "petition": opening.petition.hex,
            "leaf": opening.leaf.hex(),
            "fields": list(opening.fields),
            "prev": _hash(self._lines[-1]) if self._lines else NO_LINE,
        }
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(_bytes(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._lines.append(line)
        return int(line["n"])

    def _read(self) -> list[dict[str, Any]]:
        if not self._path.exists():
            return []
        self._cut_torn_line()
        lines: list[dict[str, Any]] = []
        for number, text in enumerate(self._path.read_bytes().splitlines(), 1):
            line = _parsed(text)
            before = _hash(lines[-1]) if lines else NO_LINE
            if line.get("n") != number or line.get("prev") != before or _bytes(line) != text:
                raise DamagedCountError(f"line {number} of {OPENINGS}")
            lines.append(line)
        return lines

    def _cut_torn_line(self) -> None:
        """A line without its end was never whole on the disk, so nothing was opened for it."""
        content = self._path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(self._path, whole)


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except ValueError as error:
        raise DamagedCountError(OPENINGS) from error
    return line if isinstance(line, dict) else {}


def _bytes(line: dict[str, Any]) -> bytes:
    """The one spelling of a line, so that its hash is that of its bytes in the file."""
    return json.dumps(line, sort_keys=True, separators=(",", ":")).encode()


def _hash(line: dict[str, Any]) -> str:
    return sha256(_bytes(line)).hexdigest()


def _opening(line: dict[str, Any]) -> Opening:
    return Opening(
        at=datetime.fromisoformat(line["at"]),
        reader=line["reader"],
        petition=UUID(line["petition"]),
        request=line["request"],
        what=line["what"],
        index=line["index"],
        leaf=bytes.fromhex(line["leaf"]),
        fields=tuple(line["fields"]),
    )
