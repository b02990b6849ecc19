"""Verifying the history against the database it lies in and the checkpoints that lie outside.

Two passes in one snapshot: over the log in its order (bytes, tree, chains, books, times), then over
the entries of each subject, folded and compared with the tables. Neither holds the log in memory.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text

from feedback.domain.history.known_heads import KnownHeads, trusted_heads
from feedback.domain.history.note import NoteKey
from feedback.domain.history.policy import NO_WITNESSES, Policy
from feedback.domain.history.report import Report
from feedback.domain.history.verify import CheckpointAudit, LogAudit
from feedback.domain.history.witness_times import WitnessTimes
from feedback.models.entry import LogHead
from feedback.models.register import RegisterCounter
from feedback.services.log import erasure_check
from feedback.services.log.checkpoint_store import read_notes
from feedback.services.log.present_state import compare_with_tables
from feedback.services.log.stored_entries import stored_entries

#: Policies leave every row to background work; to inspectors, what is not said to be closed.
_HIDDEN = text("""
    SELECT row_security_active('subject') AND NOT pg_has_role('feedback_worker', 'usage')
       AND NOT (pg_has_role('feedback_inspector', 'usage') AND closed_subjects() = '{}')
""")


class HiddenRowsError(Exception):
    """Files that are hidden from a sign-in would look like files that somebody took away."""

    def __str__(self) -> str:
        return "tài khoản cơ sở dữ liệu đang dùng không được xem mọi hồ sơ"


@contextmanager
def snapshot(engine: Engine, *, by_inspector: bool = False) -> Iterator[Connection]:
    """A connection that sees one moment, so that work going on meanwhile raises no alarm.

    And every file, or it is refused: ``HiddenRowsError``. To an inspector none is closed here, as
    none is to ``doi-chung --database``: what comes of it is a verdict, and no file is read.
    """
    with engine.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        if by_inspector:
            connection.execute(text("SET LOCAL app.closed = '{}'"))
        if connection.scalar(_HIDDEN):
            raise HiddenRowsError
        yield connection


def verify(
    connection: Connection,
    *,
    checkpoints: Path | None,
    public_key: NoteKey | None,
    policy: Policy = NO_WITNESSES,
) -> Report:
    """Check everything that can be checked; the connection must see one moment (``snapshot``).

    ``checkpoints`` is the sealer's directory, its ``notes.jsonl`` or a single note; the key and the
    policy are those the caller pins, never any that come with the data.
    """
    notes = read_notes(checkpoints) if checkpoints is not None else []
    return verify_notes(connection, [kept.note for kept in notes], public_key, policy)


def verify_notes(
    connection: Connection,
    notes: Sequence[str],
    public_key: NoteKey | None,
    policy: Policy = NO_WITNESSES,
    *,
    senders: bool = True,
) -> Report:
    """The same over notes that are at hand; without a look at senders for who may not read them."""
    report = Report()
    known = trusted_heads(report, notes, public_key, policy)
    with _no_search_for_cycles():
        _read_log(connection, report, known)
        report.subjects = compare_with_tables(connection, report.add)
        erasure_check.look_at_salts(connection, report.add)
        if senders:
            erasure_check.look_at_senders(connection, report.add)
    report.checkpoints = len({(head.size, head.root) for head in known.heads})
    report.covered = min(max((head.size for head in known.heads), default=0), report.size)
    report.witnessed = min(known.witnessed, report.size)
    _say_what_is_missing(report, policy)
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


def _read_log(connection: Connection, report: Report, known: KnownHeads) -> None:
    """First pass: the log in its order."""
    audit, against = LogAudit(report.add), CheckpointAudit(report.add, known.heads)
    times = WitnessTimes(report.add, known.seen)
    frontier = audit.state.frontier
    against.look(frontier)
    for row in stored_entries(connection):
        audit.read(row)
        against.look(frontier)
        times.look(row.place, row.subject, row.at)
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


def _say_what_is_missing(report: Report, policy: Policy) -> None:
    if policy.witnesses and not report.witnessed:
        report.doubts.append("không có điểm kiểm tra nào đủ đồng ký theo chính sách nhân chứng")
    if not report.covered:
        report.doubts.append(
            "không có điểm kiểm tra đã ký nào để so: chỉ với cơ sở dữ liệu thì không ai phát hiện "
            "được việc đưa dữ liệu về trạng thái cũ hoặc viết lại toàn bộ nhật ký"
        )
    elif report.covered < report.size:
        report.notices.append(f"{report.size - report.covered} mục mới nhất chưa được niêm phong")
