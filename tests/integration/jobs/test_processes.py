"""Worker, relay, scheduler and sealer as processes: they survive what they need, and end."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue
from rq.utils import import_attribute
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.extensions import QUEUES
from feedback.jobs.timetable import Periodic, timetable
from feedback.launch.child import Child
from feedback.launch.redis import QueueServer
from feedback.models.entry import LogCheckpoint
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import SweepReport
from feedback.processes.scheduler import Ticker
from feedback.services.ground.relay import bring_overdue
from feedback.settings.frozen import Settings
from tests.factories import at
from tests.integration.jobs.conftest import Start, until

Propose = Callable[..., int]
NOW = at("2026-08-03", 10)
EVERY_MINUTE = (Periodic("escalate", "feedback.jobs.sweeps.escalate", "sweeps", 60),)


def rendered(session: Session) -> int:
    session.rollback()
    found = select(func.count()).where(IssuedLetter.rendered_at.is_not(None))
    return session.scalars(found).one()


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def alive(pid: int) -> bool:
    """A dead process nobody has buried yet counts as dead."""
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
    return False


def test_a_worker_whose_queue_was_lost_works_on_when_it_is_back(
    proposed: Propose,
    session: Session,
    process: Start,
    queue_server: tuple[QueueServer, Child],
):
    server, child = queue_server
    with process("worker", "letters") as worker:
        proposed()
        until(lambda: rendered(session) == 1)
        assert child.process is not None
        os.kill(child.process.pid, signal.SIGKILL)
        child.process.wait()
        proposed()
        time.sleep(1)
        child.start()
        server.await_answer(child)
        bring_overdue(NOW + timedelta(hours=1))
        until(lambda: rendered(session) == 2)
        assert worker.poll() is None


def test_a_killed_worker_leaves_no_child_behind(process: Start, redis: Redis):
    with process("worker", "letters") as worker:
        until(lambda: redis.exists("rq:scheduler-lock:letters"))
        until(lambda: children(worker.pid))
        left = children(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        until(lambda: not any(alive(pid) for pid in left))


def test_a_worker_ends_when_told_to_while_the_queue_is_away(
    process: Start, queue_server: tuple[QueueServer, Child], redis: Redis
):
    with process("worker", "notices") as worker:
        until(lambda: redis.exists("rq:scheduler-lock:notices"))
        queue_server[1].stop()
        time.sleep(1)
        worker.terminate()
        worker.wait(20)


def test_a_worker_knows_its_queues(process: Start):
    with process("worker", "everything") as worker:
        assert worker.wait(60) == 2


def test_of_a_failed_job_the_queue_keeps_no_message(process: Start, redis: Redis, tmp_path: Path):
    """What an error says may repeat a name; which error it was and where is enough."""
    queue = Queue("notices", connection=redis, serializer="json")
    job = queue.enqueue("builtins.int", "kanarek")
    with process("worker", "notices"):
        until(lambda: job.get_status(refresh=True) == "failed")
    result = job.latest_result()
    assert '"error": "ValueError"' in result.exc_string
    assert "kanarek" not in result.exc_string
    assert "kanarek" not in (tmp_path / "worker.log").read_text()


@pytest.mark.parametrize("name", ["relay", "scheduler"])
def test_it_waits_for_a_queue_that_is_away_and_ends_when_told_to(
    process: Start, queue_server: tuple[QueueServer, Child], name: str, tmp_path: Path
):
    queue_server[1].stop()
    with process(name) as running:
        until(lambda: "a server is away" in (tmp_path / f"{name}.log").read_text())
        assert running.poll() is None
    assert running.returncode == 0


def count_of(session: Session, column: InstrumentedAttribute[int]) -> int:
    session.rollback()
    return session.scalars(select(func.count(column))).one()


def test_scheduler_and_worker_sweep_by_themselves(
    proposed: Propose, session: Session, process: Start
):
    proposed()
    with process("scheduler"), process("worker", "sweeps"):
        until(lambda: count_of(session, SweepReport.id))


def test_the_sealer_seals_by_itself_without_any_queue(
    proposed: Propose,
    session: Session,
    process: Start,
    queue_server: tuple[QueueServer, Child],
):
    proposed()
    queue_server[1].stop()
    with process("sealer") as sealer:
        until(lambda: count_of(session, LogCheckpoint.size))
    assert sealer.returncode == 0


def ids(redis: Redis) -> list[str]:
    return Queue("sweeps", connection=redis, serializer="json").job_ids


@pytest.mark.usefixtures("house")
def test_of_many_schedulers_one_enqueues_each_slot(redis: Redis):
    schedulers = [Ticker(EVERY_MINUTE) for _ in range(3)]
    for second in range(0, 180, 20):
        for scheduler in schedulers:
            scheduler.tick(NOW + timedelta(seconds=second))
    first = int(NOW.timestamp()) // 60
    assert ids(redis) == [f"escalate-{first + minute}" for minute in range(3)]


@pytest.mark.usefixtures("house")
def test_a_scheduler_that_starts_again_repeats_no_slot(redis: Redis):
    Ticker(EVERY_MINUTE).tick(NOW)
    Ticker(EVERY_MINUTE).tick(NOW + timedelta(seconds=30))
    assert len(ids(redis)) == 1


@pytest.mark.usefixtures("house")
def test_a_queue_that_forgot_everything_gets_the_next_slot(redis: Redis):
    scheduler = Ticker(EVERY_MINUTE)
    scheduler.tick(NOW)
    redis.flushall()
    scheduler.tick(NOW + timedelta(seconds=60))
    assert len(ids(redis)) == 1


def test_every_job_of_the_timetable_is_there_and_has_a_worker(settings: Settings):
    for periodic in timetable(settings):
        assert callable(import_attribute(periodic.job))
        assert periodic.queue in QUEUES
