"""Our arithmetic against others': numpy's working days, and ten lines of plain calendar days."""

import random
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from time import perf_counter_ns

import numpy as np
import pytest

from feedback.domain.calendar import DayKind
from feedback.domain.deadlines import Circumstances, Extension, Pause, Start, due
from feedback.domain.errors import NotLawfulError
from feedback.domain.months import months_after
from feedback.domain.special_days import SPECIAL_DAYS, standard_calendar
from feedback.domain.time_limits import Direction, days, months, working_days, years
from feedback.workflows.limits.registry import all_limits, limit_named

ROW = replace(limit_named("KN1-RESOLVE@2012"), variants=(), in_force_from=None)
FIRST, LAST = date(2012, 3, 1), date(2027, 6, 30)
MANY = 100_000


def drawn(seed: int, longest: int) -> list[tuple[date, int]]:
    draw = random.Random(seed)  # noqa: S311 - draws cases, no secrets
    span = (LAST - FIRST).days - 2 * longest
    return [
        (FIRST + timedelta(days=draw.randint(2 * longest, span)), draw.randint(1, longest))
        for _ in range(MANY)
    ]


def weekday_offs() -> list[date]:
    return [row.day for row in SPECIAL_DAYS if row.kind is not DayKind.MAKE_UP_DAY]


def worked_saturdays() -> list[date]:
    return [row.day for row in SPECIAL_DAYS if row.kind is DayKind.MAKE_UP_DAY]


