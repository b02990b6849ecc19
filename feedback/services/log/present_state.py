"""The present state as the entries tell it, set against the one the tables show."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from feedback.domain.history.entries import MalformedEntryError, reread
from feedback.domain.history.fold import (
    ContradictionError,
    Difference,
    Folded,
    SubjectState,
    differences,
    fold,
    start,
)
from feedback.domain.history.report import Finding, Rule
from feedback.models.entry import Entry
from feedback.models.subject import Subject
from feedback.services.log.stored_entries import stream
from feedback.services.log.table_state import table_states

_BATCH: Final = 1_000

LABELS: Final = {
    "kind": "loại hồ sơ",
    "state": "trạng thái",
    "procedure": "thủ tục",
    "edition": "bản luật áp dụng",
    "agency": "cơ quan đang giữ",
    "person": "người được giao",
    "register": "số trong sổ",
    "deadlines": "thời hạn",
    "escalations": "báo cáo vượt cấp",
    "letters": "văn bản",
}


def compare_with_tables(connection: Connection, report: Callable[[Finding], None]) -> int:
    """Compare every subject; the number of those that have entries."""
    count = 0
    subjects = _folded(connection, report)
    while batch := list(islice(subjects, _BATCH)):
        states = table_states(connection, [UUID(hex=uid) for uid, _folded in batch])
        for uid, folded in batch:
            compare(uid, folded, states.get(uid), report)
        count += len(batch)
    _rows_without_entry(connection, report)
    return count


def _folded(
    connection: Connection, report: Callable[[Finding], None]
) -> Iterator[tuple[str, Folded]]:
    """Subjects with the state their entries lead to; the first pass has checked the bytes."""
    query = select(Entry.subject, Entry.index.label("place"), Entry.kind, Entry.body)
    rows = stream(connection, query.order_by(Entry.subject, Entry.seq))
    for subject, entries in groupby(rows, key=lambda row: row.subject):
        folded = None
        for row in entries:
            folded = folded or start(row.kind)
            try:
                fold(folded, reread(row.body), row.place)
            except MalformedEntryError:
                continue
            except ContradictionError as error:
                report(Finding(Rule.STATE, str(error), row.place, subject.hex))
        if folded is not None:
            yield subject.hex, folded


def compare(
    uid: str, folded: Folded, found: SubjectState | None, report: Callable[[Finding], None]
) -> None:
    """Report every fact of one subject that its entries and its row tell differently."""
    if folded.state.kind == "system":
        return
    if found is None:
        sentence = "có trong lịch sử nhưng không còn bản ghi"
        report(Finding(Rule.ROWS, sentence, folded.newest, uid))
        return
    recorded = folded.state.register
    if found.kind == "case" and found.register and recorded:
        found.register = replace(found.register, book=recorded.book)
    for difference in differences(folded, found):
        report(_finding(uid, difference))


def _finding(uid: str, difference: Difference) -> Finding:
    group, _, key = difference.name.partition(" ")
    label = f"{LABELS[group]} {key}".strip()
    if key and difference.recorded is None:
        return Finding(Rule.ROWS, f"{label}: có bản ghi, lịch sử không có", difference.index, uid)
    if key and difference.found is None:
        return Finding(
            Rule.ROWS, f"{label}: có trong lịch sử, bản ghi không còn", difference.index, uid
        )
    told, shown = (_spelled(fact) for fact in (difference.recorded, difference.found))
    return Finding(
        Rule.STATE, f"{label}: lịch sử ghi {told}, bảng ghi {shown}", difference.index, uid
    )


def _spelled(fact: object) -> str:
    if fact is None:
        return "để trống"
    if isinstance(fact, str):
        return f"“{fact}”"
    names = type(fact).__slots__  # type: ignore[attr-defined]
    return "(" + ", ".join(f"{name} {getattr(fact, name)}" for name in names) + ")"


def _rows_without_entry(connection: Connection, report: Callable[[Finding], None]) -> None:
    subject = Subject.__table__
    known = select(Entry.index).where(Entry.subject == subject.c.uid).exists()
    for uid in stream(connection, select(subject.c.uid).where(~known)):
        report(Finding(Rule.ROWS, "có bản ghi nhưng lịch sử không có mục nào", None, uid[0].hex))
