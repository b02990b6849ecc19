"""Own servers: furnished with their roles, shared by those who come, unharmed by a hard kill."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from feedback.launch.folder import DataFolder
from feedback.launch.guise import guise
from feedback.launch.say import LaunchError
from feedback.launch.servers import is_owned, servers
from feedback.settings.choices import DatabaseRole

pytestmark = pytest.mark.skipif(
    "FEEDBACK_DATABASE_URL" in os.environ, reason="servers are given by address"
)

HOLD_THE_SERVERS = """
import sys, time
from pathlib import Path
from feedback.launch.servers import servers
with servers(Path(sys.argv[1])) as urls:
    print("up", flush=True)
    time.sleep(600)
"""


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)


def processes_about(folder: Path) -> list[str]:
    """Command lines, apart from our own, in which the folder appears."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if str(folder) in line and int(process.name) != os.getpid():
            found.append(line)
    return found


def test_the_product_gets_a_role_that_owns_nothing(tmp_path):
    with servers(tmp_path / "data", fast=True) as urls:
        with connect(urls.owner) as owner:
            owner.execute("CREATE TABLE facts (fact text)")
            owner.execute("GRANT SELECT, INSERT ON facts TO feedback_office")
        with connect(urls.roles[DatabaseRole.OFFICE]) as product:
            product.execute("INSERT INTO facts VALUES ('Đơn đã nhận')")
            for refused in ("UPDATE facts SET fact = ''", "TRUNCATE facts", "CREATE TABLE x ()"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    product.execute(refused)


def test_the_database_checks_its_pages_and_listens_to_no_network(tmp_path):
    with servers(tmp_path / "data") as urls, connect(urls.superuser) as connection:

        def setting(name: str) -> str:
            return connection.execute(f"SHOW {name}").fetchone()[0]

        assert setting("data_checksums") == "on"
        assert setting("listen_addresses") == ""
        assert setting("fsync") == "on"
        assert setting("server_encoding") == "UTF8"
        assert setting("password_encryption") == "scram-sha-256"


def test_a_wrong_password_does_not_open_the_database(tmp_path):
    with (
        servers(tmp_path / "data", fast=True) as urls,
        pytest.raises(psycopg.OperationalError, match="authentication"),
    ):
        connect(urls.roles[DatabaseRole.OFFICE].replace("office_login:", "office_login:0"))


def test_a_guest_uses_the_running_servers_and_their_owner_waits_for_it(tmp_path):
    guest_may_leave = threading.Event()
    guest_said = []

    def visit():
        with servers(tmp_path / "data", fast=True) as urls:
            guest_said.append("came")
            guest_may_leave.wait(30)
            with connect(urls.roles[DatabaseRole.OFFICE]) as connection:
                guest_said.append(connection.execute("SELECT 'served'").fetchone()[0])

    guest = threading.Thread(target=visit)
    with servers(tmp_path / "data", fast=True):
        guest.start()
        while not guest_said:
            time.sleep(0.05)
        threading.Timer(0.5, guest_may_leave.set).start()
    guest.join(30)
    assert guest_said == ["came", "served"]
    assert not is_owned(DataFolder(tmp_path / "data"))


def test_a_killed_owner_leaves_no_process_and_its_data_come_back(tmp_path):
    data = tmp_path / "data"
    owner = subprocess.Popen(  # noqa: S603 - a program of this file
        [sys.executable, "-c", HOLD_THE_SERVERS, str(data)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert owner.stdout.readline() == b"up\n"
    with servers(data) as urls, connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'còn đây' AS word")
        Redis.from_url(urls.redis).set("queued", "1")
    owner.send_signal(signal.SIGKILL)
    owner.communicate()
    with servers(data) as urls, connect(urls.owner) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("còn đây",)
        assert Redis.from_url(urls.redis).get("queued") == b"1"
    assert processes_about(data) == []


def test_a_pid_file_of_another_life_does_not_hinder_the_start(tmp_path):
    data = tmp_path / "data"
    with servers(data, fast=True):
        pass
    # After a restart of a container the old number may be anybody's.
    with subprocess.Popen([*guise().prefix, "sleep", "60"]) as anybody:  # noqa: S603 - constants
        old = f"{anybody.pid}\n{data}/postgres\n0\n5432\n{data}/run\n\n0 0\nready\n"
        (data / "postgres" / "postmaster.pid").write_text(old)
        with servers(data, fast=True) as urls:
            connect(urls.owner).close()
        anybody.kill()


def test_an_initialisation_that_was_cut_short_is_begun_anew(tmp_path):
    data = tmp_path / "data"
    DataFolder.open(data)
    (data / "postgres.new").mkdir()
    (data / "postgres.new" / "PG_VERSION").write_text("15\n")
    with servers(data, fast=True) as urls:
        connect(urls.owner).close()


def test_a_cluster_of_an_engine_that_is_not_there_is_refused_by_its_version(tmp_path):
    data = tmp_path / "data"
    DataFolder.open(data)
    (data / "postgres").mkdir()
    (data / "postgres" / "PG_VERSION").write_text("14\n")
    with pytest.raises(LaunchError, match="made by PostgreSQL 14"), servers(data, fast=True):
        pass


def test_addresses_given_by_variables_win_over_own_servers(tmp_path):
    given = {
        "FEEDBACK_DATABASE_URL": "postgresql+psycopg://web@db/feedback",
        "FEEDBACK_DATABASE_OWNER_URL": "postgresql+psycopg://owner@db/feedback",
        "FEEDBACK_REDIS_URL": "redis://queue",
    }
    with servers(tmp_path / "data", environ=given) as urls:
        assert (urls.roles[DatabaseRole.SEALER], urls.owner, urls.redis) == tuple(given.values())
        assert not urls.own_database
    assert not (tmp_path / "data" / "postgres").exists()