def by_numpy(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """``busday_offset`` knows no worked Saturday: a week of six days, all other Saturdays off."""
    begin = date(2012, 1, 1)
    saturdays = (begin + timedelta(days=n) for n in range((date(2028, 1, 1) - begin).days))
    worked = set(worked_saturdays())
    off = [day for day in saturdays if day.weekday() == 5 and day not in worked]
    week = np.busdaycalendar(weekmask="1111110", holidays=[*off, *weekday_offs()])
    last = np.empty(len(starts), dtype="datetime64[D]")
    for roll, ahead in (("backward", counts > 0), ("forward", counts < 0)):
        last[ahead] = np.busday_offset(starts[ahead], counts[ahead], roll=roll, busdaycal=week)
    return last


@pytest.mark.parametrize("back", [False, True], ids=["after an event", "before an event"])
def test_a_hundred_thousand_working_day_periods_agree_with_numpy(back):
    cases = drawn(20261124, 90)
    direction = Direction.BEFORE if back else Direction.AFTER
    starts = np.array([start for start, _ in cases], dtype="datetime64[D]")
    counts = np.array([-count if back else count for _, count in cases])
    theirs = by_numpy(starts, counts).astype(object)
    for (start, count), expected in zip(cases, theirs, strict=True):
        limit = replace(ROW, pauses=(), span=working_days(count), direction=direction)
        assert due(limit, Start(start), standard_calendar()).raw == expected, (start, count)


def plain(start: date, count: int, off: set[date], worked: set[date]) -> tuple[date, date]:
    """Ten lines: so many days on; then on while nobody works."""
    raw = start
    for _ in range(count):
        raw = raw + timedelta(days=1)
    legal = raw
    while legal in off or (legal.weekday() > 4 and legal not in worked):
        legal = legal + timedelta(days=1)
    return raw, legal


def test_a_hundred_thousand_calendar_day_periods_agree_with_ten_plain_lines():
    off, worked = set(weekday_offs()), set(worked_saturdays())
    for start, count in drawn(20260701, 90):
        computed = due(replace(ROW, span=days(count)), Start(start), standard_calendar())
        assert (computed.raw, computed.legal) == plain(start, count, off, worked), (start, count)


# --------------------------------------------------------------------------------- months, years
@pytest.mark.parametrize(
    ("start", "span", "raw", "legal"),
    [
        pytest.param("2026-03-15", months(1), "2026-04-15", "2026-04-15", id="the same day"),
        pytest.param("2026-01-31", months(1), "2026-02-28", "2026-03-02", id="no 31 February"),
        pytest.param("2024-01-31", months(1), "2024-02-29", "2024-02-29", id="a leap year"),
        pytest.param("2026-02-28", months(1), "2026-03-28", "2026-03-30", id="28, not the last"),
        pytest.param("2026-08-31", months(3), "2026-11-30", "2026-11-30", id="no 31 November"),
        pytest.param("2025-11-30", months(3), "2026-02-28", "2026-03-02", id="over a new year"),
        pytest.param("2026-10-24", months(1), "2026-11-24", "2026-11-25", id="day of culture"),
        pytest.param("2025-11-24", years(1), "2026-11-24", "2026-11-25", id="a year"),
        pytest.param("2024-02-29", years(1), "2025-02-28", "2025-02-28", id="from the leap day"),
        pytest.param("2022-02-28", years(2), "2024-02-28", "2024-02-28", id="28 in a leap year"),
    ],
)
def test_months_and_years_end_on_the_corresponding_day(start, span, raw, legal):
    computed = due(replace(ROW, span=span), Start(date.fromisoformat(start)), standard_calendar())
    assert (computed.raw, computed.legal) == (date.fromisoformat(raw), date.fromisoformat(legal))


def test_months_before_an_event_are_counted_back_and_never_rolled():
    limit = replace(ROW, pauses=(), span=months(1), direction=Direction.BEFORE)
    assert due(limit, Start(date(2026, 3, 31)), standard_calendar()).raw == date(2026, 2, 28)


def test_a_pause_lengthens_months_by_its_days():
    pauses = (Pause(date(2026, 8, 10), date(2026, 8, 20), "suspended"),)
    given = Circumstances(pauses=pauses)
    limit = replace(ROW, span=months(1))
    assert due(limit, Start(date(2026, 8, 3)), standard_calendar(), given).raw == date(2026, 9, 13)
    stopped = Circumstances(pauses=(replace(pauses[0], until=None),))
    computed = due(limit, Start(date(2026, 8, 3)), standard_calendar(), stopped)
    assert (computed.raw, computed.left) == (None, 31 - 6)


def test_every_corresponding_day_of_thirty_years_is_the_same_or_the_last_of_its_month():
    for offset in range(0, 10_000, 7):
        start = date(2000, 1, 1) + timedelta(days=offset)
        for count in (1, 2, 6, 11, 12, 25, -1, -13):
            end = months_after(start, count)
            assert (end.year - start.year) * 12 + end.month - start.month == count
            assert end.day == min(start.day, monthrange(end.year, end.month)[1])


# ------------------------------------------------------------------------------------- refusals
def test_an_extension_without_its_document_is_refused_with_the_article():
    limit = limit_named("TC-RESOLVE@2019")
    with pytest.raises(NotLawfulError, match=r"khoản 1-4 Điều 30.*phải có văn bản gia hạn"):
        due(
            limit,
            Start(date(2026, 9, 1)),
            standard_calendar(),
            Circumstances(extensions=(Extension(days(30), " "),)),
        )


def test_a_pause_without_ground_is_refused_with_the_article():
    given = Circumstances(pauses=(Pause(date(2026, 8, 10), None, ""),))
    with pytest.raises(NotLawfulError, match=r"Điều 28 Luật 02/2011.*phải nêu căn cứ"):
        due(ROW, Start(date(2026, 8, 3)), standard_calendar(), given)


def test_a_weekend_may_be_asked_about_as_if_it_were_worked():
    days_ = standard_calendar().with_worked([date(2026, 11, 28), date(2026, 11, 24)])
    assert days_.is_working_day(date(2026, 11, 28))
    assert days_.is_working_day(date(2026, 11, 24))
    assert not standard_calendar().is_working_day(date(2026, 11, 28))


# --------------------------------------------------------------------------------------- speed
def test_one_computation_takes_less_than_fifty_microseconds_in_the_median():
    calendar, taken = standard_calendar(), []
    for limit in all_limits():
        start = Start(max(limit.in_force_from or FIRST, FIRST))
        for _ in range(50):
            begun = perf_counter_ns()
            due(limit, start, calendar)
            taken.append(perf_counter_ns() - begun)
    assert median(taken) < 50_000
