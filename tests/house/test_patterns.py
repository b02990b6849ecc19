"""No pattern of ours works far longer than its text is: a text made for that gains nothing.

ASVS 1.3.12. Compared is how work grows from a text to one four times as long, as seen by the
thread's own clock: a machine may be slow or busy, the growth is the pattern's. Each is asked as its
module asks it, for a pattern that must match a whole line begins nowhere else.
"""

import ast
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("feedback", "doi-chung/doi_chung", "nhan-chung/nhan_chung")
#: What, repeated, could make a pattern try again and again, and how such a text ends.
SEEDS = (
    "a", "Z", "1", "0", " ", "\n", ".", "-", "/", "'", "{", "(", "=", "+", "@", ",", "a.", "a-",
    "a@", "a/", "Z-", "1 ", "1.", "1,", "1/", "84", "Z11", "P.", "thi xa ", "ngày 1 tháng ", "đã ",
    'url("../a/', "/Encrypt 1 ", "%%EOF\n", "<?xml ", "<! ", "instr", "TM ", "a\nleaf a\n",
)  # fmt: skip
ENDS = ("\x01", ";\n")
SHORT, TIMES = 1_000, 4
#: Seconds of our own work: what takes less is let be, as its growth is noise.
NOTICEABLE = 0.002
#: Linear work grows fourfold, quadratic sixteenfold.
FASTEST_GROWTH = 9
ANCHORED = {"match", "fullmatch", "Regexp"}
#: Read by nobody but ourselves, with why.
OURS = {
    "feedback/services/documents/rendering.py": "counts pages of a PDF of our own renderer",
    "feedback/blueprints/assets.py": "names of fonts in our own style sheets",
}


@dataclass(frozen=True)
class Pattern:
    text: str | bytes
    flags: int
    how: str

    def work(self, text: str) -> float:
        """The least of three where it is long enough to be of interest."""
        given = text.encode() if isinstance(self.text, bytes) else text
        ask = getattr(re.compile(self.text, self.flags), self.how)
        taken = []
        while len(taken) < (3 if taken and taken[0] > NOTICEABLE else 1):
            began = time.thread_time()
            ask(given)
            taken.append(time.thread_time() - began)
        return min(taken)

    def growth(self, seed: str, end: str) -> float:
        short, long = ((seed * size)[:size] + end for size in (SHORT, SHORT * TIMES))
        took = self.work(long)
        return 0 if took < NOTICEABLE else took / self.work(short)


def patterns() -> Iterator[tuple[str, Pattern]]:
    """Each pattern that is written out, by its place."""
    for path in (p for program in PROGRAMS for p in sorted((ROOT / program).rglob("*.py"))):
        place, source = str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        if place not in OURS:
            tree = ast.parse(source)
            named = dict(_named(tree))
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and _is_pattern(call):
                    how = _how(named.get(call), source) or _called(call)
                    anchored = "fullmatch" if how in ANCHORED else "search"
                    yield f"{place}:{call.lineno}", Pattern(*_written(call), anchored)


def _named(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            yield node.value, ast.unparse(target)


def _how(name: str | None, source: str) -> str:
    """By which method alone its module asks it; "search" where there is any other."""
    if name is None:
        return ""
    asked = set(re.findall(rf"\b{name}\.(\w+)", source))
    return "match" if asked and asked <= ANCHORED else "search"


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _is_pattern(call: ast.Call) -> bool:
    function = ast.unparse(call.func)
    first = call.args[0] if call.args else None
    return (
        (function.startswith("re.") or function == "Regexp")
        and isinstance(first, ast.Constant)
        and isinstance(first.value, str | bytes)
    )


def _written(call: ast.Call) -> tuple[str | bytes, int]:
    given = " ".join(map(ast.unparse, call.args[1:]))
    names = ("ASCII", "IGNORECASE", "DOTALL")
    first = call.args[0]
    assert isinstance(first, ast.Constant)
    return first.value, sum(getattr(re, name) for name in names if f"re.{name}" in given)


FOUND = dict(patterns())


def test_the_patterns_are_found():
    assert len(FOUND) > 60
    assert {pattern.how for pattern in FOUND.values()} == {"search", "fullmatch"}


@pytest.mark.parametrize("place", FOUND)
def test_work_grows_as_the_text_does(place):
    grown = {(s, end): FOUND[place].growth(s, end) for s in SEEDS for end in ENDS}
    assert {how: round(by) for how, by in grown.items() if by > FASTEST_GROWTH} == {}


def test_a_pattern_that_tries_again_and_again_is_seen():
    assert Pattern(r"\w+@", 0, "search").growth("a", "\x01") > FASTEST_GROWTH
    assert Pattern(r"\w+@", 0, "fullmatch").growth("a", "\x01") == 0
