"""Real servers for the jobs: a queue server of each test's own, which may die, and a mailbox."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from redis import Redis
from sqlalchemy import make_url

from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.redis import QueueServer
from feedback.services.acts import casework
from feedback.services.lodging.submission import submit
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing
from tests.factories import Province, a_lodging, at
from tests.integration.jobs.mailbox import Mailbox
from tests.worlds import database_environment

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def queue_server(tmp_path: Path) -> Iterator[tuple[QueueServer, Child]]:
    folder = DataFolder.open(tmp_path / "q")
    server = QueueServer.of(folder, os.environ, fast=True)
    child = server.child()
    child.start()
    server.await_answer(child)
    yield server, child
    child.stop()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        yield box


@pytest.fixture
def settings(
    settings: Settings, queue_server: tuple[QueueServer, Child], mailbox: Mailbox
) -> Settings:
    """The test's own database and files, with a queue and a mail server that it may end."""
    return replace(settings, redis_url=queue_server[0].url, smtp_url=mailbox.url)


@pytest.fixture
def impatient(settings: Settings) -> None:
    """Whoever waits for a lock fails soon: here nobody may wait for anybody."""
    url = make_url(settings.owner_url).set(drivername="postgresql")
    name = sql.Identifier(url.database or "")
    with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} SET lock_timeout = '5s'").format(name))


@pytest.fixture
def redis(settings: Settings) -> Iterator[Redis]:
    with Redis.from_url(settings.redis_url) as client:
        yield client


Start = Callable[..., AbstractContextManager[subprocess.Popen[bytes]]]


@pytest.fixture
def process(settings: Settings, tmp_path: Path) -> Start:
    """Start a process of the product while a block lasts, e.g. ``process("worker", "letters")``."""
    environ = os.environ | {
        "FEEDBACK_MODE": "test",
        **database_environment(settings),
        "FEEDBACK_REDIS_URL": settings.redis_url,
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "FEEDBACK_SMTP_URL": settings.smtp_url,
        "PYTHONPATH": str(ROOT),
    }

    @contextmanager
    def start(name: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        log = tmp_path / f"{name}.log"
        argv = [sys.executable, "-m", f"feedback.processes.{name}", *words]
        with log.open("ab") as said:
            running = subprocess.Popen(  # noqa: S603 - our own command lines
                argv, env=environ, cwd=ROOT, stdout=said, stderr=said
            )
        try:
            yield running
        finally:
            running.terminate()
            try:
                running.wait(30)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
                pytest.fail(f"{name} did not end when told to:\n{log.read_text()}")

    return start


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something holds; a failure names the question's source."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"did not come true within {seconds:.0f} s: {true}"
        time.sleep(0.05)


@pytest.fixture
def lodged(house: Flask, keys: KeyRing) -> Callable[..., int]:
    """Lodges a petition on a day: ``lodged("2026-08-03", kind=Kind.REPORT)``."""

    def lodge(day: str = "2026-08-03", **changes: object) -> int:
        return submit(a_lodging(**changes), keys, at(day))  # type: ignore[arg-type]  # fields

    return lodge


@pytest.fixture
def proposed(lodged: Callable[..., int], province: Province) -> Callable[..., int]:
    """A petition whose officer proposed acceptance: its slip waits to be rendered."""

    def propose(day: str = "2026-08-03", **changes: object) -> int:
        petition = lodged(day, **changes)
        now = at(day, 10)
        given = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", province.receptionist, now, given)
        officer = province.commune_officer
        casework.apply(petition, "record_signature", officer, now, {"signature_form": "paper"})
        casework.apply(petition, "propose_acceptance", officer, now, {"reason": "Đúng thẩm quyền."})
        return petition

    return propose


def hours(start: datetime, end: datetime) -> Iterator[datetime]:
    """Every full hour from start to end."""
    while start <= end:
        yield start
        start += timedelta(hours=1)
