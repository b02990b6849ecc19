"""What witnesses said, in files beside the sealer's own notes.

``cosigned.jsonl`` only grows: the first cosignature of each witness for a head, and its last one
before the next head, which dates when nothing else was there yet. ``cosigned.json`` is replaced as
a whole: the newest word of each witness, with the size from which the next request goes on.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from feedback.domain.history.entries import stamp
from feedback.services.log.durable_files import append, replace_file

COSIGNED: Final = "cosigned.jsonl"
LATEST: Final = "cosigned.json"


@dataclass(frozen=True, slots=True)
class Word:
    """The newest cosignature of one witness."""

    size: int
    #: the witness's clock, in the spelling of an entry
    at: str
    #: the signed head with this one cosignature
    note: str
    #: whether an earlier one for the same head is kept for good
    again: bool = False

    @property
    def time(self) -> datetime:
        return datetime.fromisoformat(self.at)


class CosignedNotes:
    """One directory per log."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def latest(self) -> dict[str, Word]:
        """The newest word of each witness, by its name in the policy."""
        file = self._directory / LATEST
        if not file.exists():
            return {}
        told = json.loads(file.read_text(encoding="utf-8"))
        return {name: Word(**word) for name, word in told.items()}

    def keep(self, witness: str, size: int, at: datetime, note: str) -> None:
        """Take a new word down; a repetition after a crash is only a line written twice."""
        latest = self.latest()
        before, word = latest.get(witness), Word(size, stamp(at), note)
        if before is not None and before.size == size:
            word = Word(size, word.at, note, again=True)
        else:
            if before is not None and before.again:
                self._append(before)
            self._append(word)
        told = {name: asdict(one) for name, one in (latest | {witness: word}).items()}
        replace_file(self._directory / LATEST, json.dumps(told, ensure_ascii=False, indent=1))

    def _append(self, word: Word) -> None:
        line = json.dumps({"at": word.at, "note": word.note}, ensure_ascii=False)
        append(self._directory / COSIGNED, f"{line}\n".encode())
