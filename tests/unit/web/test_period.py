"""The two days of a period, as people type them, and what figures of a period say."""

from datetime import date

import pytest

from feedback.blueprints.inspection.period import read_period
from feedback.domain.figures import Count, Figure, Period
from feedback.domain.targets import Goal, Measure, Shape

TODAY = date(2026, 11, 20)

WRONG = [
    pytest.param("2026-02-30", "2026-03-01", "tu", "Không có ngày “2026-02-30”", id="no such day"),
    pytest.param("hôm qua", "2026-03-01", "tu", "Không đọc được ngày “hôm qua”", id="words"),
    pytest.param("2026-03-02", "2026-03-01", "den", "sớm hơn ngày đầu", id="reversed"),
    pytest.param("2031-01-01", "2031-02-01", "tu", "Kỳ này chưa bắt đầu", id="in the future"),
    pytest.param("1990-01-01", "1991-01-01", "tu", "chỉ tính được từ", id="before all data"),
    pytest.param("0000-00-00", "2026-01-01", "tu", "Không có ngày", id="no year"),
    pytest.param("2026-01-01", "9" * 500, "den", "Không đọc được ngày", id="five hundred digits"),
    pytest.param("2026-01-01", "2026-01-01\x00x", "den", "Không đọc được ngày", id="control codes"),
    pytest.param("\uff12\uff10\uff12\uff16-01-01", "2026-01-01", "tu", "Không đọc được", id="wide"),
]


@pytest.mark.parametrize(("first", "last", "field", "sentence"), WRONG)
def test_a_day_that_cannot_be_read_is_said_beside_its_field(first, last, field, sentence):
    typed = read_period({"tu": first, "den": last}, TODAY)
    assert typed.period is None
    assert sentence in typed.wrong[field]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-01-02", "2026-11-20"), ("02/01/2026", "20.11.2026"), ("2-1-2026", " 20/11/2026 ")],
)
def test_days_may_be_written_as_people_write_them(first, last):
    typed = read_period({"tu": first, "den": last}, TODAY)
    assert typed.period == Period(date(2026, 1, 2), TODAY)
    assert (typed.first, typed.last) == ("02/01/2026", "20/11/2026")


def test_without_days_the_period_is_this_year_until_today():
    assert read_period({}, TODAY).period == Period(date(2026, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        pytest.param(
            Period(date(2026, 1, 1), TODAY),
            Period(date(2025, 1, 1), date(2025, 11, 20)),
            id="an ordinary year",
        ),
        pytest.param(
            Period(date(2024, 2, 29), date(2024, 2, 29)),
            Period(date(2023, 2, 28), date(2023, 2, 28)),
            id="the leap day",
        ),
    ],
)
def test_the_same_days_of_the_year_before(period, before):
    assert period.a_year_before() == before


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


SHARE, CHANGE, COUNT = Goal(Shape.SHARE, 90), Goal(Shape.CHANGE), Goal(Shape.COUNT)


@pytest.mark.parametrize(
    ("goal", "now", "before", "reached"),
    [
        pytest.param(SHARE, Count(9, 10), None, True, id="share reached exactly"),
        pytest.param(SHARE, Count(89, 100), None, False, id="share missed"),
        pytest.param(SHARE, Count(0, 0), None, None, id="share of nothing"),
        pytest.param(CHANGE, Count(9, 9), Count(10, 10), True, id="fewer than a year before"),
        pytest.param(CHANGE, Count(10, 10), Count(10, 10), False, id="as many as a year before"),
        pytest.param(CHANGE, Count(3, 3), Count(0, 0), None, id="none a year before"),
        pytest.param(COUNT, Count(0, 0), None, True, id="none at all"),
        pytest.param(COUNT, Count(1, 1), None, False, id="one too many"),
    ],
)
def test_a_figure_says_whether_the_proposed_value_is_reached(goal, now, before, reached):
    assert Figure(Measure("m", "M", "f", goal), now, before).reached is reached
