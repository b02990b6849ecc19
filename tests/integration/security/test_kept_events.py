"""How long events of security are kept: two years by a rule of the house, one by the database."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.domain import clock
from feedback.jobs import sweeps
from feedback.models.security_event import KeptEvent
from feedback.services.upkeep import kept_events
from feedback.services.upkeep.kept_events import KEPT_FOR, Where
from feedback.services.watch.security_events import Noted, SecurityEvent

DAY = timedelta(days=1)
AGES = {"a year": 366 * DAY, "nearly two": KEPT_FOR - DAY, "over two": KEPT_FOR + DAY}


@pytest.fixture
def kept(session):
    """Three events of different ages; asking tells which are still there."""
    now = clock.now()
    for route, age in AGES.items():
        event = Noted(SecurityEvent.EXPORTED, {})
        kept_events.add(session, [event], Where(route), now - age)
    session.commit()

    def routes():
        session.rollback()
        return list(session.scalars(select(KeptEvent.route).order_by(KeptEvent.id)))

    return routes


def test_the_hourly_sweep_removes_what_was_kept_for_two_years(kept):
    sweeps.tidy()
    assert kept() == ["a year", "nearly two"]


def test_a_clock_that_is_ahead_removes_nothing_more(kept):
    kept_events.forget_old(clock.now() + 700 * DAY)
    assert kept() == ["a year", "nearly two"]
