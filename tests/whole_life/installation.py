"""An installation of its own for one life: real servers as they come, a mail server, processes.

Not the tests' shared and careless ones: here the write-ahead log holds whole pages and is kept, and
the queue's server writes down every command. Values are stored as they are, since a search cannot
look into PostgreSQL's own compression.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from feedback.launch.folder import MARK, DataFolder
from feedback.launch.servers import servers
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS
from feedback.vault.keys import create_missing
from tests.integration.jobs.mailbox import Mailbox
from tests.whole_life.words import CONTROL
from tests.worlds import Worlds

ROOT = Path(__file__).resolve().parents[2]
#: The code of the product's processes is imported once; they are forked as the launcher forks them.
LAUNCHER = """
import json, os, sys
from pathlib import Path
from feedback.launch.folder import DataFolder
from feedback.launch.product import Product
from feedback.launch.supervisor import stop_all
product = Product(DataFolder.open(Path(os.environ["FEEDBACK_DATA_DIR"])), dict(os.environ))
children = [product.web(port=int(os.environ["PORT"])), *product.background()]
for child in children:
    child.start()
print(json.dumps({child.name: child.process.pid for child in children}), flush=True)
sys.stdin.read()
stop_all(children)
"""
_PATIENCE = 60.0


@dataclass(frozen=True)
class Installation:
    """Where everything of it lies."""

    settings: Settings
    superuser: str
    #: of the servers, beside the product's own
    servers: DataFolder
    temporary: Path
    mailbox: Mailbox

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection]:
        url = make_url(self.superuser).set(drivername="postgresql")
        address = url.set(database=make_url(self.settings.owner_url).database)
        with psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            yield connection

    @contextmanager
    def running(self, port: int) -> Iterator[dict[str, int]]:
        """Every process of the product at work; their numbers by name."""
        given = {
            "FEEDBACK_MODE": "test",
            **{
                name: self.settings.database_url_for(role)
                for role, name in DATABASE_SETTINGS.items()
            },
            "FEEDBACK_REDIS_URL": self.settings.redis_url,
            "FEEDBACK_DATA_DIR": str(self.settings.data_dir),
            "FEEDBACK_SMTP_URL": self.settings.smtp_url,
            "FEEDBACK_VAULT_SOCKET": str(self.servers.sockets() / "vault"),
            "TMPDIR": str(self.temporary),
            "PORT": str(port),
            "CONTROL": CONTROL["control"],
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        with subprocess.Popen(  # noqa: S603 - a program of this file
            [sys.executable, "-c", LAUNCHER, CONTROL["control"]],
            env=os.environ | given, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as launcher:  # fmt: skip
            assert launcher.stdout is not None
            yield json.loads(launcher.stdout.readline()) | {"launcher": launcher.pid}
            launcher.communicate(timeout=_PATIENCE)


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """Servers, the tables and the small province in a database of their own."""
    temporary = folder / "tmp"
    temporary.mkdir()
    create_missing(folder / "keys")
    home = DataFolder.open(folder / "servers")
    with (
        servers(home.root) as urls,
        closing(Worlds(urls, folder / "keys", folder, mark="life", queue=0)) as worlds,
        Mailbox() as mailbox,
    ):
        # before the first database is copied, whose checkpoint would clear away what was written
        with worlds.superuser(autocommit=True) as superuser:
            superuser.execute("ALTER SYSTEM SET wal_keep_size = '4GB'")
            superuser.execute("SELECT pg_reload_conf()")
        settings = worlds.clone(worlds.province, "feedback_life", folder / "data")
        (settings.data_dir / MARK).touch()
        installation = Installation(
            replace(settings, smtp_url=mailbox.url), urls.superuser, home, temporary, mailbox
        )
        with installation.database() as superuser:
            _store_as_it_is(superuser)
        yield installation


def _store_as_it_is(superuser: psycopg.Connection) -> None:
    """No value is packed by PostgreSQL's own compression."""
    columns = superuser.execute(
        "SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0"
        " AND NOT attisdropped AND attstorage = 'x'"
    ).fetchall()
    for table, column in columns:
        superuser.execute(
            sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET STORAGE EXTERNAL").format(
                sql.Identifier(table), sql.Identifier(column)
            )
        )


def until(true: object, seconds: float = _PATIENCE) -> None:
    """Wait until a question answers yes."""
    assert callable(true)
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, "what the processes had to do was not done"
        time.sleep(0.05)
