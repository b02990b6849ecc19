"""The table of sabotages is true: what it takes away is there, and so are tests that miss it."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.sabotage.core import FLAG, Stated
from tests.sabotage.page import markdown
from tests.sabotage.table import ROOMS, SABOTAGES
from tests.tools.sabotage import run, stayed_green

ROOT = Path(__file__).resolve().parents[2]
#: Figures of the security design that a protection can be taken from.
FIGURES = {
    "R1", "R2", "R3", "R4", "R5", "R7", "R8", "T1", "T2", "T4", "C1", "C2", "C3", "C4", "Z1", "Z2",
    "F1", "F2", "F3", "F5", "D1", "D2",
}  # fmt: skip
#: Taken away in every run, as a proof that the tool can tell: one of each way.
CHEAPEST = ("v3-of-doi-chung", "a-conflict-denies-first")
#: What is delivered, and what reads no test's flag.
DELIVERED = ("feedback", "doi-chung", "nhan-chung", "migrations", "templates", "static")


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_name_stands_once():
    assert len(SABOTAGES) == sum(len(room.SABOTAGES) for room in ROOMS)


def test_every_figure_has_a_sabotage():
    shown = {word for each in SABOTAGES.values() for word in each.shows.split()}
    assert FIGURES - shown == set()


def test_what_is_taken_away_is_there():
    faults = [
        fault
        for each in SABOTAGES.values()
        for one in each.away
        if not isinstance(one, Stated) and (fault := one.fault())
    ]
    assert faults == []


def test_what_is_stated_to_the_database_can_be_stated(worlds):
    """Each by itself, and undone."""
    with worlds.superuser(worlds.empty.database) as superuser:
        for each in SABOTAGES.values():
            for statement in each.statements:
                superuser.execute(statement.encode())
            superuser.rollback()


def test_the_tests_that_miss_it_are_there():
    assert all(each.away and each.tests for each in SABOTAGES.values())
    for test in {test for each in SABOTAGES.values() for test in each.tests}:
        path, _, function = test.partition("::")
        assert f"def {function.partition('[')[0]}(" in text(ROOT / path), test


def test_the_product_has_no_such_switch():
    named = re.compile(rf"{FLAG}|sabotage", re.IGNORECASE)
    found = [
        str(path)
        for room in DELIVERED
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".sql", ".html", ".js", ".toml"} and named.search(text(path))
    ]
    found += [name for name in ("wsgi.py", "feedback.sh") if named.search(text(ROOT / name))]
    assert found == []


def test_the_page_of_sabotages_is_current():
    assert text(ROOT / "docs/security/sabotage.md") == markdown()


@pytest.mark.parametrize("name", CHEAPEST)
def test_a_build_without_the_protection_is_noticed(name):
    sabotage = SABOTAGES[name]
    assert stayed_green(sabotage, run(sabotage.tests, name)) == []


def test_a_build_with_all_protections_is_not():
    assert run(SABOTAGES[CHEAPEST[0]].tests).passed
