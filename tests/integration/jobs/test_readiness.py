"""Ready says whether petitions are taken; well says whether the rest happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from feedback.app import create_app
from feedback.extensions import current_settings
from feedback.launch.child import Child
from feedback.launch.redis import QueueServer
from feedback.models.clock_look import ClockLook
from feedback.processes.sealer import sealer_of
from feedback.services.ladder.escalation import escalate_overdue
from feedback.services.upkeep.readiness import readiness
from feedback.settings.frozen import Settings
from tests.factories import at

Lodge = Callable[..., int]
NOW = at("2026-08-03", 9)


@pytest.mark.usefixtures("house")
def test_a_new_installation_is_ready_and_well_once_it_swept(session: Session):
    before = readiness(NOW)
    assert (before["ready"], before["well"]) == (True, False)
    assert before["checks"]["sweep"] == {"ok": False, "said": "never"}
    escalate_overdue(NOW)
    session.add(ClockLook(machine="may-1", looked_at=NOW, apart=0.0, doubt="", doubted_at=None))
    session.commit()
    after = readiness(NOW + timedelta(seconds=30))
    assert after["well"], after
    assert after["checks"]["sweep"] == {"ok": True, "seconds": 30}


@pytest.mark.usefixtures("house")
def test_without_the_queue_it_is_ready_and_not_well(queue_server: tuple[QueueServer, Child]):
    escalate_overdue(NOW)
    queue_server[1].stop()
    told = readiness(NOW)
    assert (told["ready"], told["well"]) == (True, False)
    assert told["checks"]["queue"] == {"ok": False, "said": "ConnectionError"}


def test_without_the_database_it_is_not_ready(settings: Settings):
    away = replace(settings, database_command_url="postgresql+psycopg:///none?host=/nowhere")
    with create_app(away).app_context():
        told = readiness(NOW)
    assert (told["ready"], told["well"]) == (False, False)
    assert told["checks"]["database"] == {"ok": False, "said": "OperationalError"}


@pytest.mark.usefixtures("house")
def test_a_sweep_long_ago_is_an_alarm():
    escalate_overdue(NOW)
    assert readiness(NOW + timedelta(minutes=15))["checks"]["sweep"]["ok"]
    assert not readiness(NOW + timedelta(minutes=16))["checks"]["sweep"]["ok"]


@pytest.mark.usefixtures("house")
def test_a_sweep_dated_into_the_future_says_nothing():
    escalate_overdue(NOW + timedelta(days=900), trusted=True)
    assert readiness(NOW)["checks"]["sweep"] == {"ok": False, "said": "never"}


def test_a_row_nobody_brings_is_an_alarm(proposed: Lodge):
    proposed("2026-08-03")
    due = at("2026-08-03", 10) + timedelta(minutes=2)
    assert readiness(due + timedelta(minutes=15))["checks"]["relay"]["ok"]
    late = readiness(due + timedelta(minutes=20))["checks"]["relay"]
    assert late == {"ok": False, "seconds": 1200}


def test_a_history_nobody_seals_is_an_alarm(lodged: Lodge):
    lodged("2026-08-03")
    lodged_at = at("2026-08-03")
    assert readiness(lodged_at + timedelta(minutes=10))["checks"]["checkpoint"]["ok"]
    assert not readiness(lodged_at + timedelta(minutes=16))["checks"]["checkpoint"]["ok"]
    sealer_of(current_settings()).look(lodged_at + timedelta(minutes=16))
    assert readiness(lodged_at + timedelta(days=9))["checks"]["checkpoint"]["ok"]
