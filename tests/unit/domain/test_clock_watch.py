"""Clocks that are wrong are found out (figure R8 of the security design)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedback.domain.clock_watch import Doubt, Doubted, Shown, doubts

NOON = datetime(2026, 12, 31, 16, 59, 30, tzinfo=UTC)  # half a minute before midnight here
HALF_A_MINUTE = timedelta(seconds=30)
BEFORE = Shown(NOON, timedelta(hours=5), database=NOON, sealed=NOON - timedelta(minutes=1))
AFTER = replace(
    BEFORE,
    wall=NOON + HALF_A_MINUTE,
    running=BEFORE.running + HALF_A_MINUTE,
    database=NOON + HALF_A_MINUTE,
)
SECOND = timedelta(seconds=1)


def kinds(found: tuple[Doubted, ...]) -> list[Doubt]:
    return [each.doubt for each in found]


def test_clocks_that_agree_raise_nothing_over_midnight_of_the_year_either():
    assert doubts(BEFORE, AFTER) == ()
    assert doubts(None, AFTER) == ()


STEPS = [
    pytest.param(SECOND, id="a second forward"),
    pytest.param(-SECOND, id="a second back"),
    pytest.param(timedelta(hours=1), id="an hour forward"),
    pytest.param(-timedelta(hours=1), id="an hour back"),
    pytest.param(timedelta(days=1), id="a day forward"),
    pytest.param(-timedelta(days=365), id="a year back"),
]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_seen_at_the_next_look_with_its_length(step):
    assert Doubted(Doubt.STEPPED, step) in doubts(BEFORE, replace(AFTER, wall=AFTER.wall + step))


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_the_database_s_machine_is_seen_as_well(step):
    stepped = replace(AFTER, database=AFTER.database + step)
    assert Doubted(Doubt.DATABASE_STEPPED, step) in doubts(BEFORE, stepped)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_one_machine_that_has_both_is_seen_as_both(step):
    stepped = replace(AFTER, wall=AFTER.wall + step, database=AFTER.database + step)
    assert kinds(doubts(BEFORE, stepped))[:2] == [Doubt.STEPPED, Doubt.DATABASE_STEPPED]


@pytest.mark.parametrize("step", STEPS)
def test_a_clock_that_is_set_right_again_is_a_step_too(step):
    wrong = replace(BEFORE, wall=BEFORE.wall + step)
    assert kinds(doubts(wrong, AFTER)) == [Doubt.STEPPED]


@pytest.mark.parametrize(
    ("off", "found"),
    [
        (timedelta(seconds=5), []),
        (timedelta(seconds=-5), []),
        (timedelta(seconds=6), [Doubt.APART]),
        (timedelta(seconds=-6), [Doubt.APART]),
    ],
)
def test_a_machine_that_started_wrong_is_held_against_the_database(off, found):
    """There is no step to see: nobody looked before."""
    assert kinds(doubts(None, replace(AFTER, wall=AFTER.wall + off))) == found


def test_where_both_are_on_one_machine_what_was_sealed_tells_that_it_went_back():
    year = timedelta(days=365)
    back = replace(AFTER, wall=AFTER.wall - year, database=AFTER.database - year)
    assert kinds(doubts(None, back)) == [Doubt.BEHIND]


def test_a_head_signed_this_very_second_on_another_machine_is_no_proof():
    assert doubts(None, replace(AFTER, sealed=AFTER.wall + timedelta(seconds=5))) == ()


def test_a_database_that_answers_late_is_not_wrong_for_that():
    """When within the asking it read its clock nobody knows."""
    late = replace(AFTER, took=timedelta(seconds=8), database=AFTER.database + 7 * SECOND)
    assert doubts(BEFORE, late) == ()
    assert kinds(doubts(BEFORE, replace(late, took=timedelta(0)))) == [
        Doubt.DATABASE_STEPPED,
        Doubt.APART,
    ]


def test_without_a_database_a_step_is_seen_all_the_same():
    alone = replace(AFTER, database=None, sealed=None, wall=AFTER.wall - SECOND)
    assert doubts(BEFORE, alone) == (Doubted(Doubt.STEPPED, -SECOND),)


def test_a_machine_that_slept_did_not_step():
    night = timedelta(hours=9)
    awake = replace(
        AFTER,
        wall=AFTER.wall + night,
        running=AFTER.running + night,
        database=AFTER.database + night,
    )
    assert doubts(BEFORE, awake) == ()


def test_an_event_stands_at_the_latest_instant_anybody_knows():
    """A clock a year back would put it where no auditor looks."""
    back = replace(AFTER, wall=AFTER.wall - timedelta(days=365))
    assert back.latest == AFTER.database
    assert replace(back, database=None).latest == AFTER.sealed
