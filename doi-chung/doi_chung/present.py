"""How each file stands by its entries (V6), set against the rows of the tables (V7).

A fact has a name, a value, and the place of the entry that wrote it last.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from doi_chung.entry import Entry
from doi_chung.log import REGISTER
from doi_chung.report import Report

PLAIN = ("kind", "state", "procedure", "edition", "agency", "person", "register")
GROUPS = ("deadlines", "escalations", "letters")
#: Which member of a letter an entry writes; the first two are its name and its number.
LETTER = {"letter_rendered": 2, "letter_signed": 3, "letter_issued": 4, "letter_voided": 5}
Facts = dict[str, tuple[Any, int]]


class Files:
    """The files of a log, folded entry by entry, then taken away row by row."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._files: dict[str, Facts] = {}

    def take_in(self, entry: Entry, place: int) -> None:
        facts = self._files.setdefault(entry["subject"], {"kind": (entry["kind"], place)})
        facts["kind"] = (facts["kind"][0], place)
        try:
            for name, value in _said(facts, entry, entry["data"]):
                facts[name] = (value, place)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            sentence = f"mục mâu thuẫn hoặc thiếu dữ liệu: {error}"
            self._report.add("V6", sentence, place, entry["subject"])

    def compare(self, subject: str, row: dict[str, Any]) -> None:
        """Set a row against its file; a case's row names no book, for there is only one."""
        facts = self._files.pop(subject, None)
        if facts is None:
            self._report.add("V7", "có bản ghi, lịch sử không có mục nào", None, subject)
            return
        shown = {name: row[name] for name in PLAIN}
        shown |= {f"{group} {key}": fact for group in GROUPS for key, fact in row[group].items()}
        told, newest = facts.get("register", (None, 0))[0], facts["kind"][1]
        if told and shown["register"] and shown["register"][0] is None:
            shown["register"][0] = told[0]
        for name in facts | shown:
            told, place = facts.get(name, (None, newest))
            if told != shown.get(name):
                both = name in PLAIN or (name in facts and name in shown)
                sentence = f"{name}: lịch sử ghi {told}, bảng ghi {shown.get(name)}"
                self._report.add("V6" if both else "V7", sentence, place, subject)

    def finish(self) -> None:
        """What is left has no row; only a ``system`` file needs none."""
        for subject, facts in self._files.items():
            kind, newest = facts["kind"]
            if kind != "system":
                self._report.add("V7", "có trong lịch sử, bản ghi không còn", newest, subject)


def _said(facts: Facts, entry: Entry, data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What an entry says, fact by fact; each is in its place before the next is asked for."""
    kind, register = entry["type"], entry["reg"] and [entry["reg"][name] for name in REGISTER]
    yield from ((name, data[name]) for name in ("agency", "person") if name in data)
    if kind == "escalated":
        _known(facts, f"deadlines {data['deadline']}")
        due = datetime.fromisoformat(data["due"]).astimezone(UTC)
        told = due.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        yield _new(facts, f"escalations {data['deadline']}/{data['level']}"), [data["to"], told]
    elif kind == "letter_approved":
        name = _new(facts, f"letters {data['letter']}")
        yield name, [data["name"], register, None, None, None, False]
    elif kind in LETTER:
        letter = list(_known(facts, f"letters {data['letter']}"))
        letter[LETTER[kind]] = True if kind == "letter_voided" else data["sha256"]
        yield f"letters {data['letter']}", letter
    elif register:
        yield "register", register
    yield from _clocks(facts, data)
    if "act" in data:
        before = facts.get("state", (None, 0))[0]
        yield from ((name, data[name]) for name in ("procedure", "edition") if name in data)
        yield "state", data["to"]
        if data["from"] != before:
            raise ValueError(f"bước đi từ “{data['from']}”, hồ sơ đang ở “{before}”")


def _clocks(facts: Facts, data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for said in data.get("opened", ()):
        name = _new(facts, f"deadlines {said['id']}")
        yield name, [said["limit"], said["start"], said["raw"], said["legal"], "open"]
    for member in ("moved", "closed"):
        for said in data.get(member, ()):
            name = f"deadlines {said['id']}"
            limit, start, raw, legal, state = _known(facts, name)
            if state != "open":
                raise ValueError(f"{name} không đang mở")
            if member == "closed":
                state = said["how"]
            else:
                raw, legal = said["raw"], said["legal"]
            yield name, [limit, start, raw, legal, state]


def _new(facts: Facts, name: str) -> str:
    if name in facts:
        raise ValueError(f"{name} được ghi hai lần")
    return name


def _known(facts: Facts, name: str) -> list[Any]:
    if name not in facts:
        raise ValueError(f"{name} chưa được ghi trước đó")
    return list(facts[name][0])
