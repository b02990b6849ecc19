"""The table of security requirements claims nothing that no test or document shows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
ROWS = ROW.findall(TABLE.read_text(encoding="utf-8"))
VERDICTS = re.compile(r"yes|in part: .+|no: .+|outside(: .+)?")
DEFINED = re.compile(r"^(?:    )?def (test_\w+)", re.MULTILINE)


@pytest.fixture(scope="module")
def tests() -> set[str]:
    return {
        name
        for path in ROOT.glob("tests/**/test_*.py")
        for name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }


def test_every_row_of_the_table_is_read():
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert len(ROWS) == len([line for line in lines if re.match(r"\| \d", line)]) > 40


def test_requirements_stand_once_and_in_order():
    numbers = [tuple(map(int, number.split("."))) for number, *_ in ROWS]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(("number", "verdict", "shown"), [(n, v, s) for n, _, v, s in ROWS])
def test_a_verdict_is_shown_by_what_is_there(number, verdict, shown, tests):
    named = re.findall(r"`([^`]+)`", shown)
    assert VERDICTS.fullmatch(verdict), number
    assert named or verdict != "yes", number
    missing = [name for name in named if name not in tests and not (ROOT / name).is_file()]
    assert missing == [], number
