"""The log in its order: leaves (V3), chains (V4), books (V5), time (V9), checkpoints (V2).

Behind a break it goes on from what it found: one missing entry is one finding.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from doi_chung.entry import Entry, MalformedError, parse
from doi_chung.report import Report
from doi_chung.tree import Tree, leaf_hash

REGISTER = ("book", "year", "number")
COLUMNS = ("subject", "seq", "kind", "type", "at", *REGISTER)


class Log:
    """What must be known of entries so far to check the next; ``heads`` are roots by size."""

    def __init__(self, report: Report, heads: dict[int, bytes]) -> None:
        self.tree = Tree()
        self._report, self._heads = report, dict(heads)
        self._next = self._good = 0
        #: place in its chain and hash of each file's newest entry
        self._newest: dict[str, tuple[int, bytes]] = {}
        self._books: dict[tuple[str, int], int] = {}
        self._time = ""
        self._compare()

    def read(self, place: int, columns: Sequence[Any], leaf: str, body: bytes) -> Entry | None:
        """Check the next entry, its bytes and the columns that repeat them; what it says."""
        if place != self._next:
            first, behind = sorted((place, self._next))
            self._report.add("V3", f"các mục từ {first} đến {behind - 1} thiếu hoặc thừa", first)
        self._next = place + 1
        subject, seq, *_ = columns
        hashed, entry = leaf_hash(body), None
        if hashed.hex() != leaf:
            self._report.add("V3", "nội dung không khớp với mã băm đã lưu", place, subject)
        try:
            entry = parse(body)
        except MalformedError as error:
            self._report.add("V3", f"nội dung không phải là một mục ({error})", place, subject)
        else:
            for rule, sentence in self._faults(columns, entry):
                self._report.add(rule, sentence, place, subject)
        self._newest[subject] = (seq, hashed)
        self.tree.append(hashed)
        self._compare()
        return entry

    def _faults(self, columns: Sequence[Any], entry: Entry) -> Iterator[tuple[str, str]]:
        """Rules this entry breaks after the ones before it."""
        written = entry | (entry["reg"] or {})
        pairs = zip(COLUMNS, columns, strict=True)
        names = [name for name, kept in pairs if written.get(name) != kept]
        if names:
            yield "V3", f"cột {', '.join(names)} khác với nội dung"
        seq, leaf = self._newest.get(columns[0], (0, None))
        if (entry["seq"], entry["prev"]) != (seq + 1, leaf and leaf.hex()):
            yield "V4", f"không nối tiếp mục thứ {seq} của cùng hồ sơ"
        if entry["at"] < self._time:
            yield "V9", "thời điểm sớm hơn mục đứng trước"
        self._time = entry["at"]
        if entry["reg"]:
            book, year, number = (entry["reg"][name] for name in REGISTER)
            expected = self._books.get((book, year), 0) + 1
            if number != expected:
                yield "V5", f"sổ “{book}” năm {year}: chờ số {expected}, gặp {number}"
            self._books[book, year] = number

    def finish(self, size: int, counters: dict[tuple[str, int], int]) -> None:
        """Compare with the counters, and with checkpoints that cover more than there is."""
        if self._heads:
            sentence = f"điểm kiểm tra ghi {max(self._heads)} mục, nay chỉ còn {self.tree.size}"
            self._report.add("V2", sentence, self.tree.size)
        if size != self._next:
            sentence = f"bộ đếm ghi {size} mục, thực có {self._next}"
            self._report.add("V3", sentence, min(size, self._next))
        for key in sorted(counters | self._books):
            told, counted = self._books.get(key, 0), counters.get(key, 0)
            if told != counted:
                self._report.add("V5", f"sổ {key}: bộ đếm ghi {counted}, lịch sử ghi {told}")

    def _compare(self) -> None:
        """Only the first root that differs tells something: every later one contains it."""
        size, signed = self.tree.size, self._heads.pop(self.tree.size, None)
        if signed is None or self._good < 0:
            return
        good, self._good = self._good, size
        if signed != self.tree.root():
            sentence = f"các mục từ {good} đến {size - 1} không còn như khi ký"
            self._report.add("V2", sentence, good, None, size)
            self._good = -1
