"""Our counting beside two others that know nothing of it: numpy's business days, and ten lines."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from feedback.domain.calendar import DayKind
from feedback.domain.deadlines import Circumstances, Pause, Start, due
from feedback.domain.special_days import SPECIAL_DAYS, standard_calendar
from feedback.domain.time_limits import Basis, Confidence, Duty, PauseGround, TimeLimit, Verified
from feedback.domain.time_limits import days as calendar_days

COUNT = 100_000
FIRST, LAST = date(2012, 1, 1), date(2027, 6, 30)
GROUND = PauseGround("suspended", "tạm đình chỉ", FIRST, "")


@pytest.fixture(scope="module")
def dice() -> Random:
    return Random(20261125)  # noqa: S311 - repeatable, no secret


@pytest.fixture(scope="module")
def business_days() -> "np.busdaycalendar":
    """The same table: numpy takes days off, and worked Saturdays as weeks of six days elsewhere."""
    off = [special.day for special in SPECIAL_DAYS if special.kind is not DayKind.MAKE_UP_DAY]
    worked = {s.day for s in SPECIAL_DAYS if s.kind is DayKind.MAKE_UP_DAY}
    day, saturdays = date(2011, 12, 31), []
    while day <= date(2027, 12, 31):
        if day.weekday() == 5 and day not in worked:
            saturdays.append(day)
        day += timedelta(days=1)
    return np.busdaycalendar(weekmask="1111110", holidays=[*off, *saturdays])


def a_day(dice: Random) -> date:
    return FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))


def test_numpy_counts_a_hundred_thousand_working_periods_alike(business_days, dice):
    starts = [a_day(dice) for _ in range(COUNT)]
    lengths = [dice.randint(1, 60) for _ in range(COUNT)]
    ours, calendar = [], standard_calendar()
    for start, length in zip(starts, lengths, strict=True):
        ours.append(calendar.add_working_days(start, length))
    theirs = np.busday_offset(
        np.array(starts, "datetime64[D]"),
        np.array(lengths),
        roll="backward",
        busdaycal=business_days,
    )
    assert (np.array(ours, "datetime64[D]") == theirs).all()


def naive_end(start: date, length: int, pause: tuple[date, date] | None) -> date:
    """Ten lines: walk day by day, leave out the day of the event and the days of the pause."""
    day, counted = start, 0
    while counted < length:
        day += timedelta(days=1)
        if pause and pause[0] <= day < pause[1]:
            continue
        counted += 1
    return day


def test_ten_lines_count_a_hundred_thousand_calendar_periods_alike(dice):
    calendar = standard_calendar()
    for _ in range(COUNT):
        start, length = a_day(dice), dice.randint(1, 90)
        since = start + timedelta(days=dice.randint(0, 60))
        pause = (
            (since, since + timedelta(days=dice.randint(0, 30))) if dice.random() < 0.3 else None
        )
        limit = TimeLimit(
            "X@2012", "X", "x", Duty.AGENCY, "x", "x", ("any",), "x", calendar_days(length),
            Basis("x"), Verified.MEMORY, Confidence.LOW, pauses=(GROUND,),
        )  # fmt: skip
        given = Circumstances(pauses=(Pause(*pause, "suspended"),) if pause else ())
        computed = due(limit, Start(start), calendar, given)
        assert computed.raw == naive_end(start, length, pause), (start, length, pause)
        assert computed.legal is not None
        assert calendar.is_working_day(computed.legal)
