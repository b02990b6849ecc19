"""A machine whose clock is set wrong is told within a minute: log, auditors, ``/readyz``."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.app import create_app
from feedback.domain import clock
from feedback.domain.clock_watch import Doubt
from feedback.models.clock_look import ClockLook
from feedback.models.entry import LogCheckpoint
from feedback.models.security_event import KeptEvent
from feedback.services.upkeep import clock_watching
from feedback.services.upkeep.clock_watching import ClockWatch
from feedback.services.upkeep.readiness import readiness
from feedback.settings.frozen import Settings
from tests.integration.jobs.conftest import until
from tests.worlds import database_environment

ROOT = Path(__file__).resolve().parents[3]
HOUR, MINUTE, NOTHING = timedelta(hours=1), timedelta(minutes=1), timedelta(0)

Look = Callable[..., list[Doubt]]


@pytest.fixture
def watch(session: Session) -> ClockWatch:
    return ClockWatch("scheduler", "may-1")


@pytest.fixture
def look(watch: ClockWatch) -> Look:
    """Another look, while the wall clock is so far ahead of the true time."""

    def again(ahead: timedelta = NOTHING) -> list[Doubt]:
        with time_machine.travel(clock.now() + ahead, tick=True):
            return [each.doubt for each in watch.look()]

    return again


def kept(session: Session) -> list[KeptEvent]:
    session.rollback()
    return list(session.scalars(select(KeptEvent).order_by(KeptEvent.id)))


def said() -> dict[str, object]:
    return readiness(clock.now())["checks"]["clock"]


def test_a_step_and_the_step_back_are_told_aloud_and_kept(look, session, caplog):
    assert look() == []
    assert look(ahead=HOUR) == [Doubt.STEPPED, Doubt.APART]
    assert look() == [Doubt.STEPPED]
    told = [(each.event, round(float(each.detail.removesuffix(" s")))) for each in kept(session)]
    assert told == [
        ("clock stepped", 3600),
        ("clock apart from the database's", 3600),
        ("clock stepped", -3600),
    ]
    loud = [each for each in caplog.records if each.name.endswith("security_events")]
    assert {(each.levelname, each.facts["machine"]) for each in loud} == {("CRITICAL", "may-1")}


def test_it_stands_in_readiness_for_an_hour(look):
    look()
    assert said() == {"ok": True, "seconds": 0}
    look(ahead=-MINUTE)
    look()
    assert said() == {"ok": False, "said": "clock stepped"}
    with time_machine.travel(clock.now() + HOUR + MINUTE, tick=True):
        assert said() == {"ok": False, "seconds": 3660}


def test_what_lasts_is_one_event_and_is_shown_until_it_is_over(look, session):
    for _ in range(3):
        assert look(ahead=-HOUR) == [Doubt.APART]
    assert [each.event for each in kept(session)] == ["clock apart from the database's"]
    (row,) = session.scalars(select(ClockLook))
    assert (round(row.apart), row.doubt) == (-3600, Doubt.APART)


def test_an_event_of_a_clock_that_went_back_is_where_an_auditor_looks(look, session):
    """Not a year ago, where that clock says that it happened."""
    sealed = clock.now() + timedelta(days=1)
    session.add(LogCheckpoint(size=1, root=bytes(32), note="", sealed_at=sealed, peaks=b""))
    session.commit()
    assert look() == [Doubt.BEHIND]
    (event,) = kept(session)
    assert (event.event, event.route, event.at) == (Doubt.BEHIND, "scheduler", sealed)


def test_what_could_not_be_written_is_written_at_the_next_look(look, session, settings):
    look()
    away = replace(settings, database_command_url="postgresql+psycopg:///none?host=/nowhere")
    with create_app(away, pages=False).app_context():
        assert look(ahead=HOUR) == [Doubt.STEPPED]
    assert kept(session) == []
    look(ahead=HOUR)
    assert kept(session)[0].event == "clock stepped"


def test_nobody_watching_is_an_alarm_and_a_machine_that_is_gone_is_forgotten(look, session):
    assert said() == {"ok": False, "said": "never"}
    look()
    assert not readiness(clock.now() + 16 * MINUTE)["checks"]["clock"]["ok"]
    clock_watching.forget_old(clock.now() + timedelta(days=31))
    assert session.scalars(select(ClockLook)).all() == []


def test_it_is_called_often_and_looks_twice_a_minute(look, watch, monkeypatch):
    looks = []
    look()
    monkeypatch.setattr(ClockWatch, "look", lambda _self: looks.append(1))
    watch.look_when_due()
    assert (looks, clock_watching.EVERY <= 30) == ([], True)
    monkeypatch.setattr(clock_watching, "EVERY", 0.0)
    watch.look_when_due()
    assert looks == [1]


#: The scheduler itself, in a hurry; its wall clock is set an hour ahead once a file is there.
STEPPED_AFTERWARDS = """
import datetime, pathlib, sys, threading, time
import time_machine
from feedback.processes import scheduler
from feedback.services.upkeep import clock_watching

def step():
    while not pathlib.Path(sys.argv[1]).exists():
        time.sleep(0.05)
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    time_machine.travel(later, tick=True).start()

threading.Thread(target=step, daemon=True).start()
clock_watching.EVERY = 0.2
scheduler.main()
"""


@pytest.fixture
def signal(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The scheduler runs; making this file sets its clock."""
    environ = os.environ | {
        "FEEDBACK_MODE": "test",
        **database_environment(settings),
        "FEEDBACK_REDIS_URL": settings.redis_url,
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "PYTHONPATH": str(ROOT),
    }
    file = tmp_path / "now"
    running = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", STEPPED_AFTERWARDS, str(file)], env=environ, cwd=ROOT
    )
    yield file
    running.terminate()
    running.wait(30)


def test_the_scheduler_tells_that_its_machine_s_clock_was_set(session, signal):
    def looked() -> bool:
        session.rollback()
        return bool(session.scalars(select(ClockLook)).all())

    until(looked)
    assert kept(session) == []
    signal.touch()
    until(lambda: kept(session))
    assert kept(session)[0].event == "clock stepped"
