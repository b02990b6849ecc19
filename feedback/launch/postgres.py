"""A PostgreSQL of our own: made, started, ended and furnished with its roles.

It listens on a socket in a private folder only, asks everybody for a password, and keeps page
checksums. The tables' owner may migrate; each part of the running product signs in as another role
that holds only what ``feedback.models.grants`` gives it (6f of the security design).
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from feedback.launch.binaries import PostgresEngine, postgres_for
from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.guise import guise
from feedback.launch.keys import secret
from feedback.launch.leftovers import await_departure
from feedback.launch.say import LaunchError
from feedback.settings.choices import DatabaseRole

DATABASE = "feedback"
SUPERUSER = "postgres"
#: Owns the database and its tables; migrations only.
OWNER = "feedback"
#: What each part of the product signs in as: a member of the one role that holds its rights.
LOGINS = {role: f"{role.group}_login" for role in DatabaseRole}
#: The first migrations name it; nobody is a member any more.
FORMER_GROUP = "feedback_app"
#: What no owner may set up; an operator runs the same file (docs/running.md).
BY_SUPERUSER = Path(__file__).with_name("superuser.sql")

_START_WITHIN = 60.0
#: A refused row is not repeated in the server's own log ("terse": no DETAIL, no CONTEXT).
_SERVER = (
    "listen_addresses=", "unix_socket_permissions=0700", "timezone=UTC", "log_timezone=UTC",
    "log_error_verbosity=terse",
)  # fmt: skip
#: For tests, whose data may be lost with the machine.
_CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@dataclass(frozen=True, slots=True)
class Postgres:
    """One cluster in a data folder, and the engine that runs it."""

    folder: DataFolder
    engine: PostgresEngine
    sockets: Path
    fast: bool

    @classmethod
    def of(cls, folder: DataFolder, environ: Mapping[str, str], *, fast: bool) -> "Postgres":
        return cls(folder, postgres_for(folder.cluster, environ), folder.sockets(), fast)

    def url(self, role: str) -> str:
        """Return SQLAlchemy's address of the database for one of our roles."""
        word = secret(self.folder.keys, f"postgres_{role}")
        return f"postgresql+psycopg://{role}:{word}@/{DATABASE}?host={self.sockets}"

    def child(self) -> Child:
        """Return the server as a process, ready to be started."""
        options = [*_SERVER, f"unix_socket_directories={self.sockets}"]
        options += _CARELESS if self.fast else ()
        return Child(
            name="postgres",
            argv=[
                self.engine.folder / "postgres",
                *("-D", self.folder.cluster),
                *(word for option in options for word in ("-c", option)),
            ],
            log=self.folder.logs / "postgres.log",
            env=_environment(),
            cwd=self.folder.root,
            farewell=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
            guise=guise().prefix,
            patience=60.0,
            before_start=self._clear_the_way,
        )

    def initialise(self) -> None:
        """Make the cluster, unless there is one; a killed attempt leaves nothing that counts."""
        if self.folder.cluster.exists():
            return
        draft = self.folder.root / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if (owner := guise().owner) is not None:
            os.chown(draft, owner, owner)
        secret(self.folder.keys, f"postgres_{SUPERUSER}")
        made = subprocess.run(  # noqa: S603 - the launcher's own command line
            [*guise().prefix, *self._initdb(draft)],
            env=_environment(),
            cwd=self.folder.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise LaunchError(f"initdb of {self.engine} failed:\n{made.stderr.strip()}")
        draft.rename(self.folder.cluster)

    def furnish(self, child: Child) -> None:
        """Wait until the server answers; then see that roles and database are there."""
        with self._connect(child) as connection:
            there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role, rights in _roles(fast=self.fast).items():
                if role not in there:
                    self._create_role(connection, role, rights)
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )
        with self._connect(child, DATABASE) as connection:
            connection.execute(BY_SUPERUSER.read_bytes())

    def _create_role(
        self, connection: psycopg.Connection, role: str, rights: sql.Composable
    ) -> None:
        statement = sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), rights)
        if role == OWNER or role in LOGINS.values():
            word = secret(self.folder.keys, f"postgres_{role}")
            statement += sql.SQL(" PASSWORD {}").format(sql.Literal(word))
        connection.execute(statement)

    def _initdb(self, draft: Path) -> list[str | Path]:
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [
            self.engine.folder / "initdb",
            *("-D", draft, "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"),
            *(provider if self.engine.major >= 17 else ()),  # noqa: PLR2004 - where it came in
            *("-A", "scram-sha-256", "--data-checksums"),
            f"--pwfile={self.folder.keys / f'postgres_{SUPERUSER}'}",
            *(["--no-sync"] if self.fast else ()),
        ]

    def _connect(self, child: Child, database: str = SUPERUSER) -> psycopg.Connection:
        word = secret(self.folder.keys, f"postgres_{SUPERUSER}")
        while child.alive and child.age < _START_WITHIN:
            try:
                return psycopg.connect(
                    host=str(self.sockets),
                    user=SUPERUSER,
                    password=word,
                    dbname=database,
                    autocommit=True,
                )
            except psycopg.OperationalError as error:
                if "authentication" in str(error):
                    raise LaunchError(f"The keys in {self.folder.keys} do not fit.") from error
                time.sleep(0.05)
        raise LaunchError(f"{self.engine} does not start:\n{child.last_lines()}")

    def _clear_the_way(self) -> None:
        """Once leftovers of a hard stop are gone, the pid file names nobody of ours.

        PostgreSQL itself takes any living process of that number for the old server, which after
        a restart of the machine or container may be anything.
        """
        await_departure("postgres", self.folder.cluster)
        (self.folder.cluster / "postmaster.pid").unlink(missing_ok=True)


def _roles(*, fast: bool) -> dict[str, sql.Composable]:
    """Every role, those that hold rights before those that sign in."""
    groups = [FORMER_GROUP, *(role.group for role in DatabaseRole)]
    return {
        OWNER: sql.SQL("LOGIN {}").format(sql.SQL("CREATEDB" if fast else "")),
        **{group: sql.SQL("NOLOGIN") for group in groups},
        # the demonstration is copied in, which row policies do not allow; what background work may
        # commands may
        DatabaseRole.COMMAND.group: sql.SQL("NOLOGIN BYPASSRLS IN ROLE {}").format(
            sql.Identifier(DatabaseRole.WORKER.group)
        ),
        **{
            login: sql.SQL("LOGIN IN ROLE {}").format(sql.Identifier(role.group))
            for role, login in LOGINS.items()
        },
    }


def _environment() -> dict[str, str]:
    """Return surroundings without the person's own PG* settings, and plain words in the log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}
