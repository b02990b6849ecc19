"""Two hundred petitions while everything is killed at random: each is accounted for.

Acknowledged and not there is *lost*; refused as not recorded and there is a *phantom*; both must
be none. What nobody answered may be there or not, but whole, and sent again it is the same one.
"""

import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from feedback.app import create_app
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.extensions import QUEUES, db
from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.product import WEB_WORKER
from feedback.launch.schema import bring_up_to_date
from feedback.launch.servers import start
from feedback.launch.supervisor import stop_all
from feedback.launch.surroundings import ROOT, running
from feedback.models.act import PerformedAct
from feedback.models.deadline import Deadline, Escalation
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import Obligation
from feedback.models.outbox import OutboxItem
from feedback.models.petition import Party, Petition
from feedback.services.acts import casework
from feedback.services.documents.rendering import letter_bytes
from feedback.services.ground.relay import bring_overdue
from feedback.services.lodging.submission import submit
from feedback.services.log.verification import snapshot, verify
from feedback.services.subject.numbers import subject_number
from feedback.services.upkeep.reference import load_reference
from feedback.settings.frozen import Settings
from feedback.vault.codes import code_hash
from feedback.vault.keys import KeyRing
from tests.crash.citizens import Account, Outcome, send_all, write_forms
from tests.crash.nemesis import Nemesis, await_all
from tests.factories import a_lodging, make_province, read_province

pytestmark = pytest.mark.crash

PETITIONS, CITIZENS, LATE, WORKED_ON = 200, 4, 15, 30
SEED = 20261122


@dataclass(frozen=True, slots=True)
class World:
    """The whole product in a folder of its own, as ``run`` starts it."""

    app: Flask
    port: int
    children: tuple[Child, ...]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("FEEDBACK_SWEEP_SECONDS", "2")
    monkeypatch.setenv("FEEDBACK_CHECKPOINT_SECONDS", "2")
    # two hundred people at one address who write faster than people do
    monkeypatch.setenv("FEEDBACK_OFFICE_NETWORKS", "127.0.0.0/8")
    folder = DataFolder.open(tmp_path / "data")
    with start(folder, fast=False) as servers:
        bring_up_to_date(folder, servers.urls)
        environ = running(folder, servers.urls)
        app = create_app(Settings.from_environment(environ))
        with app.app_context():
            load_reference(db.session())
            make_province(db.session())
            db.session.commit()
        port = _free_port()
        processes = product(folder, environ, port)
        for child in processes:
            child.start()
        try:
            yield World(app, port, (*servers.children, *processes))
        finally:
            stop_all(processes)
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


