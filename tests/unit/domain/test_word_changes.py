"""Two texts compared word by word."""

import pytest

from feedback.domain.letters.paragraphs import filled, unknown_names
from feedback.domain.word_changes import Fate, changed_fields, word_changes


def marked(before: str, after: str) -> str:
    marks = {Fate.KEPT: "{}", Fate.REMOVED: "-{}-", Fate.ADDED: "+{}+"}
    return "".join(marks[piece.fate].format(piece.text) for piece in word_changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("Khiếu nại sai.", "Khiếu nại sai.", "Khiếu nại sai."),
        ("Khiếu nại sai.", "Khiếu nại đúng.", "Khiếu nại- sai-+ đúng+."),
        ("", "Đo lại.", "+Đo lại.+"),
        ("Đo lại.", "", "-Đo lại.-"),
        ("Một.\nHai.\nBa.", "Một.\nBốn.\nBa.", "Một.\n-Hai-+Bốn+.\nBa."),
        ("Giao Phòng Kinh tế.", "Giao ngay Phòng Kinh tế.", "Giao+ ngay+ Phòng Kinh tế."),
    ],
)
def test_each_word_is_kept_removed_or_added(before, after, seen):
    assert marked(before, after) == seen


@pytest.mark.parametrize("texts", [("a b\nc", "a c\nb"), ("", "x"), ("x\n\ny", "x y")])
def test_the_pieces_give_both_texts_again(texts):
    pieces = word_changes(*texts)
    for fate, text in zip((Fate.ADDED, Fate.REMOVED), texts, strict=True):
        assert "".join(piece.text for piece in pieces if piece.fate is not fate) == text


def test_only_fields_that_differ_are_named():
    found = changed_fields({"a": "1", "b": "2", "gone": "3"}, {"a": "1", "b": "4", "new": "5"})
    assert [(each.name, each.before, each.after) for each in found] == [
        ("b", "2", "4"), ("new", "", "5"), ("gone", "3", ""),
    ]  # fmt: skip


def test_a_paragraph_is_filled_in_and_its_gaps_stay_to_be_seen():
    text = "Ông {người gửi} gửi đơn ngày { ngày nhận đơn }, hạn {hạn giải quyết}."
    names = {"người gửi": "Hòa", "ngày nhận đơn": "03/8/2026", "hạn giải quyết": ""}
    assert filled(text, names) == "Ông Hòa gửi đơn ngày 03/8/2026, hạn {hạn giải quyết}."


def test_names_no_file_can_fill_in_are_told():
    assert unknown_names("{người gửi} ở {quê quán} và {quê quán}") == ("quê quán",)
