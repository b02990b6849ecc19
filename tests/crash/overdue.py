"""Deadlines that fall due by the thousand while whoever escalates them is killed (figure R3).

Two schedulers race, two workers sweep, a relay and a worker bring and send the mails; the files
come in waves, so that there is work in the middle of every kill.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select, text, update

from feedback.demo.bulk import multiply
from feedback.domain import clock
from feedback.domain.escalation import LADDER
from feedback.extensions import db, queues
from feedback.launch.child import Child
from feedback.launch.supervisor import stop_all
from feedback.launch.surroundings import ROOT
from feedback.models.agency import UserAccount
from feedback.models.deadline import Deadline, Escalation
from feedback.models.entry import Entry
from feedback.models.outbox import Notice, OutboxItem
from feedback.services.ground.relay import bring_overdue
from feedback.services.ground.transaction import transaction
from feedback.services.lodging.submission import submit
from feedback.services.log.verification import snapshot, verify
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing
from tests.crash.nemesis import Nemesis, await_all
from tests.factories import a_lodging, read_province
from tests.worlds import application, database_environment

#: Every level was reached long ago.
AGO = timedelta(days=90)
WAVES, KILLS = 9, 9
#: Clocks that a file opens; a wave in so many brings one whose escalations go out by mail: a job
#: each, and not what is measured.
CLOCKS, BY_MAIL = 3, 3
#: Ticks that came double, so that both workers sweep in the same moment.
SWEEP, AT_ONCE = "feedback.jobs.sweeps.escalate", 4
#: A kill comes at once when a sweep is seen at work, or when it is about to be done, or just was.
LINGER = (0.0, 0.0, 0.1, 0.2, 0.3)
#: Seconds between two kills.
PAUSE = (0.5, 1.5)
_PROCESSES = {
    "scheduler-1": ["scheduler"],
    "scheduler-2": ["scheduler"],
    "sweeps-1": ["worker", "sweeps"],
    "sweeps-2": ["worker", "sweeps"],
    "notices": ["worker", "notices"],
    "relay": ["relay"],
}
#: Somebody has written escalations and not committed yet.
_AT_WORK = text(
    "SELECT count(*) FROM pg_locks WHERE relation = 'escalation'::regclass "
    "AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid() "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is when nothing is left to do."""

    deadlines: int
    expected: int
    escalations: int
    doubled: int
    notices: int
    entries: int
    findings: list[str]
    mails: int
    kills: int
    in_the_middle: int
    seconds: float

    @property
    def exact(self) -> bool:
        told = {self.escalations, self.notices, self.entries}
        return told == {self.expected} and not self.doubled and not self.findings


def race(settings: Settings, folder: Path, count: int, mail: str, seed: int) -> Outcome:
    """Lodge files with about so many clocks, kill, wait, count."""
    begun = time.monotonic()
    with application(settings) as app, _running(settings, folder, mail) as children:
        _prepare(app)
        struck: list[bool] = []
        waves = threading.Semaphore(0)
        dice = random.Random(seed)  # noqa: S311 - chance, not secrecy

        def aim(child: Child) -> None:
            struck.append(_take_aim(app, child, waves))
            time.sleep(dice.choice(LINGER))

        nemesis = Nemesis(children, dice, pause=PAUSE, aim=aim)
        lodging = threading.Thread(target=_lodge_in_waves, args=(app, count, waves))
        lodging.start()
        nemesis.rage(lambda: nemesis.kills.total() < KILLS or lodging.is_alive())
        lodging.join()
        await_all(children, 1.0)
        with app.app_context():
            _wait_until_all_is_done()
            return _count(nemesis, sum(struck), time.monotonic() - begun)


