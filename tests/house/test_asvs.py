"""The table of security requirements answers all of the standard, and claims nothing unshown."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "security" / "asvs.md"
TEXT = TABLE.read_text(encoding="utf-8")
#: Number, words, level, verdict, what shows it.
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) ([^|]+) \| (\d) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
ROWS = ROW.findall(TEXT)
VERDICTS = ("yes", "in part", "no", "outside")
VERDICT = re.compile(r"yes|(in part|no|outside): .+")
DEFINED = re.compile(r"^(?:    )?def (test_\w+)", re.MULTILINE)
_SUMMARY = re.compile(r"^\| (1|2|3|all) \|((?: \d+ \|){5})$", re.MULTILINE)


def standard() -> dict[str, str]:
    """Every requirement of ASVS 5.0.0 with its level: facts of the standard, none of its words."""
    file = ROOT / "tests" / "house" / "asvs_levels.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["requirement"]: row["level"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def tests() -> set[str]:
    return {
        name
        for path in ROOT.glob("tests/**/test_*.py")
        for name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }


def faults(rows: Iterable[tuple[str, str, str, str, str]]) -> list[str]:
    """What is wrong with the whole of the rows."""
    rows, known = list(rows), standard()
    there = Counter(number for number, *_ in rows)
    return [
        *(f"{number} has no row" for number in known if number not in there),
        *(f"{number} is not of the standard" for number in there if number not in known),
        *(f"{number} stands twice" for number, times in there.items() if times > 1),
        *(
            f"{n} is of level {known[n]}"
            for n, _, level, *_ in rows
            if known.get(n, level) != level
        ),
        *(f"{n} is of level 1 and not met" for n, _, lv, v, _ in rows if lv == "1" and is_no(v)),
    ]


def is_no(verdict: str) -> bool:
    return verdict.startswith("no")


def test_every_row_of_the_table_is_read():
    lines = [line for line in TEXT.splitlines() if re.match(r"\| \d+\.", line)]
    assert len(ROWS) == len(lines) == len(standard()) == 345


def test_every_requirement_is_answered_and_none_of_level_1_by_no():
    assert faults(ROWS) == []


def test_requirements_stand_in_order():
    numbers = [tuple(map(int, number.split("."))) for number, *_ in ROWS]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (ROWS[1:], "1.1.1 has no row"),
        ([*ROWS, ("18.1.1", "new", "1", "yes", "")], "18.1.1 is not of the standard"),
        ([*ROWS, ROWS[0]], "1.1.1 stands twice"),
        ([("1.1.1", "said", "1", "yes", ""), *ROWS[1:]], "1.1.1 is of level 2"),
        (
            [("1.2.1", *row[1:3], "no: later", "") if row[0] == "1.2.1" else row for row in ROWS],
            "1.2.1 is of level 1 and not met",
        ),
    ],
    ids=["missing", "unknown", "twice", "level", "no"],
)
def test_a_fault_of_the_table_is_seen(changed, fault):
    assert faults(changed) == [fault]


def test_the_summary_counts_the_rows():
    counted = Counter(
        (key, verdict.partition(":")[0])
        for _, _, level, verdict, _ in ROWS
        for key in (level, "all")
    )
    told = {
        level: [int(n) for n in re.findall(r"\d+", cells)]
        for level, cells in _SUMMARY.findall(TEXT)
    }
    assert told == {
        level: [*(cells := [counted[level, verdict] for verdict in VERDICTS]), sum(cells)]
        for level in ("1", "2", "3", "all")
    }


@pytest.mark.parametrize(("number", "verdict", "shown"), [(n, v, s) for n, _, _, v, s in ROWS])
def test_a_verdict_is_shown_by_what_is_there(number, verdict, shown, tests):
    named = re.findall(r"`([^`]+)`", shown)
    assert VERDICT.fullmatch(verdict), number
    assert named or verdict != "yes", number
    missing = [name for name in named if name not in tests and not (ROOT / name).is_file()]
    assert missing == [], number
