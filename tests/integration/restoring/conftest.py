"""A house whose database was set back: a dump of nine o'clock, restored after what came at ten."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine, make_url, text, update

from feedback.domain.history.note import NoteKey
from feedback.domain.history.policy import NO_WITNESSES
from feedback.extensions import db
from feedback.launch.binaries import postgres_engines
from feedback.models.agency import UserAccount
from feedback.services.ground.transaction import transaction
from feedback.services.lodging import submission
from feedback.services.log import log_proof, sealing
from feedback.services.log.checkpoint_store import NOTES
from feedback.services.log.log_key import note_key
from feedback.settings.frozen import Settings
from feedback.vault.codes import new_code
from feedback.vault.keys import KeyRing
from tests.client import Visitor
from tests.factories import a_lodging, at
from tests.worlds import World, Worlds

DAY = "2026-08-03"
PASSWORD = "mật khẩu của cả tỉnh nhỏ"  # noqa: S105 - opens nothing but a test
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True)
class Told:
    """What people hold after the last hour; the database forgot the second of them."""

    #: receipt codes, and receipt files
    kept_code: str
    lost_code: str
    kept_receipt: bytes
    lost_receipt: bytes
    #: how many entries the dump has, and how many were signed in the end
    kept: int
    signed: int


def lived(app: Flask) -> Told:
    """A petition at eight, a dump at nine, another petition at ten; each is sealed."""
    settings: Settings = app.extensions["settings"]
    kept, lost = new_code(), new_code()
    with app.app_context():
        db.session.execute(update(UserAccount).values(password_hash=HASH))
        db.session.commit()
        first, few = _lodged(settings, kept, 8), _sealed(settings, 9)
        shutil.copytree(settings.checkpoints_dir, settings.data_dir / "checkpoints-at-nine")
        (settings.data_dir / "dump.sql").write_bytes(_dumped(settings))
        second, all_of_it = _lodged(settings, lost, 10), _sealed(settings, 11)
        return Told(kept, lost, _receipt(settings, first), _receipt(settings, second),
                    few, all_of_it)  # fmt: skip


def _lodged(settings: Settings, code: str, hour: int) -> int:
    return submission.submit(a_lodging(code=code), KeyRing(settings.keys_dir), at(DAY, hour))


def _sealed(settings: Settings, hour: int) -> int:
    with transaction() as session:
        head = sealing.seal(
            session,
            directory=settings.checkpoints_dir,
            key=KeyRing(settings.keys_dir).history_key,
            origin=settings.history_origin,
            now=at(DAY, hour),
        )
    assert head is not None
    return head.size


def _receipt(settings: Settings, petition: int) -> bytes:
    return log_proof.proof_of(db.session(), petition, _pinned(settings), NO_WITNESSES)


def _pinned(settings: Settings) -> NoteKey:
    return note_key(KeyRing(settings.keys_dir).history_public, settings.history_origin)


def _program(name: str) -> str:
    return shutil.which(name) or str(
        next(path for each in postgres_engines({}) if (path := each.folder / name).exists())
    )


def _address(url: str, database: str | None = None) -> str:
    made = make_url(url).set(drivername="postgresql")
    return (made.set(database=database) if database else made).render_as_string(hide_password=False)


def _dumped(settings: Settings) -> bytes:
    words = [_program("pg_dump"), _address(settings.owner_url)]
    return subprocess.run(words, check=True, capture_output=True).stdout  # noqa: S603 - a program of PostgreSQL


@pytest.fixture(scope="session")
def set_back(worlds: Worlds) -> Iterator[World]:
    """The files and the sealer's memory of eleven o'clock, the database of nine, by psql."""
    world, name = worlds.after(lived), f"feedback_set_back_{worlds.mark}"
    admin = create_engine(worlds.servers.superuser, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER feedback TEMPLATE template0"))
    admin.dispose()
    words = [_program("psql"), "-qXv", "ON_ERROR_STOP=1", "-f", str(world.data / "dump.sql")]
    subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [*words, _address(worlds.servers.superuser, name)], check=True, capture_output=True
    )
    yield replace(world, database=name)
    worlds.end(name)


@pytest.fixture
def beginning(worlds: Worlds, request: pytest.FixtureRequest) -> World:
    """Set back, unless a test asks for the ``whole`` history."""
    if "whole" in request.fixturenames:
        return worlds.after(lived)
    world: World = request.getfixturevalue("set_back")
    return world


@pytest.fixture
def told(beginning: World) -> Told:
    answer: Told = beginning.told
    return answer


@pytest.fixture
def whole(told: Told) -> Told:
    """Nothing was lost."""
    return told


@pytest.fixture
def pinned(settings: Settings) -> NoteKey:
    return _pinned(settings)


@pytest.fixture
def check(app: Flask, tmp_path: Path):
    """``flask history restore-check`` with more words, and where evidence would lie."""

    def checked(*words: object) -> Result:
        folder = str(tmp_path / "bang-chung")
        given = ["history", "restore-check", "--evidence", folder, *map(str, words)]
        return app.test_cli_runner().invoke(args=given)

    return checked


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def sealer_set_back(settings: Settings) -> Path:
    """Its folder came back from the backup too; the notes of eleven o'clock lie elsewhere."""
    elsewhere = settings.data_dir / "notes-elsewhere.jsonl"
    shutil.copy(settings.checkpoints_dir / NOTES, elsewhere)
    shutil.rmtree(settings.checkpoints_dir)
    shutil.copytree(settings.data_dir / "checkpoints-at-nine", settings.checkpoints_dir)
    return elsewhere
