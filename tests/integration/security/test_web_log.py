"""The running web server: what it writes besides, also about requests that are none."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.launch.product import WEB_LOG
from tests.worlds import database_environment

ROOT = Path(__file__).resolve().parents[3]
SONG = b"kanarek"
PATIENCE = 60.0


@pytest.fixture
def server(settings, tmp_path) -> Iterator[tuple[Path, Path]]:
    """A socket where the product answers, and its log; somebody asked for an access log besides."""
    address, log = tmp_path / "web", tmp_path / "web.log"
    environ = os.environ | {
        "FEEDBACK_MODE": "test",
        **database_environment(settings),
        "FEEDBACK_REDIS_URL": settings.redis_url,
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "PYTHONPATH": str(ROOT),
    }
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own command line
            [sys.executable, "-m", "gunicorn", "wsgi:app", f"--bind=unix:{address}", "--preload",
             "--no-control-socket", "--access-logfile=-", f"--logger-class={WEB_LOG}"],
            env=environ, cwd=ROOT, stdout=said, stderr=said,
        )  # fmt: skip
        give_up = time.monotonic() + PATIENCE
        while not address.exists():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < give_up
            time.sleep(0.05)
        yield address, log
        process.terminate()
        process.wait(PATIENCE)


def send(address: Path, request: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(str(address))
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read()


REQUESTS = (
    (
        b"GET /kanarek?kanarek HTTP/1.1\r\nHost: kanarek.example\r\nCookie: a=kanarek\r\n"
        b"User-Agent: kanarek\r\nConnection: close\r\n\r\n"
    ),
    (
        b"POST /tra-cuu?kanarek HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 12\r\n\r\n"
        b"code=kanarek"
    ),
    b"GET / HTTP/1.1\r\nHost: x\r\nkanarek kanarek\r\n\r\n",
    b"kanarek / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /kanarek HTTP/kanarek\r\n\r\n",
    b"GET /" + b"kanarek" * 2000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Kanarek: " + b"kanarek" * 2000 + b"\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: kanarek\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: kanarek\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: kanarek:kanarek\r\nConnection: close\r\n\r\n",
)


def test_no_line_of_the_server_holds_what_was_sent(server):
    address, log = server
    statuses = [send(address, request)[9:12] for request in REQUESTS]
    assert (statuses[0], statuses[2]) == (b"404", b"400")
    told = [json.loads(line) for line in log.read_text().splitlines()]
    assert SONG not in log.read_bytes().lower()
    assert {line["logger"] for line in told} >= {"feedback.blueprints.request_log"}
    assert any(line["logger"] == "gunicorn.error" for line in told)
