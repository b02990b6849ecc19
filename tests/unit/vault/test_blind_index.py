"""The same person has the same mark within one book and year, and nowhere else."""

import pytest

from feedback.domain.text import fold
from feedback.vault.blind_index import BlindIndex, Scope

INDEX = BlindIndex(b"k" * 32)
HERE = Scope("QN", 2026)


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("identity_number", "022085001234", "022 085 001 234", True),
        ("identity_number", "022085001234", "022085001235", False),
        ("phone", "0912 345 678", "+84 912.345.678", True),
        ("phone", "0912345678", "0912345679", False),
    ],
)
def test_numbers_are_compared_however_they_are_written(field, one, other, same):
    marks = (INDEX.number(field, value, HERE) for value in (one, other))
    assert (next(marks) == next(marks)) is same


@pytest.mark.parametrize("elsewhere", [Scope("QN", 2027), Scope("QNTC", 2026)])
def test_nothing_can_be_compared_beyond_a_book_and_a_year(elsewhere):
    assert INDEX.number("phone", "0912345678", HERE) != INDEX.number(
        "phone", "0912345678", elsewhere
    )
    assert INDEX.token("nhung", HERE) != INDEX.token("nhung", elsewhere)


def test_a_mark_has_forty_bits_and_depends_on_key_and_field():
    mark = INDEX.number("phone", "0912345678", HERE)
    assert len(mark) == 5
    assert mark != BlindIndex(b"l" * 32).number("phone", "0912345678", HERE)
    assert mark != INDEX.number("identity_number", "0912345678", HERE)


def test_who_stated_no_number_has_no_mark():
    assert INDEX.number("phone", " ", HERE) is None


def test_words_of_a_name_lose_their_order_and_their_letters():
    tokens = INDEX.tokens(fold("Bế Thị Nhung, Bế"), HERE)
    assert tokens == sorted(tokens)
    assert tokens == sorted({INDEX.token(word, HERE) for word in ("be", "thi", "nhung")})
    assert all(token.startswith("#") and len(token) == 11 for token in tokens)
