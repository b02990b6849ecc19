"""The servers of a data folder: one process owns them, others are its guests.

Who holds the lock of the folder starts the servers and ends them. Anybody else who comes meanwhile
uses the same servers; an owner that is done waits for its guests before it ends them. Both are
locks of the kernel, so a killed process leaves no claim behind.
"""

import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import RedisError

from feedback.launch.child import Child
from feedback.launch.folder import GUESTS, LOCK, DataFolder
from feedback.launch.postgres import LOGINS, OWNER, SUPERUSER, Postgres
from feedback.launch.redis import QueueServer
from feedback.launch.say import LaunchError
from feedback.settings.choices import DatabaseRole
from feedback.settings.names import DATABASE_SETTINGS

_OWNER_READY_WITHIN = 90.0


@dataclass(frozen=True, slots=True)
class ServerUrls:
    """Addresses of the servers with their passwords, as SQLAlchemy and redis-py read them."""

    #: Owns the tables; for migrations.
    owner: str = field(repr=False)
    #: What each part of the running product signs in as.
    roles: Mapping[DatabaseRole, str] = field(repr=False)
    #: May do everything; for tests. With a database given by address, its owner.
    superuser: str = field(repr=False)
    redis: str = field(repr=False)
    #: Whether the database server is the launcher's own.
    own_database: bool


@dataclass(frozen=True, slots=True)
class Servers:
    """Running servers: their addresses, and the processes their owner watches."""

    urls: ServerUrls
    children: tuple[Child, ...] = ()


@contextmanager
def servers(
    data: Path, *, fast: bool = False, environ: Mapping[str, str] = os.environ
) -> Iterator[ServerUrls]:
    """Use the servers of a data folder: those running, else own ones for the while.

    ``fast`` gives up durability for speed; for tests. Addresses given by variables win.
    """
    folder = DataFolder.open(data)
    while True:
        with ExitStack() as stack:
            # Opened first, hence let go last: a guest who waited finds the servers gone, not going.
            guests = stack.enter_context(_lock_file(folder.root / GUESTS))
            if stack.enter_context(claim(folder)):
                running = stack.enter_context(start(folder, fast=fast, environ=environ))
                yield running.urls
                fcntl.flock(guests, fcntl.LOCK_EX)
                return
            fcntl.flock(guests, fcntl.LOCK_SH)
            if is_owned(folder):
                yield _await_owner(folder, environ, fast=fast)
                return


@contextmanager
def claim(folder: DataFolder, *, patience: float = 0) -> Iterator[bool]:
    """Try for so many seconds to become the folder's owner; False when somebody else is."""
    give_up = time.monotonic() + patience
    with _lock_file(folder.root / LOCK) as lock:
        while not (taken := _taken(lock, fcntl.LOCK_EX)) and time.monotonic() < give_up:
            time.sleep(0.05)
        yield taken


def is_owned(folder: DataFolder) -> bool:
    """Whether a living process owns the folder's servers; several may ask at once."""
    with _lock_file(folder.root / LOCK) as lock:
        return not _taken(lock, fcntl.LOCK_SH)


@contextmanager
def start(
    folder: DataFolder, *, fast: bool, environ: Mapping[str, str] = os.environ
) -> Iterator[Servers]:
    """Start what is not given by address; the caller holds the folder's claim."""
    children: list[Child] = []
    try:
        if not environ.get("FEEDBACK_REDIS_URL"):
            queue = QueueServer.of(folder, environ, fast=fast)
            children.append(queue.child())
            children[-1].start()
            queue.await_answer(children[-1])
        if not environ.get("FEEDBACK_DATABASE_URL"):
            database = Postgres.of(folder, environ, fast=fast)
            database.initialise()
            children.append(database.child())
            children[-1].start()
            database.furnish(children[-1])
        yield Servers(_urls(folder, environ, fast=fast), tuple(children))
    finally:
        for child in reversed(children):
            child.stop()


def _urls(folder: DataFolder, environ: Mapping[str, str], *, fast: bool) -> ServerUrls:
    redis = environ.get("FEEDBACK_REDIS_URL") or QueueServer.of(folder, environ, fast=fast).url
    given = environ.get("FEEDBACK_DATABASE_URL")
    if given:
        owner = environ.get("FEEDBACK_DATABASE_OWNER_URL") or given
        roles = {role: environ.get(name) or given for role, name in DATABASE_SETTINGS.items()}
        return ServerUrls(owner, roles, owner, redis, own_database=False)
    database = Postgres.of(folder, environ, fast=fast)
    roles = {role: database.url(login) for role, login in LOGINS.items()}
    owner, superuser = map(database.url, (OWNER, SUPERUSER))
    return ServerUrls(owner, roles, superuser, redis, own_database=True)


def _await_owner(folder: DataFolder, environ: Mapping[str, str], *, fast: bool) -> ServerUrls:
    """Return the addresses once the servers somebody else is starting answer."""
    give_up = time.monotonic() + _OWNER_READY_WITHIN
    while time.monotonic() < give_up and is_owned(folder):
        if _last_made(folder).exists() or "FEEDBACK_DATABASE_URL" in environ:
            urls = _urls(folder, environ, fast=fast)
            if _answer(urls):
                return urls
        time.sleep(0.1)
    raise LaunchError(f"The servers in {folder.root} do not answer.")


def _last_made(folder: DataFolder) -> Path:
    """The password made last; before it some are missing."""
    return folder.keys / f"postgres_{[*LOGINS.values()][-1]}"


def _answer(urls: ServerUrls) -> bool:
    try:
        for url in (urls.owner, *urls.roles.values()):
            psycopg.connect(url.replace("+psycopg", "", 1)).close()
        with Redis.from_url(urls.redis) as client:
            client.ping()
    except (psycopg.OperationalError, RedisError):
        return False
    return True


@contextmanager
def _lock_file(path: Path) -> Iterator[int]:
    """Open a file for a lock of the kernel, which ends when the file is closed."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _taken(lock: int, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
