"""Facts written for people."""

from datetime import UTC, date, datetime

import pytest

from feedback.blueprints import filters
from feedback.blueprints.filters import DueState, due_words, share_used

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "told", "state", "words"),
    [
        pytest.param(
            date(2026, 12, 3), {"working_days_left": 8}, "on_time", "Còn 8 ngày làm việc", id="far"
        ),
        pytest.param(
            date(2026, 11, 27),
            {"working_days_left": 4},
            "on_time",
            "Còn 4 ngày làm việc",
            id="four working days are far enough",
        ),
        pytest.param(
            date(2026, 11, 26),
            {"working_days_left": 3},
            "soon",
            "Còn 3 ngày làm việc",
            id="three working days are soon",
        ),
        pytest.param(
            date(2026, 11, 24),
            {"working_days_left": 1},
            "soon",
            "Còn 1 ngày làm việc",
            id="tomorrow",
        ),
        pytest.param(
            date(2026, 11, 28), {}, "on_time", "Còn 5 ngày", id="counted in calendar days"
        ),
        pytest.param(
            date(2026, 11, 26), {"soon": 2}, "on_time", "Còn 3 ngày", id="another warning time"
        ),
        pytest.param(TODAY, {"working_days_left": 0}, "today", "Hạn hôm nay", id="today"),
        pytest.param(date(2026, 11, 22), {}, "overdue", "Quá hạn 1 ngày", id="yesterday"),
        pytest.param(
            date(2026, 11, 20),
            {"working_days_left": 0},
            "overdue",
            "Quá hạn 3 ngày",
            id="overdue counts weekends",
        ),
        pytest.param(
            date(2026, 11, 20),
            {"paused": True, "paused_for": "chờ bổ sung"},
            "paused",
            "Tạm dừng: chờ bổ sung",
            id="a pause hides lateness",
        ),
        pytest.param(None, {"paused": True}, "paused", "Tạm dừng", id="a pause without a reason"),
        pytest.param(None, {}, "none", "Chưa có hạn", id="no clock"),
    ],
)
def test_the_clock_says_its_state_and_its_number(due, told, state, words):
    assert due_words(TODAY, due, **told) == (DueState(state), words)


@pytest.mark.parametrize(
    ("today", "percent"),
    [
        pytest.param(date(2026, 11, 1), 0, id="first day"),
        pytest.param(date(2026, 11, 16), 50, id="half way"),
        pytest.param(date(2026, 12, 1), 100, id="last day"),
        pytest.param(date(2026, 12, 9), 100, id="late"),
        pytest.param(date(2026, 10, 1), 0, id="before it began"),
    ],
)
def test_the_bar_shows_the_share_of_the_period_used(today, percent):
    assert share_used(date(2026, 11, 1), date(2026, 12, 1), today) == percent


def test_a_period_of_no_days_is_used_up():
    assert share_used(TODAY, TODAY, TODAY) == 100


@pytest.mark.parametrize(
    ("percent", "step"),
    [(-4, 0), (0, 0), (2, 0), (3, 5), (37, 35), (38, 40), (99, 100), (140, 100)],
)
def test_a_bar_is_drawn_in_steps_of_five(percent, step):
    assert filters.bar_step(percent) == step


def test_an_instant_shows_the_day_and_hour_of_vietnam():
    late = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    assert filters.vn_date(late) == "02/12/2026"
    assert filters.vn_time(late) == "00:30"
    assert filters.vn_datetime(late) == "00:30 ngày 02/12/2026"


def test_a_day_is_written_day_first_and_nothing_is_written_for_none():
    assert filters.vn_date(date(2026, 2, 3)) == "03/02/2026"
    assert [filters.vn_date(None), filters.vn_time(None), filters.vn_datetime(None)] == ["", "", ""]


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        pytest.param("7K4M2QXW9", "7K4M 2QXW 9", id="bare"),
        pytest.param(" 7K4M-2QXW 9 ", "7K4M 2QXW 9", id="already grouped"),
        pytest.param("", "", id="empty"),
    ],
)
def test_codes_are_read_in_groups_of_four(code, groups):
    assert filters.code_groups(code) == groups


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 byte"), (999, "999 byte"), (1_000, "1 KB"), (14_300, "14,3 KB"), (999_960, "1 MB"),
        (2_100_000, "2,1 MB"), (10_000_000, "10 MB"), (3_500_000_000, "3,5 GB"),
    ],
)  # fmt: skip
def test_sizes_are_written_as_telephones_count_them(size, words):
    assert filters.file_size(size) == words


def test_numbers_use_the_point_for_thousands_and_the_comma_for_decimals():
    assert filters.number_vn(1234567) == "1.234.567"
    assert filters.number_vn(92.44, 1) == "92,4"
    assert filters.number_vn(-0.04, 1) == "0,0"


def test_decomposed_letters_are_composed():
    assert filters.nfc("ti\u0065\u0302\u0301ng") == "tiếng"
