"""What lies outside the log, each checked only where it was given.

Clocks of witnesses (V9), secrets that were opened (V8), the count of the vault that opens
identities (V10), salts that are gone (V11).
"""

import json
from base64 import b64decode
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from doi_chung.entry import Entry
from doi_chung.report import Report
from doi_chung.tree import leaf_hash

#: Two clocks may differ by so many seconds; an entry takes the time when its work began.
CLOCKS, AT_WORK = 5, 60
OPENED, ERASED = "identity_opened", "identity_erased"
Seen = Iterable[tuple[int, int, bool]]


class Outside:
    """Asked for each entry in the order of the log."""

    def __init__(self, report: Report, seen: Seen, secrets: list[str], openings: list[str]) -> None:
        """``seen``: size of a head, seconds of a witness's clock, whether it was told at once."""
        self._report = report
        #: by the size of a head: before the one, nothing behind it; after the other, see below
        self._floors: dict[int, str] = {}
        self._ceilings: dict[int, str] = {}
        self._floor, self._ceiling = "", "9"
        for size, time, at_once in sorted(seen, reverse=True):
            self._ceilings.setdefault(size, self._ceiling)  # of the heads behind this one
            self._ceiling = min(self._ceiling, _stamp(time + CLOCKS))
            if at_once:
                floor = _stamp(time - AT_WORK - CLOCKS)
                self._floors[size] = max(self._floors.get(size, ""), floor)
        self._secrets = {line[0]: line[1:] for line in map(json.loads, secrets)}
        self._opened = self._count(openings)
        self._subjects: dict[int, str] = {}
        self._erased: set[str] = set()
        #: entries whose salt was destroyed, as the export tells them
        self.gone: list[int] | None = None
        self._given = {"V8": secrets, "V9 đồng ký": self._ceilings, "V10": openings}

    def _count(self, openings: list[str]) -> set[str]:
        """The vault's own count: JSON lines with ``n`` from 1, ``prev`` (a hash) and ``leaf``."""
        before, leaves = "0" * 64, set[str]()
        for number, text in enumerate(openings, 1):
            line = json.loads(text)
            if (line["n"], line["prev"]) != (number, before) or line["leaf"] in leaves:
                self._report.add("V10", f"dòng {number} của két không nối tiếp dòng trước")
            before = sha256(text.encode()).hexdigest()
            leaves.add(line["leaf"])
        return leaves

    def look(self, entry: Entry, place: int, body: bytes) -> None:
        self._floor = max(self._floor, self._floors.get(place, ""))
        self._ceiling = self._ceilings.get(place, self._ceiling)
        subject = entry["subject"]
        if not self._floor <= entry["at"] <= self._ceiling:
            sentence = f"ghi lúc {entry['at']}, trái với đồng hồ của người chứng kiến"
            self._report.add("V9", sentence, place, subject)
        if place in self._secrets:
            salt, payload = self._secrets[place]
            if entry["commit"] != sha256(bytes.fromhex(salt) + b64decode(payload)).hexdigest():
                self._report.add("V8", "không phải nội dung mật đã cam kết", place, subject)
        if entry["type"] == OPENED:
            self._opened.discard(leaf_hash(body).hex())  # announced and not read is no fault
        if entry["type"] == ERASED:
            self._erased.add(subject)
        if entry["commit"]:
            self._subjects[place] = subject

    def finish(self) -> None:
        given = self._given | {"V11": self.gone is not None}
        self._report.checked(*(rule for rule, data in given.items() if data))
        for leaf in sorted(self._opened):
            self._report.add("V10", f"két đã mở danh tính, lịch sử không ghi mục {leaf}")
        for place in self.gone or []:
            subject = self._subjects.get(place)
            if subject not in self._erased:
                sentence = "muối của cam kết không còn, lịch sử không ghi việc xóa"
                self._report.add("V11", sentence, place, subject)


def _stamp(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
