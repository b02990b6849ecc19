"""The whole table as one page for people who know the law: ``docs/competence.md``."""

from collections.abc import Iterator
from datetime import date

from feedback.domain.competence.answers import TABLE
from feedback.domain.competence.rows import Mark, Matter, Row

HEAD = """# Who is competent

The table that the product reads, written by `flask law competence --into docs/competence.md`. Ask
it with `flask law competent --kind complaint --against commune_chair --on 2026-11-20`, or with the
name of an agency or place, of today or of before 1 July 2025.

How surely a row is known: {marks}.

Only what was read in the law itself (S) binds an officer; other
rows are shown, and passed over with a reason that is kept. A dash means that the study of the law
names nobody; the product then says so. No agency ever gets a denunciation of its own head or deputy
(Luật Tố cáo 25/2018/QH14, Điều 12 khoản 1; Nghị định 31/2019/NĐ-CP, Điều 5 khoản 2).
"""
NAMES = ("against", "first", "above", "basis", "sure", "from", "to")
COLUMNS = f"| {' | '.join(NAMES)} |\n|{' --- |' * len(NAMES)}"


def markdown() -> str:
    """The page; a house test compares it with what is in the tree."""
    marks = "; ".join(f"{mark.value} {mark.words}" for mark in Mark)
    parts = [HEAD.format(marks=marks), *(_part(kind) for kind in Matter)]
    return "\n".join(parts)


def _part(kind: Matter) -> str:
    rows = [row for row in TABLE if row.kind is kind]
    notes = dict.fromkeys(row.note for row in rows if row.note)
    numbers = {note: number for number, note in enumerate(notes, 1)}
    lines = [f"## {kind.words}", "", COLUMNS, *(_line(row, numbers) for row in rows)]
    if numbers:
        lines += ["", *(f"{number}. {note}" for note, number in numbers.items())]
    return "\n".join([*lines, ""])


def _line(row: Row, numbers: dict[str, int]) -> str:
    return f"| {' | '.join(_cells(row, numbers))} |"


def _cells(row: Row, numbers: dict[str, int]) -> Iterator[str]:
    yield row.against.words if row.against else "mọi đối tượng"
    yield str(row.first)
    yield str(row.superior) if row.superior else "–"
    note = f" ({numbers[row.note]})" if row.note else ""
    yield f"{row.cited}{note}"
    yield f"{row.sure.value}, {row.confidence.value}"
    yield _day(row.in_force_from)
    yield _day(row.in_force_to) if row.in_force_to else ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
