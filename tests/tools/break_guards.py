"""Break every condition of the law once and see whether a table of tests notices.

``python -m tests.tools.break_guards [WORDS] [--since COMMIT]``: each condition in
``feedback/workflows/guards`` is made to say yes to everything, the tests of decisions run, and one
that nobody misses is named; ``--since`` asks only those the commit did not know. Exit 1 when there
is one. Walks are left out: their second reading asks the same conditions.
"""

import argparse
import contextlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from feedback.workflows.rows import Condition

GUARDS = Path("feedback/workflows/guards")
TESTS = Path("tests/unit/workflows")
#: Tests that draw, list or walk tables and judge no condition.
OTHERS = (
    "walks",
    "diagram",
    "replay",
    "glossary",
    "differences",
    "pages",
    "way",
    "limits",
    "checks",
)


def conditions() -> Iterator[tuple[str, Condition]]:
    """Every condition with the module it stands in; one shared by two is told once."""
    seen: set[int] = set()
    for path in sorted(GUARDS.glob("*.py")):
        module = import_module(".".join(path.with_suffix("").parts))
        for value in vars(module).values():
            if isinstance(value, Condition) and id(value) not in seen:
                seen.add(id(value))
                yield path.stem, value


def is_missed(condition: Condition, tests: list[str]) -> bool:
    """Whether some test fails once the condition says yes to everything."""
    asked = condition.ask

    def yes(_facts: object, _act: object) -> bool:
        return True

    yes.__name__ = asked.__name__
    object.__setattr__(condition, "ask", yes)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests]) != 0
    finally:
        object.__setattr__(condition, "ask", asked)


def known_at(commit: str) -> set[str]:
    """The names that stood in the conditions' files at a commit."""
    said = ["git", "grep", "-hE", r"^(def )?\w+( =|\()", commit, "--", str(GUARDS)]
    lines = subprocess.run(said, capture_output=True, text=True, check=True).stdout  # noqa: S603 - a fixed command
    return set(re.findall(r"^(?:def )?(\w+)", lines, re.MULTILINE))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="?", default="")
    parser.add_argument("--since", metavar="COMMIT")
    asked = parser.parse_args()
    known = known_at(asked.since) if asked.since else set()
    tests = [
        str(p) for p in sorted(TESTS.glob("test_*.py")) if not any(o in p.stem for o in OTHERS)
    ]
    missed, unnoticed = 0, []
    for where, condition in conditions():
        if asked.words not in f"{where}.{condition.name}" or condition.name in known:
            continue
        if is_missed(condition, tests):
            missed += 1
        else:
            unnoticed.append(f"{where}.{condition.name}")
    print(f"{missed} broken and noticed, {len(unnoticed)} broken unnoticed")
    for name in unnoticed:
        print(f"  {name}")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
