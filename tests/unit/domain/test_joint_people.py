"""People who complain together, as they are typed, one on a line."""

import pytest

from feedback.domain.letters.joint import is_same, listed, twice
from feedback.domain.letters.parts import Person


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("", ()),
        (" \n\n", ()),
        ("Lưu Thị Mận; thôn Đồng Mạ", (Person(name="Lưu Thị Mận", address="thôn Đồng Mạ"),)),
        (
            "Bà Lưu Thị Mận ;thôn",
            (Person(name="Lưu Thị Mận", form_of_address="bà", address="thôn"),),
        ),
        ("ông A; thôn; tổ 2", (Person(name="A", form_of_address="ông", address="thôn; tổ 2"),)),
        ("Bà; thôn", (Person(name="Bà", address="thôn"),)),
        ("A\nB; t", (Person(name="A"), Person(name="B", address="t"))),
    ],
)
def test_a_line_is_a_person(typed, people):
    assert listed(typed) == people


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lưu Thị Mận; thôn Đồng Mạ", "bà LƯU THỊ MẬN;  thôn đồng mạ", True),
        ("Lưu Thị Mận; thôn Đồng Mạ", "Lưu Thị Mận; thôn Thủy Cơ", False),
        ("Lưu Thị Mận; thôn Đồng Mạ", "Lưu Văn Mận; thôn Đồng Mạ", False),
    ],
)
def test_who_is_the_same(one, other, same):
    people = listed(f"{one}\n{other}")
    assert is_same(*people) is same
    assert twice(people) == (people[1:] if same else ())
