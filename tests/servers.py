"""The database and queue servers of a test session, started once and shared by all its processes.

The first process to come starts them through the launcher, careless about durability; the others
are its guests, and it waits for them before it ends them. ``FEEDBACK_POSTGRES_BIN`` chooses the
engine; addresses in ``FEEDBACK_DATABASE_URL`` and ``FEEDBACK_REDIS_URL`` win over own servers.
"""

import os
from collections.abc import Iterator

import pytest

from feedback.launch.servers import ServerUrls, servers

__all__ = ["ServerUrls", "server_urls"]


@pytest.fixture(scope="session")
def server_urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerUrls]:
    """Addresses of the owner, the application, the superuser and the queue."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with servers(shared / "servers", fast=True) as urls:
        yield urls
