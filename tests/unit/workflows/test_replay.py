"""A later text changes nothing for what is under way, except what its transition clause names."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from feedback.domain.petitions import Kind
from feedback.domain.time_limits import days
from feedback.workflows.courses import again, draw
from feedback.workflows.lawbook import Lawbook
from feedback.workflows.replay import UNEXPLAINED, compared, replay

CUT = date(2026, 7, 1)
BEFORE = Lawbook.without_texts_from(CUT)


@pytest.fixture(scope="module")
def done():
    return replay(3_000, seed=7)


def test_no_date_of_a_running_file_changes_without_its_clause(done):
    running = {change for change in done.changes if change.running}
    assert done.unexplained == 0
    assert {change.basis for change in running} == {"khoản 1 Điều 22 Nghị định 155/2026/NĐ-CP"}
    assert {change.procedure for change in running} <= {
        "complaint_first_time",
        "complaint_second_time",
        "discipline_complaint_first_time",
        "discipline_complaint_second_time",
    }


def test_acceptance_goes_by_the_day_of_receipt_and_so_changes_for_new_petitions_alone(done):
    changed = [change for change in done.changes if change.what == "KN1-ACCEPT"]
    assert changed
    assert not any(change.running for change in changed)


def test_a_date_that_moves_without_a_clause_is_counted_as_a_fault():
    dice, accepted = Random(1), date(2026, 3, 2)  # noqa: S311 - repeatable, no secret
    course = draw(Lawbook.today(), "complaint_first_time", Kind.COMPLAINT, accepted, dice)
    course.pauses.clear()
    old = again(course, BEFORE)
    clock = course.clocks[0]
    course.clocks[0] = replace(clock, limit=replace(clock.limit, span=days(99), variants=()))
    assert UNEXPLAINED in {change.basis for change in compared(course, old, CUT)}


@pytest.mark.parametrize(
    ("rule", "received", "version", "without"),
    [
        pytest.param(
            "KN1-ACCEPT",
            date(2026, 6, 30),
            "KN1-ACCEPT@2012",
            "KN1-ACCEPT@2012",
            id="received on the last day of the old text",
        ),
        pytest.param(
            "KN1-ACCEPT",
            date(2026, 7, 1),
            "KN1-ACCEPT@2026",
            "KN1-ACCEPT@2012",
            id="received on the first day of the new text",
        ),
        pytest.param(
            "KN1-RESOLVE",
            date(2026, 7, 1),
            "KN1-RESOLVE@2012",
            "KN1-RESOLVE@2012",
            id="a period that did not change",
        ),
    ],
)
def test_each_book_picks_its_own_version(rule, received, version, without):
    assert Lawbook.today().limit(rule, received, received).id == version
    assert BEFORE.limit(rule, received, received).id == without


@pytest.mark.parametrize(
    ("accepted", "edition", "without"),
    [
        pytest.param(date(2026, 6, 30), "LKN-2012", "LKN-2012", id="on the eve"),
        pytest.param(date(2026, 7, 1), "LKN-2026", "LKN-2012", id="on the first day"),
    ],
)
def test_each_book_pins_its_own_edition(accepted, edition, without):
    assert Lawbook.today().pinned("complaint_first_time", accepted).name == edition
    assert BEFORE.pinned("complaint_first_time", accepted).name == without
