"""How each file stands by its entries (V6), set against the rows of the tables (V7).

A fact has a name, a value, and the place of the entry that wrote it last.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from doi_chung.entry import Entry
from doi_chung.report import Check

#: Which member of a letter an entry writes; the first two are its name and its number.
LETTER = {"letter_rendered": 2, "letter_signed": 3, "letter_issued": 4, "letter_voided": 5}
Facts = dict[str, tuple[Any, int | None]]
UNSAID = (None, None)
PLAIN: Facts = dict.fromkeys(
    ("state", "procedure", "edition", "agency", "person", "register"), UNSAID
)


class Files:
    """The facts of all files, folded entry by entry, then taken away row by row."""

    def __init__(self) -> None:
        self._files, self._newest = dict[str, Facts](), dict[str, tuple[str, int]]()

    def fold(self, entry: Entry, place: int) -> Iterator[Check]:
        subject, kind = entry["subject"], entry["kind"]
        self._newest[subject] = kind, place
        facts = self._files.setdefault(subject, PLAIN | {"kind": (kind, None)})
        try:
            for name, before, value in _said(facts, entry, entry["data"]):
                yield "V6", f"{name}, trước mục này", facts.get(name, UNSAID)[0], before
                facts[name] = value, place
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield "V6", "dữ liệu của mục", "đủ và có từ trước", error

    def compare(self, subject: str, row: dict[str, Any]) -> Iterator[Check]:
        """What a table shows; a fact that no entry wrote is named at the newest of its file."""
        if subject not in self._files:
            yield "V7", "mục trong lịch sử", "có", "không có", None, subject
            return
        facts, newest = self._files[subject], self._newest[subject][1]
        for name, shown in row.items():
            rule = "V6" if name in facts else "V7"
            told, place = facts.pop(name, UNSAID)
            yield rule, name, told, shown, newest if place is None else place, subject

    def finish(self) -> Iterator[Check]:
        """What is left no table shows; only a ``system`` file needs none."""
        for subject, facts in self._files.items():
            kind, newest = self._newest[subject]
            left = {"kind": facts["kind"]} if "kind" in facts else facts
            for name, (told, place) in left.items() if kind != "system" else ():
                yield "V7", name, told, None, newest if place is None else place, subject


def _said(facts: Facts, entry: Entry, data: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What an entry says: a fact, what it must have been before, what it is from now on."""
    kind, number = entry["type"], entry["reg"]
    register = number and [number["book"], number["year"], number["number"]]
    for name in ("agency", "person", *(("procedure", "edition") if "act" in data else ())):
        if name in data:
            yield name, facts[name][0], data[name]
    if kind == "escalated":
        name = f"escalations {data['deadline']}/{data['level']}"
        told = [data["to"], stamp(datetime.fromisoformat(data["due"]))]
        yield name, None if f"deadlines {data['deadline']}" in facts else "thời hạn", told
    elif kind == "letter_approved":
        told = [data["name"], register, None, None, None, False]
        yield f"letters {data['letter']}", None, told
    elif kind in LETTER:
        known, at = facts[name := f"letters {data['letter']}"][0], LETTER[kind]
        done = True if kind == "letter_voided" else data["sha256"]
        yield name, known, [*known[:at], done, *known[at + 1 :]]
    elif register:  # there is one book of cases only, so the row of a case names none
        number = [None, *register[1:]] if entry["kind"] == "case" else register
        yield "register", facts["register"][0], number
    for said in data.get("opened", ()):
        told = [said["limit"], said["start"], said["raw"], said["legal"], "open"]
        yield f"deadlines {said['id']}", None, told
    for said in (*data.get("moved", ()), *data.get("closed", ())):
        limit, start, *dates, _ = facts[name := f"deadlines {said['id']}"][0]
        state = said.get("how", "open")
        after = dates if "how" in said else [said["raw"], said["legal"]]
        yield name, [limit, start, *dates, "open"], [limit, start, *after, state]
    if "act" in data:
        yield "state", data["from"], data["to"]


def stamp(moment: datetime) -> str:
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.replace("+00:00", "Z")
