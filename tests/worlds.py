"""Where tests begin: a world is worked up once, kept as a database and a folder, and cloned.

A story that many tests of a module share is told once by each process; every test then has a world
of its own, in which commits are real and other processes see them.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade
from redis import Redis
from sqlalchemy import make_url

from feedback.app import create_app
from feedback.extensions import db
from feedback.launch.postgres import BY_SUPERUSER
from feedback.services.upkeep.reference import load_reference
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS
from tests.factories import make_province
from tests.servers import ServerUrls

#: What happened in a world before the tests; what it answers is the world's ``told``. It opens the
#: application's context itself, as whoever goes through pages must not stand in one.
Story = Callable[[Flask], Any]


@dataclass(frozen=True)
class World:
    """A database nobody is connected to, the files it speaks of, and what its story told."""

    database: str
    data: Path
    told: Any = None


@dataclass
class Worlds:
    """The worlds of one process, on the servers of the tests and with its keys."""

    servers: ServerUrls
    keys: Path
    folder: Path
    mark: str
    #: Which of the queue server's databases is this process's own, to be emptied; 0 for none.
    queue: int
    _known: dict[Story | None, World] = field(default_factory=dict)
    #: One that failed has used up its number.
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def empty(self) -> World:
        """All tables and the reference data, and nobody in them."""
        return self._once(None, _tables)

    @property
    def province(self) -> World:
        """The people of the small province, and nothing that happened."""
        return self._once(self.empty, _people)

    def after(self, story: Story) -> World:
        """The small province after a story; told once, whoever asks for it."""
        return self._once(self.province, story)

    def beside(self, story: Story) -> World:
        """A story that brings its own people into the empty tables; told once."""
        return self._once(self.empty, story)

    def _once(self, before: World | None, story: Story) -> World:
        if story not in self._known:
            self._known[story] = self._made(before, story)
        return self._known[story]

    def _made(self, before: World | None, story: Story) -> World:
        name = f"feedback_world_{next(self._numbers)}_{self.mark}"
        settings = self.clone(before, name, self.folder / name)
        with application(settings) as app:
            told = story(app)
        return World(name, settings.data_dir, told)

    def clone(self, world: World | None, name: str, data: Path) -> Settings:
        """A world of one's own: settings of a new database and a new folder."""
        # nobody is connected to a template: copied as files it costs a third less than by pages
        like = "" if world is None else f"TEMPLATE {world.database} STRATEGY = file_copy"
        self.end(name)
        self._administration.execute(f"CREATE DATABASE {name} OWNER feedback {like}".encode())
        if world is None:
            self._guard_definitions(name)
            data.mkdir()
            (data / "keys").symlink_to(self.keys)
        else:
            shutil.copytree(world.data, data, symlinks=True)
        settings = settings_for(self.servers, name, data)
        if self.queue:
            settings = replace(settings, redis_url=f"{settings.redis_url}?db={self.queue}")
            with Redis.from_url(settings.redis_url) as queue:
                queue.flushdb()
        return settings

    def _guard_definitions(self, name: str) -> None:
        """What an operator does once in each database."""
        with self.superuser(name) as connection:
            connection.execute(BY_SUPERUSER.read_bytes())

    def superuser(self, name: str | None = None, **options: Any) -> psycopg.Connection:
        """Whoever may do anything, in one database."""
        url = make_url(self.servers.superuser).set(drivername="postgresql")
        url = url if name is None else url.set(database=name)
        return psycopg.connect(url.render_as_string(hide_password=False), **options)

    def end(self, name: str) -> None:
        self._administration.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())

    @cached_property
    def _administration(self) -> psycopg.Connection:
        """One connection for all that are made and dropped: signing in costs a third of a copy."""
        return self.superuser(autocommit=True)

    def close(self) -> None:
        self._administration.close()


@contextmanager
def application(settings: Settings, **otherwise: Any) -> Iterator[Flask]:
    """An application for a while; its connections are closed with it."""
    app = create_app(settings, **otherwise)
    yield app
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def stories(**told: Story) -> tuple[Any, ...]:
    """Fixtures of a module: ``beginning``, and one by each name with what its story told.

    ``beginning, accepted = stories(accepted=accept)``: a test that asks for ``accepted`` begins
    after that story, any other in the small province. Of several asked for the last counts.
    """

    def beginning(worlds: Worlds, request: pytest.FixtureRequest) -> World:
        asked = [story for name, story in told.items() if name in request.fixturenames]
        return worlds.after(asked[-1]) if asked else worlds.province

    def what_it_told(beginning: World) -> Any:
        return beginning.told

    return (pytest.fixture(beginning), *(pytest.fixture(what_it_told) for _ in told))


def _tables(app: Flask) -> None:
    with app.app_context():
        upgrade()
        load_reference(db.session())
        db.session.commit()


def _people(app: Flask) -> None:
    with app.app_context():
        make_province(db.session())
        db.session.commit()


def settings_for(servers: ServerUrls, database: str, data: Path) -> Settings:
    """Settings of a database on the servers of the tests."""

    def of(url: str) -> str:
        return make_url(url).set(database=database).render_as_string(hide_password=False)

    return Settings.from_environment(
        {
            "FEEDBACK_MODE": "test",
            **{name: of(servers.roles[role]) for role, name in DATABASE_SETTINGS.items()},
            "FEEDBACK_DATABASE_OWNER_URL": of(servers.owner),
            "FEEDBACK_REDIS_URL": servers.redis,
            "FEEDBACK_DATA_DIR": str(data),
        }
    )


def database_environment(settings: Settings) -> dict[str, str]:
    """The addresses of a world's database, for processes of their own."""
    return {name: settings.database_url_for(role) for role, name in DATABASE_SETTINGS.items()}
