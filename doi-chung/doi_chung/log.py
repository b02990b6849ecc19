"""The log in its order: checkpoints (V2), leaves (V3), chains (V4), books (V5), time (V9).

And what lies outside it, where that was given: secrets that were opened (V8), clocks of witnesses
(V9), the count of the vault that opens identities (V10), salts that are gone (V11). Behind a break
it goes on from what it found: one missing entry is one finding.
"""

import json
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import accumulate
from typing import Any

from doi_chung.entry import ForgedError, Tree, leaf_hash, parse
from doi_chung.files import Files, stamp
from doi_chung.report import Check, Report

COLUMNS = ("subject", "seq", "kind", "type", "at", "book", "year", "number")
#: Two clocks may differ by so many seconds; an entry takes the time when its work began.
CLOCKS, AT_WORK = 5, 60
#: sizes of heads, the second at which a witness saw each, whether it was told at once
Seen = list[tuple[int, int, bool]]


class Log:
    """What must be known of entries so far to check the next."""

    def __init__(self, report: Report, heads: dict[int, bytes], seen: Seen, *given: str) -> None:
        self.tree, self._files, self._report, self._heads = Tree(), Files(), report, heads.copy()
        self._size, self._next, self._good, self._time = 0, 0, 0, ""
        self._newest = dict[str, tuple[int, str | None]]()
        self._books = dict[tuple[str, int], int]()
        self._secrets = {
            place: sha256(bytes.fromhex(salt) + b64decode(secret)).hexdigest()
            for place, salt, secret in map(json.loads, given)
        }
        self._gone, self._erased, self._opened = list[tuple[int, str]](), set[str](), set[str]()
        seen = sorted(seen)
        self._sizes = [size for size, _, _ in seen]
        earliest = (_at(time - AT_WORK - CLOCKS) if told else "" for _, time, told in seen)
        latest = (_at(time + CLOCKS) for _, time, _ in reversed(seen))
        #: behind so many of these heads nothing is earlier than the one, nor later than the other
        self._earliest = list(accumulate(earliest, max, initial=""))
        self._latest = list(accumulate(latest, min, initial="9"))[::-1]

    def read(self, record: list[Any]) -> None:
        """The next line of an export."""
        match record:
            case ["entry", place, subject, *_]:
                self._against_head()
                index = "V3", "chỉ số mục", self._next, place, min(place, self._next)
                self._report.compare([index])
                self._report.compare(self._entry(record), place, subject)
            case ["size", size]:
                self._size = size
            case ["counter", book, year, last]:
                told = self._books.pop((book, year), 0)
                self._report.compare([("V5", f"số cuối của sổ {book} {year}", told, last)])
            case ["row", subject, row]:
                self._report.compare(self._files.compare(subject, row))

    def _against_head(self) -> None:
        """Only the first root that differs tells something: every later one contains it."""
        if (size := self.tree.size) in self._heads:
            roots = self._heads.pop(size).hex(), self.tree.root().hex()
            self._report.compare([("V2", "gốc đã ký", *roots, self._good, None, size)])
            self._good = size
            if roots[0] != roots[1]:
                self._heads.clear()

    def _entry(self, record: list[Any]) -> Iterator[Check]:
        """An entry and the columns that repeat it, after the ones before it."""
        _, place, *columns, stored, text, salt_is_kept = record
        leaf = leaf_hash(body := bytes.fromhex(text))
        seq, before = self._newest.get(columns[0], (0, None))
        self._next, self._newest[columns[0]] = place + 1, (columns[1], leaf.hex())
        self.tree.append(leaf)
        yield "V3", "mã băm của nội dung", leaf.hex(), stored
        try:
            entry = parse(body)
        except ForgedError as error:
            yield "V3", "nội dung", "một mục", error
            return
        written, at, commit = entry | (entry["reg"] or {}), entry["at"], entry["commit"]
        yield "V3", "các cột", [written.get(name) for name in COLUMNS], columns
        yield "V4", "chỗ trong chuỗi của hồ sơ", (seq + 1, before), (entry["seq"], entry["prev"])
        if entry["reg"]:
            book, number = (written["book"], written["year"]), written["number"]
            yield "V5", f"số trong sổ {book}", self._books.get(book, 0) + 1, number
            self._books[book] = number
        yield from self._files.fold(entry, place)
        yield "V8", "cam kết về nội dung mật", self._secrets.get(place, commit), commit
        yield "V9", "thời điểm, sau mục đứng trước", max(at, self._time), at
        heads, self._time = bisect_right(self._sizes, place), at
        seen = max(self._earliest[heads], min(at, self._latest[heads]))
        yield "V9", "thời điểm, theo đồng hồ của người chứng kiến", seen, at
        if entry["type"] == "identity_opened":
            self._opened.add(leaf.hex())
        if entry["type"] == "identity_erased":
            self._erased.add(columns[0])
        if commit and not salt_is_kept:
            self._gone.append((place, columns[0]))

    def finish(self, openings: list[str]) -> Iterator[Check]:
        """Compare with heads that cover more than there is, and with what should have come."""
        self._against_head()
        entries = self.tree.size
        yield "V2", "số mục đã ký", max(self._heads, default=entries), entries, entries
        yield "V3", "số mục, theo bộ đếm", self._size, self._next, min(self._size, self._next)
        yield from (("V5", f"số cuối của sổ {book}", n, 0) for book, n in self._books.items())
        yield from self._files.finish()
        before = "0" * 64
        for number, text in enumerate(openings, 1):  # an entry that has no line was not read
            line = json.loads(text)
            found = line["n"], line["prev"], line["leaf"] in self._opened
            yield "V10", f"lần mở của két, mục {line['leaf']}", (number, before, True), found
            self._opened.discard(line["leaf"])
            before = sha256(text.encode()).hexdigest()
        for place, subject in self._gone:
            erased = "đã xóa" if subject in self._erased else "không có mục nào ghi việc xóa"
            yield "V11", "muối của cam kết đã hủy", "đã xóa", erased, place, subject


def _at(seconds: int) -> str:
    return stamp(datetime.fromtimestamp(seconds, UTC))
