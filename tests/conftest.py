"""Fixtures that every room of the tests shares.

Each test that touches the database has one of its own (see ``tests/worlds.py``): commits are real
commits, other processes see them, nothing is rolled back behind a service's back.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as properties
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from feedback.extensions import db
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing, create_missing
from tests.factories import Province, read_province
from tests.known_rules import know_rules
from tests.servers import ServerUrls, server_urls
from tests.worlds import World, Worlds, application

__all__ = ["server_urls"]

# a property is true or not, however busy the machine is
properties.register_profile("untimed", deadline=None)
properties.load_profile("untimed")
know_rules()
ROOT = Path(__file__).resolve().parent.parent
#: What takes long begins first, or one process would end with it while the others have nothing
#: left: single files, rooms where a test takes a second, then the rest. Each in random order.
LONG = (
    "tests/integration/documents/test_extremes.py",
    "tests/integration/office/test_the_whole_catalogue.py",
    "tests/integration/security/test_whole_life.py",
    "tests/integration/security/test_matrix.py",
    "tests/integration/demo/test_kinds.py",
    "tests/unit/workflows/test_walks.py",
    "tests/house/test_sabotages.py",
)
SLOW = ("tests/journeys/", "tests/integration/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: (not item.nodeid.startswith(LONG), not item.nodeid.startswith(SLOW))
    )


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector of garbage need not look at it again."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Switch off pytest-flask's own: it shares ``g``, and so the signed-in user, among clients."""


@pytest.fixture(scope="session")
def worker_id() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "one")


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    create_missing(folder / "keys")
    return folder


@pytest.fixture(scope="session")
def worlds(
    server_urls: ServerUrls,
    keys_folder: Path,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Worlds]:
    worlds = Worlds(
        server_urls,
        keys=keys_folder / "keys",
        folder=tmp_path_factory.mktemp("worlds"),
        mark=f"{worker_id}_{os.getpid()}",
        # a queue server given by address is somebody's: nothing of theirs is emptied
        queue=0 if "FEEDBACK_REDIS_URL" in os.environ else int(worker_id.strip("gwone") or 0) + 1,
    )
    with closing(worlds):
        yield worlds


@pytest.fixture
def beginning(worlds: Worlds) -> World:
    """Where a test begins; a module whose tests begin later in a story says after which."""
    return worlds.province


@pytest.fixture
def settings(worlds: Worlds, beginning: World, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a database and files of this test's own."""
    name = f"feedback_test_{worlds.mark}"
    yield worlds.clone(beginning, name, tmp_path / "feedback")
    worlds.end(name)


@pytest.fixture(scope="session")
def compiled_pages(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Pages are compiled once, and not again by each test's application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("pages")))


@pytest.fixture
def app(settings: Settings, compiled_pages: FileSystemBytecodeCache) -> Iterator[Flask]:
    with application(settings) as app:
        app.jinja_env.bytecode_cache = compiled_pages
        yield app


@pytest.fixture
def house(app: Flask) -> Iterator[Flask]:
    """The application with its context open, for tests that call services directly."""
    with app.app_context():
        yield app


@pytest.fixture
def session(house: Flask) -> Session:
    return db.session()


@pytest.fixture
def keys(settings: Settings) -> KeyRing:
    return KeyRing(settings.keys_dir)


@pytest.fixture
def province(session: Session) -> Province:
    """The people of the template's small province, as actors."""
    return read_province(session)
