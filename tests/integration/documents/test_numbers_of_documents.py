"""SO-03: numbers of documents begin anew each year, have no gap and no double (Điều 15)."""

import pytest

from feedback.models.letter import IssuedLetter
from feedback.services.books import registers
from feedback.services.ground.transaction import transaction


def _next(year, book="X06862/TB-UBND"):
    with transaction() as session:
        return registers.next_number(session, book, year)


def test_so_03_numbers_run_through_a_year_and_begin_anew_with_the_next(house):
    assert [_next(2026), _next(2026), _next(2027), _next(2026)] == [1, 2, 1, 3]
    assert _next(2026, "X06862/QĐ-UBND") == 1


def _taken_and_given_back():
    with transaction() as session:
        registers.next_number(session, "X06862/TB-UBND", 2026)
        raise RuntimeError


def test_so_03_what_was_rolled_back_leaves_no_gap(house):
    with pytest.raises(RuntimeError):
        _taken_and_given_back()
    assert _next(2026) == 1


def test_so_03_the_database_refuses_a_number_twice():
    unique = {
        tuple(column.name for column in each.columns)
        for each in IssuedLetter.__table__.constraints
        if type(each).__name__ == "UniqueConstraint"
    }
    assert ("book", "year", "number") in unique
