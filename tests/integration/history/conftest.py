"""Databases of the history's own: bare tables without people, and a superuser to tamper with them.

One template has the tables, another a small province at work; each test has a copy.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from feedback.domain.history.note import NoteKey
from feedback.models.granting import settle as settle_rights
from feedback.services.log.log_key import signer
from tests.integration.history.world import ORIGIN, World, settle
from tests.servers import ServerUrls


class Copies:
    """Databases made as copies of others, all gone in the end."""

    def __init__(self, urls: ServerUrls) -> None:
        self._urls = urls
        self._admin = create_engine(urls.superuser, isolation_level="AUTOCOMMIT")
        self._numbers = itertools.count()
        self._engines: dict[str, Engine] = {}

    def copy(self, template: str) -> tuple[str, Engine]:
        """A new database, and its superuser's engine."""
        name = f"history_{os.getpid()}_{next(self._numbers)}"
        with self._admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} OWNER feedback"))
        self._engines[name] = create_engine(self.of(self._urls.superuser, name), pool_size=8)
        return name, self._engines[name]

    def owner(self, name: str) -> Engine:
        return create_engine(self.of(self._urls.owner, name))

    def drop(self, name: str) -> None:
        self._engines.pop(name).dispose()
        with self._admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    def close(self) -> None:
        for name in list(self._engines):
            self.drop(name)
        self._admin.dispose()

    @staticmethod
    def of(url: str, name: str) -> str:
        return make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def copies(server_urls: ServerUrls) -> Iterator[Copies]:
    copies = Copies(server_urls)
    yield copies
    copies.close()


@pytest.fixture(scope="session")
def empty_template(copies: Copies) -> str:
    """Every migration, run by the owner on an empty database."""
    name, engine = copies.copy("template1")
    engine.dispose()
    owner = copies.owner(name)
    with owner.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
        with Operations.context(MigrationContext.configure(connection)):
            for revision in reversed(list(ScriptDirectory("migrations").walk_revisions())):
                revision.module.upgrade()
        settle_rights(connection)
    owner.dispose()
    return name


@pytest.fixture
def engine(copies: Copies, empty_template: str) -> Iterator[Engine]:
    """Tables and no row."""
    name, engine = copies.copy(empty_template)
    yield engine
    copies.drop(name)


@pytest.fixture(scope="session")
def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="session")
def pinned(signing_key: Ed25519PrivateKey) -> NoteKey:
    """The public key as a verifier pins it."""
    return signer(signing_key, ORIGIN).key


@pytest.fixture(scope="session")
def settled(
    copies: Copies,
    empty_template: str,
    signing_key: Ed25519PrivateKey,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Engine, Path]:
    """A province at work, and the folder of its checkpoints; nobody commits to it."""
    engine = copies.copy(empty_template)[1]
    folder = tmp_path_factory.mktemp("checkpoints")
    with Session(engine) as session:
        settle(session, folder, signing_key)
    return engine, folder


@pytest.fixture
def world(settled: tuple[Engine, Path], tmp_path: Path) -> World:
    """The province at work, free to be tampered with."""
    engine, folder = settled
    shutil.copytree(folder, tmp_path / "checkpoints")
    return World(engine, tmp_path / "checkpoints")
