"""The ladder of a neglected deadline: which level when, whatever the sweep missed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.escalation import LADDER, moment, next_step
from feedback.domain.special_days import SPECIAL_DAYS

DAYS = WorkingCalendar(SPECIAL_DAYS, 2012, 2027)
#: A Friday with an ordinary week before and after it.
DUE = date(2026, 10, 16)


def vietnam(day: str) -> datetime:
    """The first instant of a civil day in Vietnam."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(hours=7)


def climb(due: date | None, guard: date | None = None, **start: object) -> dict[int, datetime]:
    """Every level a sweep would find, asked one after the other."""
    reached: dict[int, datetime] = {}
    step = next_step(due, guard, DAYS, **start)  # type: ignore[arg-type]  # a table's keywords
    while step is not None:
        reached[step[0]] = step[1]
        step = next_step(due, guard, DAYS, after_level=step[0])
    return reached


@pytest.mark.parametrize(
    ("due", "guard", "level", "day"),
    [
        pytest.param(DUE, None, 0, "2026-10-13", id="warned three working days before"),
        pytest.param(DUE, None, 1, "2026-10-16", id="due today begins with the day"),
        pytest.param(DUE, None, 2, "2026-10-17", id="overdue the next day, a Saturday or not"),
        pytest.param(DUE, None, 3, "2026-10-23", id="five working days late"),
        pytest.param(DUE, None, 4, "2026-10-30", id="ten working days late"),
        pytest.param(DUE, date(2026, 10, 14), 0, "2026-10-09", id="warned before the guard"),
        pytest.param(DUE, date(2026, 10, 14), 1, "2026-10-14", id="due today on the guard"),
        pytest.param(DUE, date(2026, 10, 14), 2, "2026-10-17", id="late by the law, not the guard"),
        pytest.param(DUE, date(2026, 10, 20), 0, "2026-10-13", id="a later guard changes nothing"),
        pytest.param(date(2026, 2, 13), None, 3, "2026-02-27", id="Tết does not count"),
        pytest.param(
            date(2026, 9, 3), None, 0, "2026-08-26", id="back over the long national holiday"
        ),
    ],
)
def test_a_level_is_reached_with_the_first_instant_of_its_day(due, guard, level, day):
    assert moment(LADDER[level], due, guard, DAYS) == vietnam(day)


def test_the_ladder_is_climbed_level_by_level_and_upwards_in_time():
    reached = climb(DUE)
    assert list(reached) == [0, 1, 2, 3, 4]
    assert sorted(reached.values()) == list(reached.values())


def test_warnings_from_before_the_clock_was_opened_are_passed_over():
    opened = vietnam("2026-10-14")
    assert list(climb(DUE, opened_at=opened)) == [1, 2, 3, 4]


def test_what_was_overdue_before_the_clock_was_opened_counts():
    opened = vietnam("2026-10-26")
    reached = climb(DUE, opened_at=opened)
    assert list(reached) == [2, 3, 4]
    assert reached[3] < opened


@pytest.mark.parametrize(
    ("due", "after"),
    [
        pytest.param(None, -1, id="a clock that stands still"),
        pytest.param(DUE, len(LADDER) - 1, id="above the last level"),
        pytest.param(DUE, len(LADDER), id="a ladder marked as climbed"),
    ],
)
def test_there_is_no_next_step_for(due, after):
    assert next_step(due, None, DAYS, after_level=after) is None


def test_a_later_date_never_repeats_a_level():
    """An extension granted late moves what is left of the ladder, and only that."""
    later = DUE + timedelta(days=28)
    assert next_step(later, None, DAYS, after_level=2) == (3, vietnam("2026-11-20"))


def test_hours_are_over_at_their_own_minute_and_later_levels_count_days():
    opened = vietnam("2026-10-16") + timedelta(hours=9)
    ends = opened + timedelta(hours=2)
    step = next_step(DUE, None, DAYS, opened_at=opened, due_at=ends)
    assert step == (2, ends), "the warnings of a period of two hours lie before it"
    assert next_step(DUE, None, DAYS, after_level=2, due_at=ends) == (3, vietnam("2026-10-23"))


def test_a_day_of_hours_that_ends_tomorrow_is_warned_of_when_tomorrow_begins():
    opened = vietnam("2026-10-16") + timedelta(hours=9)
    ends = opened + timedelta(hours=24)
    step = next_step(date(2026, 10, 17), None, DAYS, opened_at=opened, due_at=ends)
    assert step == (1, vietnam("2026-10-17"))
