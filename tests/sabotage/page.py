"""``docs/security/sabotage.md``: the table of sabotages, for whoever reads and does not run."""

from types import ModuleType

from tests.sabotage.core import Sabotage, Stated
from tests.sabotage.table import ROOMS, SABOTAGES

BEGINNING = """\
# Each protection taken away

A protection that no test misses is a claim. Here each is taken away once, in a build that exists
only for its tests, and the tests named beside it must fail. `python -m tests.tools.sabotage` does
that for all, or for those that are named; it ends with 1 when one stayed green, or when a test
fails although nothing was taken away. How:
[ADR 48](../adr/0048-protections-are-taken-away-from-outside.md).

{count} sabotages. Figures (R1 … D2) and invariants (I1 … I20) are those of the security design;
`ASVS` and a number name a chapter of [asvs.md](asvs.md). This page is printed from
`tests/sabotage/` by `--page`; `test_the_page_of_sabotages_is_current` keeps it so.
"""


def markdown() -> str:
    return BEGINNING.format(count=len(SABOTAGES)) + "".join(map(_room, ROOMS))


def _room(room: ModuleType) -> str:
    title, _, about = (room.__doc__ or "").strip().rstrip(".").partition(": ")
    rows = "".join(map(_row, room.SABOTAGES))
    return f"\n## {title}\n\n{_sentence(about)}\n\n{HEAD}{rows}"


HEAD = """\
| name | shows | without | taken from | must fail |
| --- | --- | --- | --- | --- |
"""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _row(each: Sabotage) -> str:
    places = ", ".join(f"`{_place(one)}`" for one in each.away)
    tests = ", ".join(map(_test, each.tests))
    return f"| {each.name} | {each.shows} | {each.protection} | {places} | {tests} |\n"


def _place(one: object) -> str:
    return "the database" if isinstance(one, Stated) else one.target.removeprefix("feedback.")


def _test(test: str) -> str:
    name, _, which = test.partition("::")[2].partition("[")
    return f"`{name}`" + (f" ({which.rstrip(']')})" if which else "")
