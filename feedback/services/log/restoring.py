"""After a restore: whether this is the database whose history was signed, and what shows it.

Heads come from the sealer's folder, from ``outside`` in it, and from whoever kept some elsewhere;
a receipt brings one too, and with it an entry. Nothing is believed that our key did not sign.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from feedback.domain.history import evidence
from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint
from feedback.domain.history.evidence import Checked, Verdict
from feedback.domain.history.merkle import Frontier, leaf_hash
from feedback.domain.history.note import MalformedNoteError, NoteKey, UntrustedNoteError
from feedback.domain.history.policy import Policy
from feedback.domain.history.report import Finding, Rule
from feedback.domain.history.restored import Restored
from feedback.domain.history.tlog_proof import read_proof
from feedback.models.entry import Entry
from feedback.services.log import log_export
from feedback.services.log.checkpoint_store import read_notes
from feedback.services.log.notes_outside import OUTSIDE, notes_in
from feedback.services.log.stored_entries import stored_entries
from feedback.services.log.verification import verify_notes


@dataclass(frozen=True, slots=True)
class Kept:
    """What others have of the history, as it was brought."""

    notes: Sequence[str]
    receipts: Sequence[bytes]

    @classmethod
    def at(cls, own: Path, elsewhere: Sequence[Path], receipts: Sequence[Path]) -> "Kept":
        """The sealer's folder, and files or folders of notes and of receipts."""
        folders = [folder for folder in (own / OUTSIDE, *elsewhere) if folder.is_dir()]
        single = [file for file in elsewhere if not file.is_dir()]
        notes = [kept.note for file in (own, *single) for kept in read_notes(file)]
        notes += [note for folder in folders for note in notes_in(folder)]
        return cls(notes, [file.read_bytes() for path in receipts for file in _files(path)])


class _Known(NamedTuple):
    note: str
    head: Checkpoint | None


class _Proven(NamedTuple):
    note: str
    checked: Checked


def compare(connection: Connection, kept: Kept, key: NoteKey, policy: Policy) -> Restored:
    """Verify what is there, and set the rest apart; the connection must see one moment."""
    proven = list(_proven(kept.receipts, key, policy))
    notes = [*kept.notes, *(one.note for one in proven)]
    known = [_Known(note, _head(note, key)) for note in notes]
    size = connection.scalars(select(func.count()).select_from(Entry)).one()
    within = [one.note for one in known if one.head is None or one.head.size <= size]
    report = verify_notes(connection, within, key, policy)
    for finding in _contradictions(connection, known, proven, size):
        report.add(finding)
    beyond = {one.head for one in known if one.head is not None and one.head.size > size}
    gone = {one.checked.index: one.checked for one in proven if one.checked.index >= size}
    return Restored(
        report,
        sorted(beyond, key=lambda head: head.size),
        [gone[index] for index in sorted(gone)],
    )


def _contradictions(
    connection: Connection, known: Sequence[_Known], proven: Sequence[_Proven], size: int
) -> Iterator[Finding]:
    """What heads beyond the end show: two of one size, or an entry that is there and another."""
    roots: dict[int, bytes] = {}
    for head in (one.head for one in known if one.head is not None and one.head.size > size):
        if roots.setdefault(head.size, head.root) != head.root:
            yield Finding(Rule.SPLIT_VIEW, f"hai gốc đã ký cho cùng {head.size} mục")
    for one in (each.checked for each in proven):
        there = connection.scalar(select(Entry.leaf).where(Entry.index == one.index))
        if there is not None and there != one.leaf:
            yield Finding(Rule.LEAVES, "biên nhận chứng minh một mục khác ở chỗ này", one.index)


def write_evidence(
    connection: Connection, folder: Path, kept: Kept, found: Restored, key: NoteKey
) -> None:
    """Everything that somebody without the database needs to see the contradiction.

    ``doi-chung lich-su.jsonl --khoa "$(cat khoa.txt)" --diem-kiem-tra dau-*.txt`` says the same.
    """
    folder.mkdir(parents=True)
    notes = list(dict.fromkeys(kept.notes))
    for number, note in enumerate(notes, 1):
        (folder / f"dau-{number:04}.txt").write_text(note, encoding="utf-8")
    for number, receipt in enumerate(kept.receipts, 1):
        (folder / f"bien-nhan-{number:04}.tlog-proof").write_bytes(receipt)
    (folder / "khoa.txt").write_text(f"{key.as_text()}\n", encoding="utf-8")
    told = found.as_dict() | {"heads": list(_side_by_side(connection, notes, key))}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / "ket-luan.json").write_text(f"{text}\n", encoding="utf-8")
    with (folder / "lich-su.jsonl").open("w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in log_export.lines(connection))


def _side_by_side(
    connection: Connection, notes: Sequence[str], key: NoteKey
) -> Iterator[dict[str, object]]:
    """Each signed head and the root of the database at its size; null where it has fewer."""
    heads = {head for note in notes if (head := _head(note, key))}
    frontier = Frontier()
    roots = {0: frontier.root()}
    for row in stored_entries(connection):
        frontier.append(leaf_hash(row.body))
        roots[frontier.size] = frontier.root()
    for head in sorted(heads, key=lambda one: (one.size, one.root)):
        there = roots.get(head.size)
        yield {"size": head.size, "signed": head.root.hex(), "there": there and there.hex()}


def _proven(receipts: Sequence[bytes], key: NoteKey, policy: Policy) -> Iterator[_Proven]:
    """Those that prove something; what else was brought says nothing of this log."""
    for receipt in receipts:
        checked = evidence.check(receipt, key, policy)
        if checked.verdict is Verdict.PROVEN:
            yield _Proven(read_proof(receipt).checkpoint, checked)


def _head(note: str, key: NoteKey) -> Checkpoint | None:
    try:
        return open_checkpoint(note, key)
    except (UntrustedNoteError, MalformedNoteError):
        return None


def _files(path: Path) -> list[Path]:
    return sorted(path.iterdir()) if path.is_dir() else [path]
