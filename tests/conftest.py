"""Fixtures that every room of the tests shares.

Each test that touches the database has one of its own, cloned from a migrated template in some
tens of milliseconds: commits are real commits, other processes see them, nothing is rolled back
behind a service's back.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from feedback.app import create_app
from feedback.extensions import db
from feedback.services.reference import load_reference
from feedback.settings import Settings
from feedback.vault.keys import KeyRing, create_missing
from tests.factories import Province, make_province, read_province
from tests.servers import ServerUrls, server_urls

__all__ = ["server_urls"]

ROOT = Path(__file__).resolve().parent.parent


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


def settings_for(database: str, owner: str, redis: str, data: Path) -> Settings:
    return Settings.from_environment(
        {
            "FEEDBACK_MODE": "test",
            "FEEDBACK_DATABASE_URL": database,
            "FEEDBACK_DATABASE_OWNER_URL": owner,
            "FEEDBACK_REDIS_URL": redis,
            "FEEDBACK_DATA_DIR": str(data),
        }
    )


def _renamed(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template(server_urls: ServerUrls, keys_folder: Path, worker_id: str) -> str:
    """The name of a database with all tables and the small province in it."""
    name = f"feedback_template_{worker_id}_{os.getpid()}"
    admin = create_engine(server_urls.superuser, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} OWNER feedback"))
    admin.dispose()
    owner = _renamed(server_urls.owner, name)
    application = _renamed(server_urls.application, name)
    app = create_app(settings_for(application, owner, server_urls.redis, keys_folder))
    with app.app_context():
        from flask_migrate import upgrade  # noqa: PLC0415 - needs the application

        upgrade()
        load_reference(db.session())
        make_province(db.session())
        db.session.commit()
        db.engine.dispose()
    return name


@pytest.fixture
def settings(
    server_urls: ServerUrls, template: str, keys_folder: Path, worker_id: str
) -> Iterator[Settings]:
    """Settings of a database of this test's own."""
    name = f"feedback_test_{worker_id}_{os.getpid()}"
    admin = create_engine(server_urls.superuser, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} OWNER feedback"))
    yield settings_for(
        _renamed(server_urls.application, name),
        _renamed(server_urls.owner, name),
        server_urls.redis,
        keys_folder,
    )
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def compiled_pages(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Pages are compiled once, and not again by each test's application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("pages")))


@pytest.fixture
def app(settings: Settings, compiled_pages: FileSystemBytecodeCache) -> Iterator[Flask]:
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_pages
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


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
