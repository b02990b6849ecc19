"""Verifying the history against the database it lies in and the checkpoints that lie outside.

Two passes in one snapshot: over the log in its order (bytes, tree, chains, books, times), then over
the entries of each subject, folded and compared with the tables. Neither holds the log in memory.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    NoteKey,
    UntrustedNoteError,
)
from feedback.domain.history.report import Finding, Report, Rule
from feedback.domain.history.verify import CheckpointAudit, LogAudit
from feedback.models.entry import LogHead
from feedback.models.register import RegisterCounter
from feedback.services import erasure_check
from feedback.services.checkpoint_store import KeptNote, read_notes
from feedback.services.present_state import compare_with_tables
from feedback.services.stored_entries import stored_entries


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment, so that work going on meanwhile raises no alarm."""
    with engine.connect() as connection:
        yield connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )


def verify(
    connection: Connection, *, checkpoints: Path | None, public_key: NoteKey | None
) -> Report:
    """Check everything that can be checked; the connection must see one moment (``snapshot``).

    ``checkpoints`` is the sealer's directory, its ``notes.jsonl`` or a single note; the key is the
    one the caller pins, never one that comes with the data.
    """
    report = Report()
    notes = read_notes(checkpoints) if checkpoints is not None else []
    heads = _trusted(report, notes, public_key)
    with _no_search_for_cycles():
        _read_log(connection, report, heads)
        report.subjects = compare_with_tables(connection, report.add)
        erasure_check.look(connection, report.add)
    report.checkpoints = len(heads)
    report.covered = min(max((head.size for head in heads), default=0), report.size)
    _say_what_is_missing(report)
    return report


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Nothing here refers to itself; looking for it in what is kept takes a tenth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _trusted(report: Report, notes: list[KeptNote], public_key: NoteKey | None) -> list[Checkpoint]:
    """Checkpoints our key signed; a forged one is a finding, a stranger's only a doubt."""
    heads = []
    for number, kept in enumerate(notes, 1):
        if public_key is None:
            report.doubts.append(
                "có điểm kiểm tra nhưng không được cho khóa công khai để kiểm chữ ký"
            )
            break
        try:
            heads.append(open_checkpoint(kept.note, public_key))
        except ForgedNoteError:
            sentence = f"điểm kiểm tra thứ {number} mang chữ ký giả hoặc đã bị sửa"
            report.add(Finding(Rule.SIGNATURE, sentence))
        except (UntrustedNoteError, MalformedNoteError):
            report.doubts.append(f"điểm kiểm tra thứ {number} không phải do khóa này ký")
    return heads


def _read_log(connection: Connection, report: Report, heads: list[Checkpoint]) -> None:
    """First pass: the log in its order."""
    audit, against = LogAudit(report.add), CheckpointAudit(report.add, heads)
    frontier = audit.state.frontier
    against.look(frontier)
    for row in stored_entries(connection):
        audit.read(row)
        against.look(frontier)
    against.finish(frontier.size)
    counters = {
        (counter.book, counter.year): counter.last
        for counter in connection.execute(select(RegisterCounter.__table__))
    }
    audit.finish(connection.scalar(select(LogHead.size)) or 0, counters)
    report.size, report.root = frontier.size, frontier.root()
    if audit.state.anomalies:
        report.notices.append(
            f"{audit.state.anomalies} mục được ghi khi đồng hồ chạy chậm hơn nhật ký"
        )


def _say_what_is_missing(report: Report) -> None:
    if not report.covered:
        report.doubts.append(
            "không có điểm kiểm tra đã ký nào để so: chỉ với cơ sở dữ liệu thì không ai phát hiện "
            "được việc đưa dữ liệu về trạng thái cũ hoặc viết lại toàn bộ nhật ký"
        )
    elif report.covered < report.size:
        report.notices.append(f"{report.size - report.covered} mục mới nhất chưa được niêm phong")
