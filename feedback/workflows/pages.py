"""Everything ``docs/workflows`` holds: each edition as page and picture, each step of the law as a diff."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from feedback.workflows.core import Edition
from feedback.workflows.diagrams import graphviz, line, markdown
from feedback.workflows.differences import PARTS, Difference, differences
from feedback.workflows.registry import PROCEDURES


def pages() -> dict[str, str]:
    """The pages by name of their file."""
    return dict(_pages())


def _pages() -> Iterator[tuple[str, str]]:
    yield "README.md", contents()
    for procedure, editions in PROCEDURES.items():
        for edition in editions:
            yield f"{procedure}-{edition.name}.md", markdown(edition)
            yield f"{procedure}-{edition.name}.dot", graphviz(edition)
        for old, new in pairwise(editions):
            yield f"{procedure}-{old.name}-{new.name}.diff.md", comparison(old, new)


def contents() -> str:
    """Which procedures there are, since when each text of them, and what changed."""
    heads = ("Quy trình", "Bản", "Áp dụng từ", "Luật", "Bước", "Thời hạn", "So với bản trước")
    rows = [
        _content(edition, editions[place - 1] if place else None)
        for editions in PROCEDURES.values()
        for place, edition in enumerate(editions)
    ]
    table = "\n".join([line(heads), line("---" for _ in heads), *(line(row) for row in rows)])
    return f"# Quy trình\n\n{table}\n"


def _content(edition: Edition, before: Edition | None) -> tuple[str, ...]:
    name = f"{edition.procedure}-{edition.name}"
    changes = f"{edition.procedure}-{before.name}-{edition.name}.diff.md" if before else ""
    return (
        edition.title,
        f"[{edition.name}]({name}.md)",
        f"{edition.in_force_from:%d/%m/%Y}",
        edition.law,
        str(len(edition.transitions)),
        str(len(edition.clocks)),
        f"[thay đổi]({changes})" if before else "",
    )


def comparison(old: Edition, new: Edition) -> str:
    """A page with every row that differs; parts that do not differ say so."""
    found = differences(old, new)
    parts = [f"# {new.title}: bản {old.name} và bản {new.name}"]
    for part in PARTS:
        rows = [each for each in found if each.part == part]
        table = _table(old, new, rows) if rows else "Hai bản như nhau."
        parts.append(f"## {part}\n\n{table}")
    return "\n\n".join(parts) + "\n"


def _table(old: Edition, new: Edition, rows: Iterable[Difference]) -> str:
    heads = ("Dòng", "Thay đổi", "Mục", old.name, new.name)
    lines = [line(heads), line("---" for _ in heads)]
    return "\n".join([*lines, *(line(_cells(each)) for each in rows)])


def _cells(each: Difference) -> tuple[str, ...]:
    title = f"{each.row} `{each.name}`"
    return title, each.how, each.field, "<br>".join(each.old), "<br>".join(each.new)
