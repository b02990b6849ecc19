"""The rules a log must keep, checked entry by entry in its order.

The sealer runs them over what is new before it signs, the verifier over everything. Both start
from the bytes: a stored hash is a claim to be checked, never a thing to build on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from feedback.domain.history.chain import ANOMALY, Link
from feedback.domain.history.checkpoint import Checkpoint
from feedback.domain.history.entries import MalformedEntryError, ParsedEntry, parse
from feedback.domain.history.merkle import Frontier, leaf_hash
from feedback.domain.history.report import Finding, Rule


class StoredEntry(NamedTuple):
    """An entry as the database keeps it; ``at`` in the spelling of an entry."""

    #: Index in the log (a tuple has an ``index`` of its own).
    place: int
    subject: str
    seq: int
    kind: str
    type: str
    at: str
    book: str | None
    year: int | None
    number: int | None
    body: bytes
    leaf: bytes


@dataclass(slots=True)
class LogState:
    """All one must know of the entries so far to check the next one."""

    frontier: Frontier = field(default_factory=Frontier)
    #: Newest entry of each subject.
    links: dict[str, Link] = field(default_factory=dict)
    #: Last number of each book and year.
    books: dict[tuple[str, int], int] = field(default_factory=dict)
    last_at: str = ""
    last_leaf: bytes = b""
    anomalies: int = 0

    @property
    def size(self) -> int:
        return self.frontier.size


class LogAudit:
    """Reads entries in the order of their index and reports what breaks a rule.

    After a break it goes on from what it found, so that one missing entry is one finding and not
    one for every entry behind it.
    """

    def __init__(self, report: Callable[[Finding], None], state: LogState | None = None) -> None:
        self.state = state or LogState()
        self._report = report
        self._next = self.state.size

    def read(self, row: StoredEntry) -> None:
        """Check one entry and add it to the tree."""
        if row.place != self._next:
            self._missing(row)
        self._next = row.place + 1
        leaf = leaf_hash(row.body)
        if leaf != row.leaf:
            self._found(Rule.LEAVES, row, "nội dung không khớp với mã băm đã lưu")
        try:
            entry = parse(row.body)
        except MalformedEntryError as error:
            self._found(Rule.LEAVES, row, f"nội dung không phải là một mục hợp lệ ({error})")
        else:
            self._columns(row, entry)
            self._chain(row, entry)
            self._time(row, entry)
            self._register(row, entry)
        self.state.links[row.subject] = Link(row.seq, leaf)
        self.state.frontier.append(leaf)
        self.state.last_leaf = leaf

    def finish(self, head_size: int, counters: Mapping[tuple[str, int], int]) -> None:
        """Compare the counters with what the entries say."""
        if head_size != self._next:
            self._report(
                Finding(
                    Rule.LEAVES,
                    f"bộ đếm của nhật ký ghi {head_size} mục, thực có {self._next} mục",
                    min(head_size, self._next),
                )
            )
        for book, year in sorted(counters.keys() | self.state.books.keys()):
            last, counted = self.state.books.get((book, year), 0), counters.get((book, year), 0)
            if last != counted:
                sentence = (
                    f"sổ “{book}” năm {year}: bộ đếm ghi số {counted}, "
                    f"số cuối trong lịch sử là {last}"
                )
                self._report(Finding(Rule.REGISTERS, sentence))

    def _missing(self, row: StoredEntry) -> None:
        sentence = f"chờ mục số {self._next}, gặp mục số {row.place}: các mục ở giữa không còn"
        if row.place < self._next:
            sentence = f"mục số {row.place} có hai lần"
        self._report(Finding(Rule.LEAVES, sentence, min(self._next, row.place)))

    def _columns(self, row: StoredEntry, entry: ParsedEntry) -> None:
        register = entry.register
        written = (
            entry.subject,
            entry.seq,
            entry.kind,
            entry.type,
            entry.at,
            register and register.book,
            register and register.year,
            register and register.number,
        )
        if written != row[1:9]:
            pairs = zip(StoredEntry._fields[1:9], row[1:9], written, strict=True)
            names = ", ".join(name for name, column, value in pairs if column != value)
            self._found(Rule.LEAVES, row, f"cột {names} khác với nội dung đã ghi")

    def _chain(self, row: StoredEntry, entry: ParsedEntry) -> None:
        last = self.state.links.get(row.subject)
        expected = last.seq + 1 if last else 1
        if entry.seq != expected:
            self._found(
                Rule.CHAIN, row, f"chờ mục thứ {expected} của hồ sơ, gặp mục thứ {entry.seq}"
            )
        elif entry.prev != (last.leaf.hex() if last else None):
            self._found(Rule.CHAIN, row, "không nối với mục đứng trước của cùng hồ sơ")

    def _time(self, row: StoredEntry, entry: ParsedEntry) -> None:
        """The spelling of instants sorts as the instants do."""
        if entry.at < self.state.last_at:
            self._found(Rule.TIME, row, "thời điểm sớm hơn mục đứng trước trong nhật ký")
        self.state.last_at = entry.at
        if ANOMALY in entry.data:
            self.state.anomalies += 1

    def _register(self, row: StoredEntry, entry: ParsedEntry) -> None:
        register = entry.register
        if register is None:
            return
        book = (register.book, register.year)
        expected = self.state.books.get(book, 0) + 1
        if register.number != expected:
            sentence = f"sổ “{book[0]}” năm {book[1]}: chờ số {expected}, gặp số {register.number}"
            self._found(Rule.REGISTERS, row, sentence)
        self.state.books[book] = register.number

    def _found(self, rule: Rule, row: StoredEntry, sentence: str) -> None:
        self._report(Finding(rule, sentence, row.place, row.subject))


class CheckpointAudit:
    """Compares the growing tree with each checkpoint at the size it was signed for."""

    def __init__(self, report: Callable[[Finding], None], heads: list[Checkpoint]) -> None:
        self._report = report
        #: Size up to which the log is as it was signed.
        self.good = 0
        self._broken = False
        self._heads = sorted(_agreeing(report, heads), key=lambda head: head.size, reverse=True)

    def look(self, frontier: Frontier) -> None:
        """Call with the empty tree and after each entry."""
        while self._heads and self._heads[-1].size == frontier.size:
            self._compare(self._heads.pop(), frontier)

    def finish(self, size: int) -> None:
        """Checkpoints that are still left cover more than there is."""
        for head in reversed(self._heads):
            sentence = (
                f"điểm kiểm tra đã ký ghi {head.size} mục, cơ sở dữ liệu chỉ còn {size}: "
                "phần cuối đã bị bỏ hoặc cơ sở dữ liệu đã bị đưa về trạng thái cũ"
            )
            self._report(Finding(Rule.CHECKPOINTS, sentence, size))
            return

    def _compare(self, head: Checkpoint, frontier: Frontier) -> None:
        """Only the first mismatch tells something: every later root contains it."""
        if head.root == frontier.root():
            self.good = head.size
        elif not self._broken:
            self._broken = True
            sentence = (
                f"các mục từ {self.good} đến {head.size - 1} không còn như khi ký "
                f"điểm kiểm tra {head.size} mục"
            )
            self._report(Finding(Rule.CHECKPOINTS, sentence, self.good, until=head.size))


def _agreeing(report: Callable[[Finding], None], heads: list[Checkpoint]) -> list[Checkpoint]:
    """One checkpoint a size; two roots for one size are evidence against whoever signed them."""
    by_size: dict[int, Checkpoint] = {}
    for head in heads:
        other = by_size.setdefault(head.size, head)
        if other.root != head.root:
            sentence = (
                f"hai điểm kiểm tra đã ký cho cùng {head.size} mục có gốc khác nhau: "
                f"{other.root.hex()} và {head.root.hex()}"
            )
            report(Finding(Rule.SPLIT_VIEW, sentence, None))
    return list(by_size.values())
