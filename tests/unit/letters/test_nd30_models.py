"""Rules of layout that are kept by the style sheet, and where each rule of the study is kept."""

import re
from pathlib import Path

import pytest
from nd30_table import RULES, TABLE

from feedback.letters.manifest import TEMPLATES

ROOT = Path(__file__).resolve().parents[3]
STYLE = (TEMPLATES / "base" / "letter.css").read_text(encoding="utf-8")

#: How many rules the study of Nghị định 30/2020/NĐ-CP, Phụ lục I, has by subject.
_BY_LETTERS = {
    "PG": 6,
    "FT": 5,
    "QH": 4,
    "CQ": 4,
    "SO": 3,
    "DD": 3,
    "TL": 4,
    "ND": 10,
    "KY": 9,
    "NN": 6,
    "PL": 3,
    "MK": 3,
    "DC": 2,
    "EL": 5,
}
STUDY = [f"{letters}-{n:02}" for letters, last in _BY_LETTERS.items() for n in range(1, last + 1)]


def test_every_rule_of_the_study_is_run_tested_or_absent_with_a_reason():
    ours = {name for name in RULES if name not in STUDY}
    assert {RULES[name]["source"] for name in ours} <= {"own"}
    kept = [*(RULES.keys() - ours), *TABLE["tests"], *TABLE["absent"]]
    assert len(STUDY) == len(set(STUDY)) == 67
    assert sorted(kept) == sorted(STUDY)
    assert all(len(reason) > 20 for reason in TABLE["absent"].values())


@pytest.mark.parametrize(("rule", "file"), TABLE["tests"].items())
def test_a_rule_tested_elsewhere_is_in_the_name_of_its_test(rule, file):
    name = rule.lower().replace("-", "_")
    assert re.search(rf"def test_\w*{name}", (ROOT / file).read_text(encoding="utf-8"))


def test_pg_04_the_margins_lie_in_their_ranges():
    (sheet,) = re.findall(r"^@page \{(.*?)\n\}", STYLE, re.MULTILINE | re.DOTALL)
    sides = re.search(r"margin: (\d+)mm (\d+)mm (\d+)mm (\d+)mm;", sheet).groups()
    top, right, bottom, left = map(int, sides)
    assert 20 <= top <= 25
    assert 20 <= bottom <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20
    assert "size: 210mm 297mm" in sheet
