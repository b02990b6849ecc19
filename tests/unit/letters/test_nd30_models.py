"""Rules of layout that are kept by the style sheet, and where each rule of the study is kept."""

import re
from pathlib import Path

import pytest
from nd30_table import RULES, TABLE

from feedback.letters.manifest import TEMPLATES

ROOT = Path(__file__).resolve().parents[3]
STYLE = (TEMPLATES / "base" / "letter.css").read_text(encoding="utf-8")

#: Every rule of the study of Nghị định 30/2020/NĐ-CP, Phụ lục I.
STUDY = [
    "PG-01",
    "PG-02",
    "PG-03",
    "PG-04",
    "PG-05",
    "PG-06",
    "FT-01",
    "FT-02",
    "FT-03",
    "FT-05",
    "FT-04",
    "QH-01",
    "QH-02",
    "QH-03",
    "QH-04",
    "CQ-01",
    "CQ-02",
    "CQ-03",
    "CQ-04",
    "SO-01",
    "SO-02",
    "SO-03",
    "DD-01",
    "DD-02",
    "DD-03",
    "TL-01",
    "TL-02",
    "TL-03",
    "TL-04",
    "ND-01",
    "ND-02",
    "ND-03",
    "ND-04",
    "ND-05",
    "ND-06",
    "ND-07",
    "ND-08",
    "ND-09",
    "ND-10",
    "KY-01",
    "KY-02",
    "KY-03",
    "KY-04",
    "KY-05",
    "KY-06",
    "KY-07",
    "KY-08",
    "KY-09",
    "NN-01",
    "NN-02",
    "NN-03",
    "NN-04",
    "NN-05",
    "NN-06",
    "PL-01",
    "PL-02",
    "PL-03",
    "MK-01",
    "MK-02",
    "MK-03",
    "DC-01",
    "DC-02",
    "EL-01",
    "EL-02",
    "EL-03",
    "EL-04",
    "EL-05",
]


def test_every_rule_of_the_study_is_run_tested_or_absent_with_a_reason():
    kept = [*RULES, *TABLE["tests"], *TABLE["absent"]]
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