@contextmanager
def _running(settings: Settings, folder: Path, mail: str) -> Iterator[list[Child]]:
    environ = os.environ | {
        "FEEDBACK_MODE": "test",
        **database_environment(settings),
        "FEEDBACK_REDIS_URL": settings.redis_url,
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "FEEDBACK_SMTP_URL": mail,
        "FEEDBACK_SWEEP_SECONDS": "1",
        "PYTHONPATH": str(ROOT),
    }
    children = [
        Child(
            name=name,
            argv=[sys.executable, "-m", f"feedback.processes.{words[0]}", *words[1:]],
            log=folder / f"{name}.log",
            env=environ,
            cwd=ROOT,
        )
        for name, words in _PROCESSES.items()
    ]
    try:
        for child in children:
            child.start()
        yield children
    finally:
        stop_all(children)


def _prepare(app: Flask) -> None:
    """One file to copy; of all people the commune's head alone reads mail."""
    with app.app_context(), transaction() as session:
        reading = UserAccount.username != "chutichxa"
        session.execute(update(UserAccount).where(reading).values(email=""))
    with app.app_context():
        submit(a_lodging(), _keys(app), clock.now() - AGO)


def _keys(app: Flask) -> KeyRing:
    return KeyRing(app.extensions["settings"].keys_dir)


def _lodge_in_waves(app: Flask, count: int, waves: threading.Semaphore) -> None:
    """A wave before each kill, so that it meets work half done."""
    for wave in range(WAVES):
        waves.acquire()
        with app.app_context():
            multiply(count // CLOCKS // WAVES, clock.now(), lambda _: None, originals_at_most=1)
            if wave % BY_MAIL == 0:
                officer = read_province(db.session()).commune_officer
                submit(a_lodging(), _keys(app), clock.now() - AGO, officer=officer)
            for _ in range(AT_ONCE):
                queues.named("sweeps").enqueue(SWEEP, job_timeout=60)


def _take_aim(app: Flask, child: Child, waves: threading.Semaphore) -> bool:
    """Let a wave come, and wait for a sweep in the middle of it; whether one is killed there."""
    waves.release()
    give_up = time.monotonic() + 3.0
    with app.app_context(), db.engine.connect() as connection:
        while time.monotonic() < give_up:
            if connection.scalar(_AT_WORK):
                return child.name.startswith("sweeps")
            time.sleep(0.005)
    return False


def _wait_until_all_is_done(seconds: float = 90.0) -> None:
    """A job that died with its worker is brought again after minutes: here the clock is helped."""
    give_up = time.monotonic() + seconds
    late = select(func.count()).where(
        Deadline.state == "open", Deadline.next_level_at <= clock.now()
    )
    mails = select(OutboxItem.key, OutboxItem.attempts, OutboxItem.error).where(
        OutboxItem.queue == "notices", OutboxItem.done_at.is_(None)
    )
    while any(left := [db.session.scalar(late), db.session.execute(mails).all()]):
        assert time.monotonic() < give_up, f"still waiting: deadlines and mails {left}"
        db.session.rollback()
        if not queues.named("notices").count:
            bring_overdue(clock.now() + timedelta(days=1))
        time.sleep(1)


def _count(nemesis: Nemesis, in_the_middle: int, seconds: float) -> Outcome:
    db.session.rollback()
    levels = db.session.execute(select(Escalation.deadline_id, Escalation.level)).all()
    deadlines = db.session.scalars(select(Deadline.id)).all()
    wanted = {(each, level.number) for each in deadlines for level in LADDER}
    assert set(levels) == wanted, f"{len(wanted - set(levels))} missing"
    with snapshot(db.engine) as connection:
        found = verify(connection, checkpoints=None, public_key=None)
    return Outcome(
        deadlines=len(deadlines),
        expected=len(wanted),
        escalations=len(levels),
        doubled=len(levels) - len(set(levels)),
        notices=db.session.scalar(select(func.count(Notice.id))) or 0,
        entries=db.session.scalar(select(func.count()).where(Entry.type == "escalated")) or 0,
        findings=[finding.sentence for finding in found.findings],
        mails=db.session.scalar(select(func.count()).where(OutboxItem.queue == "notices")) or 0,
        kills=nemesis.kills.total(),
        in_the_middle=in_the_middle,
        seconds=seconds,
    )