def product(folder: DataFolder, environ: Mapping[str, str], port: int) -> list[Child]:
    """Every process of the product as an operator starts it: none is a fork of the test."""
    gunicorn = ["gunicorn", "wsgi:app", f"--bind=127.0.0.1:{port}", f"--worker-class={WEB_WORKER}"]
    command_lines = {
        "web": [*gunicorn, "--workers=2", "--threads=4", "--preload", "--no-control-socket"],
        **{f"worker-{queue}": ["feedback.processes.worker", queue] for queue in QUEUES},
        "relay": ["feedback.processes.relay"],
        "scheduler": ["feedback.processes.scheduler"],
        "sealer": ["feedback.processes.sealer"],
    }
    return [
        Child(
            name=name,
            argv=[sys.executable, "-m", *words],
            log=folder.logs / f"{name}.log",
            env=environ,
            cwd=ROOT,
        )
        for name, words in command_lines.items()
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_every_petition_is_accounted_for(world: World):
    lodge_late_ones(world.app)
    accounts = write_forms(world.app, PETITIONS)
    nemesis = Nemesis(world.children, random.Random(SEED))  # noqa: S311 - chance, not secrecy
    citizens = send_all(world.port, accounts, CITIZENS, lambda code: is_there(world.app, code))
    officer = threading.Thread(target=work_on_some, args=(world.app, accounts, citizens))
    officer.start()
    nemesis.rage(lambda: any(citizen.is_alive() for citizen in citizens))
    for thread in (*citizens, officer):
        thread.join()
    await_all(world.children)
    with world.app.app_context():
        wait_for_the_rest()
        report(accounts, nemesis)
        assert_nothing_lost(world.app, accounts)
        assert_whole()
        assert_all_rendered()
        assert_all_escalated()
        assert_history_sound()
    assert {child.name for child in world.children} == set(nemesis.kills)


def lodge_late_ones(app: Flask) -> None:
    """Petitions long overdue, so that the sweeps have something to lose as well."""
    with app.app_context():
        keys = KeyRing(app.extensions["settings"].keys_dir)
        for place in range(LATE):
            submit(a_lodging(), keys, clock.now() - timedelta(days=60 + place))


def work_on_some(app: Flask, accounts: list[Account], citizens: list[threading.Thread]) -> None:
    """An officer proposes what has arrived, so that documents fall due in the middle of it all."""
    proposed: set[str] = set()
    while any(citizen.is_alive() for citizen in citizens) and len(proposed) < WORKED_ON:
        arrived = [a for a in accounts if a.numbers and a.code not in proposed]
        for account in arrived:
            with app.app_context(), suppress(DBAPIError, DomainError):
                propose(app, account)
                proposed.add(account.code)
        time.sleep(0.2)


def propose(app: Flask, account: Account) -> None:
    people = read_province(db.session())
    found = petition_of(app, account.code)
    assert found is not None, "a receipt was shown for nothing"
    given = {"kind": "report", "field": "waste", "agency": "X06862"}
    if found.state == "received":
        casework.apply(found.id, "classify", people.receptionist, clock.now(), given)
    reason = {"reason": "Đúng thẩm quyền."}
    casework.apply(found.id, "propose_acceptance", people.commune_officer, clock.now(), reason)


def is_there(app: Flask, code: str) -> bool:
    """Whether a petition is recorded, asked until the database answers."""
    while True:
        with app.app_context(), suppress(DBAPIError):
            return petition_of(app, code) is not None
        time.sleep(0.2)


def petition_of(app: Flask, code: str) -> Petition | None:
    hashed = code_hash(code, KeyRing(app.extensions["settings"].keys_dir).code_pepper)
    return db.session.scalars(select(Petition).where(Petition.code_hash == hashed)).one_or_none()


def wait_for_the_rest(seconds: float = 90.0) -> None:
    """Until nothing waits any more. Rows come again after minutes; here the clock is helped."""
    give_up = time.monotonic() + seconds
    while True:
        db.session.rollback()
        waiting = db.session.scalars(
            select(OutboxItem.key).where(OutboxItem.done_at.is_(None))
        ).all()
        late = db.session.scalar(
            select(func.count()).where(
                Deadline.state == "open", Deadline.next_level_at <= clock.now()
            )
        )
        if not waiting and not late:
            return
        assert time.monotonic() < give_up, f"still waiting: {waiting}; {late} deadlines"
        with suppress(RedisError):
            bring_overdue(clock.now() + timedelta(days=1))
        time.sleep(3)


def report(accounts: list[Account], nemesis: Nemesis) -> None:
    firsts = Counter(account.first for account in accounts)
    tries = Counter(outcome for account in accounts for outcome in account.outcomes)
    print(f"\nfirst answers {dict(firsts)}, all {dict(tries)}")  # noqa: T201 - read with -s
    print(f"{nemesis.kills.total()} kills: {dict(nemesis.kills)}")  # noqa: T201 - read with -s


def assert_nothing_lost(app: Flask, accounts: list[Account]) -> None:
    """Every account ended with a receipt, always the same, and its petition bears that number."""
    for account in accounts:
        assert account.outcomes[-1] is Outcome.OK
        assert not account.phantom, "refused as not recorded, and recorded"
        assert len(account.numbers) == 1, "one petition, two receipts"
        found = petition_of(app, account.code)
        assert found is not None, f"lost: {account.numbers}"
        assert {subject_number(found)} == account.numbers


def assert_whole() -> None:
    """As many petitions as were sent, each with all that belongs to it, numbers without a gap."""
    numbers = db.session.scalars(select(Petition.number).order_by(Petition.number)).all()
    assert list(numbers) == list(range(1, PETITIONS + LATE + 1))
    petitions = set(db.session.scalars(select(Petition.id)))
    for part in (Party.petition_id, Deadline.subject_id, Obligation.subject_id):
        assert set(db.session.scalars(select(part))) == petitions, f"partial: {part}"
    acts = select(PerformedAct.subject_id).where(PerformedAct.action == "submit")
    assert sorted(db.session.scalars(acts)) == sorted(petitions)
    submitted = select(func.count()).where(Entry.type == "submitted")
    assert db.session.scalar(submitted) == len(petitions)


def assert_all_rendered() -> None:
    letters = db.session.scalars(select(IssuedLetter)).all()
    assert len(letters) >= 1
    assert all(letter_bytes(letter).startswith(b"%PDF") for letter in letters)
    rendered = select(func.count()).where(Entry.type == "letter_rendered")
    assert db.session.scalar(rendered) == len(letters)


def assert_all_escalated() -> None:
    """Each level once, in the table and in the history."""
    levels = db.session.execute(select(Escalation.deadline_id, Escalation.level)).all()
    assert len(levels) > LATE
    assert len(set(levels)) == len(levels)
    told = select(func.count()).where(Entry.type == "escalated")
    assert db.session.scalar(told) == len(levels)


def assert_history_sound() -> None:
    db.session.rollback()
    with snapshot(db.engine) as connection:
        found = verify(connection, checkpoints=None, public_key=None)
    assert [finding.sentence for finding in found.findings] == []
