"""The database and queue servers of a test session, started once and shared by all its processes.

The first process to come starts them through the launcher, careless about durability and, where
there is room, in memory: a database a test is made and dropped in a tenth of the time. The others
are its guests, and it waits for them before it ends them. ``FEEDBACK_POSTGRES_BIN`` chooses the
engine; addresses in ``FEEDBACK_DATABASE_URL`` and ``FEEDBACK_REDIS_URL`` win over own servers.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.domain import clock
from feedback.launch.folder import DataFolder
from feedback.launch.servers import ServerUrls, is_owned, servers

__all__ = ["ServerUrls", "server_urls"]

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, closed to others
_ROOM = 4 << 30
_NAME = f"feedback-tests-{os.geteuid()}-"
#: A folder whose session was killed is cleared away by a later one, never by one beside it.
_SURELY_BEGUN = 3600.0


@pytest.fixture(scope="session")
def server_urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerUrls]:
    """Addresses of the owner, the application, the superuser and the queue."""
    base = tmp_path_factory.getbasetemp()
    folder = _folder(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    with servers(folder, fast=True) as urls:
        yield urls
    _clear_away(folder)


def _folder(shared: Path) -> Path:
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ROOM:
        return shared / "servers"
    for left in _MEMORY.glob(_NAME + "*"):
        if clock.now().timestamp() - left.stat().st_mtime > _SURELY_BEGUN:
            _clear_away(left)
    return _MEMORY / (_NAME + hashlib.sha256(os.fsencode(shared)).hexdigest()[:12])


def _clear_away(folder: Path) -> None:
    """Remove it, unless somebody's servers still run there."""
    if not is_owned(DataFolder.open(folder)):
        shutil.rmtree(folder, ignore_errors=True)
