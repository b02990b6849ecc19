"""The sealer under a user of its own, as docs/running.md has it made: without any access list.

It is told nothing but its own: no key of the pages, no sign-in of theirs, no queue. The pages read
what it has signed, and not what it signs with.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from select import select
from socketserver import BaseRequestHandler, ThreadingUnixStreamServer
from tempfile import mkdtemp

import pytest
from sqlalchemy import make_url

from feedback.processes.sealer import NOT_NEEDED
from feedback.services.log.checkpoint_store import NEWEST, NOTES

ROOT = Path(__file__).resolve().parents[3]
#: Nobody's: no account of the machine is made.
SEALER, PAGES = 64_998, 64_997
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes other users")

#: What is needed is imported before the rights are dropped: the interpreter may lie in root's home.
AS_ITSELF = """
import os, sys
from sqlalchemy import create_engine
from feedback.processes import sealer
create_engine(os.environ["FEEDBACK_DATABASE_SEALER_URL"]).connect().close()
os.umask(0o027)
os.setgroups([])
os.setresgid(*[int(sys.argv[1])] * 3)
os.setresuid(*[int(sys.argv[1])] * 3)
sealer.main()
"""


@pytest.fixture
def installation(settings) -> Iterator[Path]:
    """Two folders with two owners, and a way for both to the database of the tests."""
    base = Path(mkdtemp(prefix="feedback-users-"))
    base.chmod(0o755)
    shared = settings.keys_dir.resolve()
    for name, owner, keys in (
        ("pages", PAGES, ("secret_key", "code_pepper", "history_public", "promise_key")),
        ("sealer", SEALER, ("history_key", "history_public")),
    ):
        (base / name / "keys").mkdir(parents=True)
        for key in keys:
            shutil.copy(shared / key, base / name / "keys")
        for path in (base / name / "keys", *(base / name / "keys").iterdir()):
            os.chown(path, owner, owner)
            path.chmod(0o700 if path.is_dir() else 0o600)
    os.chown(base / "pages", PAGES, PAGES)
    (base / "pages").chmod(0o700)
    (base / "sealer/checkpoints").mkdir()
    for path, mode in ((base / "sealer", 0o750), (base / "sealer/checkpoints", 0o2750)):
        os.chown(path, SEALER, PAGES)
        path.chmod(mode)
    (base / "pages/checkpoints").symlink_to(base / "sealer/checkpoints")
    with Door(settings, base / "db") as door:
        yield base
        door.shutdown()
    shutil.rmtree(base)


class Carrying(BaseRequestHandler):
    """One connection, carried on to where the tests' server listens."""

    server: "Door"

    def handle(self) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(self.server.behind)
            other = {self.request: server, server: self.request}
            while True:
                for ready in select(list(other), [], [])[0]:
                    content = ready.recv(65_536)
                    if not content:
                        return
                    other[ready].sendall(content)


class Door(ThreadingUnixStreamServer):
    """The tests' server listens in a folder that is closed to other users."""

    daemon_threads = True

    def __init__(self, settings, folder: Path) -> None:
        url = make_url(settings.owner_url)
        name = f".s.PGSQL.{url.port or 5432}"
        folder.mkdir()
        self.behind = str(Path(str(url.query["host"])) / name)
        super().__init__(str(folder / name), Carrying)
        (folder / name).chmod(0o777)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


def environment(settings, installation: Path) -> dict[str, str]:
    """All it is told."""
    url = make_url(settings.database_sealer_url).set(query={"host": str(installation / "db")})
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "FEEDBACK_MODE": "test",
        "FEEDBACK_DATABASE_SEALER_URL": url.render_as_string(hide_password=False),
        "FEEDBACK_DATA_DIR": str(installation / "sealer"),
    }


def may(user: int, program: str, file: Path) -> bool:
    """Whether a program of the system gets through to a file as that user."""
    words = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", program, str(file)]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0  # noqa: S603 - a program of the system


def reads(user: int, file: Path) -> bool:
    return may(user, "cat", file)


def test_the_sealer_signs_as_a_user_of_its_own(whole, settings, installation):
    told = environment(settings, installation)
    assert not {*NOT_NEEDED} & {*told}
    running = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", AS_ITSELF, str(SEALER)],
        env=told, cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    notes = installation / "sealer/checkpoints" / NOTES
    give_up = time.monotonic() + 60
    while not notes.exists() and running.poll() is None and time.monotonic() < give_up:
        time.sleep(0.05)
    running.send_signal(signal.SIGTERM)
    said = [json.loads(line) for line in running.communicate(timeout=30)[1].splitlines()]
    assert (running.returncode, notes.exists()) == (0, True), said
    signed = json.loads(notes.read_text())["note"]
    assert signed.split("\n")[:2] == [settings.history_origin, str(whole.signed)]
    assert (notes.stat().st_uid, oct(notes.stat().st_mode & 0o777)) == (SEALER, "0o640")
    refused = next(line["because"] for line in said if "because" in line)
    assert all(reason.startswith("PostgreSQL has ") for reason in refused), "only the tests' server"


def test_each_of_the_two_reads_its_own_keys_alone(whole, installation):
    seal, page = installation / "sealer", installation / "pages"
    assert reads(SEALER, seal / "keys/history_key")
    assert not reads(PAGES, seal / "keys/history_key")
    assert reads(PAGES, page / "keys/secret_key")
    assert not reads(SEALER, page / "keys/secret_key")


def test_the_pages_read_what_was_signed_and_cannot_write_it(whole, settings, installation):
    """By it they know whether the database is still the one that was sealed."""
    newest = installation / "sealer/checkpoints" / NEWEST
    shutil.copy(settings.checkpoints_dir / NEWEST, newest)
    os.chown(newest, SEALER, PAGES)
    newest.chmod(0o640)
    seen = installation / "pages/checkpoints" / NEWEST
    assert reads(PAGES, seen)
    assert not may(PAGES, "touch", seen)
