from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.calendar import DayKind, SpecialDay, WorkingCalendar
from feedback.domain.errors import MalformedTableError, NoLawInForceError
from feedback.domain.special_days import SPECIAL_DAYS, standard_calendar

SATURDAY = 5
ROWS = {row.day: row for row in SPECIAL_DAYS}
days_of_the_table = st.dates(date(2012, 3, 1), date(2027, 6, 30))
counts = st.integers(0, 120)


def works(day: date) -> bool:
    """The oracle: the rule of the week, and the table over it."""
    if day in ROWS:
        return ROWS[day].kind is DayKind.MAKE_UP_DAY
    return day.weekday() < SATURDAY


def walk(day: date, count: int, step: int) -> date:
    """The oracle for the arithmetic: one day after the other."""
    while count:
        day += timedelta(days=step)
        count -= works(day)
    return day


@pytest.mark.parametrize(
    ("day", "working", "reason"),
    [
        pytest.param(date(2026, 11, 23), True, "", id="an ordinary Monday"),
        pytest.param(date(2026, 11, 21), False, "thứ Bảy", id="an ordinary Saturday"),
        pytest.param(date(2026, 11, 22), False, "Chủ nhật", id="an ordinary Sunday"),
        pytest.param(date(2026, 2, 17), False, "mùng Một Tết Nguyên đán", id="first day of Tết"),
        pytest.param(date(2026, 4, 27), False, "nghỉ bù Giỗ Tổ Hùng Vương", id="day in lieu"),
        pytest.param(
            date(2026, 1, 2), False, "nghỉ hoán đổi, làm bù ngày 10/01/2026", id="swapped Friday"
        ),
        pytest.param(date(2026, 1, 10), True, "", id="the Saturday worked for it"),
        pytest.param(date(2026, 8, 22), True, "", id="the Saturday worked for 31 August"),
        pytest.param(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam", id="the day of culture"),
        pytest.param(date(2025, 11, 24), True, "", id="24 November before it was a holiday"),
        pytest.param(date(2024, 2, 29), True, "", id="the leap day"),
    ],
)
def test_the_standard_calendar_knows_each_kind_of_day(day, working, reason):
    calendar = standard_calendar()
    assert calendar.is_working_day(day) is working
    assert calendar.why_off(day) == reason


def test_a_worked_saturday_says_what_it_replaces():
    assert standard_calendar().why_on(date(2026, 1, 10)) == "làm bù cho ngày 02/01/2026"
    assert standard_calendar().why_on(date(2026, 1, 12)) == ""


def test_the_table_is_in_order_with_one_row_a_day_and_a_source_for_each():
    assert [row.day for row in SPECIAL_DAYS] == sorted({row.day for row in SPECIAL_DAYS})
    assert all(row.source and row.reason for row in SPECIAL_DAYS)


def test_days_off_fall_on_weekdays_and_make_up_days_on_weekends():
    for row in SPECIAL_DAYS:
        assert (row.day.weekday() >= SATURDAY) is (row.kind is DayKind.MAKE_UP_DAY), row


def test_every_worked_saturday_has_the_day_off_it_pays_for():
    for row in (row for row in SPECIAL_DAYS if row.kind is DayKind.MAKE_UP_DAY):
        swapped = [r for r in SPECIAL_DAYS if f"làm bù ngày {row.day:%d/%m/%Y}" in r.reason]
        assert [f"làm bù cho ngày {r.day:%d/%m/%Y}" for r in swapped] == [row.reason]


@pytest.mark.parametrize("year", range(2012, 2028))
def test_every_year_has_its_tet_and_its_national_day(year):
    reasons = [row.reason for row in SPECIAL_DAYS if row.day.year == year]
    assert sum("Tết Nguyên đán" in reason or "Giao thừa" in reason for reason in reasons) >= 3
    assert any("Quốc khánh" in reason for reason in reasons)


def test_the_day_of_culture_says_that_it_is_not_verified_and_can_be_switched_off():
    row = ROWS[date(2026, 11, 24)]
    assert row.active
    assert row.source.startswith("chưa xác minh")
    off = WorkingCalendar([replace(row, active=False)], 2026, 2026)
    assert off.is_working_day(row.day)
    assert not standard_calendar().is_working_day(row.day)


def test_the_standard_calendar_is_made_once():
    assert standard_calendar() is standard_calendar()


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2028, 1, 1)])
def test_a_day_outside_the_table_is_refused_not_guessed(day):
    with pytest.raises(NoLawInForceError, match=f"{day:%d/%m/%Y}"):
        standard_calendar().is_working_day(day)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda c: c.add_working_days(date(2027, 12, 30), 2), id="counting forward"),
        pytest.param(lambda c: c.subtract_working_days(date(2012, 1, 4), 2), id="counting back"),
        pytest.param(lambda c: c.roll_forward(date(2028, 1, 1)), id="rolling"),
    ],
)
def test_counting_beyond_the_table_is_refused(ask):
    with pytest.raises(NoLawInForceError):
        ask(standard_calendar())


def test_rolling_past_the_last_working_day_of_the_table_is_refused():
    with pytest.raises(NoLawInForceError):
        WorkingCalendar((), 2022, 2022).roll_forward(date(2022, 12, 31))


def test_two_active_rows_for_a_day_are_refused_but_a_switched_off_one_stays():
    row = SpecialDay(date(2026, 3, 2), DayKind.HOLIDAY, "một", "thông báo")
    other = replace(row, reason="hai")
    with pytest.raises(MalformedTableError, match="2026-03-02"):
        WorkingCalendar([row, other], 2026, 2026)
    calendar = WorkingCalendar([row, replace(other, active=False)], 2026, 2026)
    assert calendar.why_off(row.day) == "một"


@pytest.mark.parametrize("name", ["add_working_days", "subtract_working_days"])
def test_a_negative_count_is_refused(name):
    with pytest.raises(ValueError, match="-1"):
        getattr(standard_calendar(), name)(date(2026, 3, 2), -1)


@given(days_of_the_table)
def test_working_days_agree_with_the_rule_of_the_week_and_the_table(day):
    assert standard_calendar().is_working_day(day) is works(day)
    assert bool(standard_calendar().why_off(day)) is not works(day)


@given(days_of_the_table, counts)
def test_adding_working_days_agrees_with_walking(day, count):
    assert standard_calendar().add_working_days(day, count) == walk(day, count, 1)


@given(st.dates(date(2012, 9, 1), date(2027, 12, 31)), st.integers(0, 120))
def test_subtracting_working_days_agrees_with_walking(day, count):
    assert standard_calendar().subtract_working_days(day, count) == walk(day, count, -1)


@given(days_of_the_table, st.integers(1, 120))
def test_counting_back_undoes_counting_forward_from_a_working_day(day, count):
    calendar = standard_calendar()
    start = calendar.roll_forward(day)
    assert calendar.subtract_working_days(calendar.add_working_days(start, count), count) == start


@given(days_of_the_table)
def test_rolling_goes_forward_to_the_first_working_day(day):
    rolled = standard_calendar().roll_forward(day)
    assert rolled >= day
    assert works(rolled)
    assert not any(works(day + timedelta(days=n)) for n in range((rolled - day).days))


@given(days_of_the_table, days_of_the_table)
def test_working_days_between_agree_with_walking_and_change_sign(start, end):
    calendar = standard_calendar()
    between = calendar.working_days_between(start, end)
    first, last = min(start, end), max(start, end)
    if (last - first).days < 400:
        walked = sum(works(first + timedelta(days=n + 1)) for n in range((last - first).days))
        assert abs(between) == walked
    assert between == -calendar.working_days_between(end, start)
