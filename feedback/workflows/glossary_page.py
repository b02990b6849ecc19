"""The part of ``docs/glossary.md`` that shows the words of the procedures, made from the same data."""

from collections.abc import Mapping

from feedback.workflows.diagrams import line
from feedback.workflows.glossary import ACTS, LETTERS, PROCEDURES, STATES
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import SAME

BEGIN, END = "<!-- generated -->\n", "\n<!-- end -->"


def with_words(page: str) -> str:
    """The page with its generated part made anew; all else as it was."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{_words()}{END}{rest.partition(END)[2]}"


def _words() -> str:
    return "\n\n".join(
        (
            _list("procedure", PROCEDURES),
            _acts(),
            _list("state", STATES),
            _list("document", LETTERS),
        )
    )


def _acts() -> str:
    heads = ("Vietnamese", "act", "leads to")
    rows = (line((said, f"`{act}`", _targets(act))) for act, said in ACTS.items())
    return "\n".join([line(heads), line("---" for _ in heads), *rows])


def _targets(act: str) -> str:
    """The states an act leads to in any table; a dash where it only keeps them."""
    rows = (row for edition in all_editions() for row in edition.transitions if row.action == act)
    targets = dict.fromkeys(row.target for row in rows if row.target != SAME)
    return ", ".join(f"`{state}`" for state in targets) or "–"


def _list(what: str, words: Mapping[str, str]) -> str:
    heads = ("Vietnamese", what)
    rows = (line((said, f"`{name}`")) for name, said in words.items())
    return "\n".join([line(heads), line("---" for _ in heads), *rows])
