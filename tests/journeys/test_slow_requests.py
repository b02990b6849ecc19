"""Who sends a request drop by drop holds no thread of the server: others are answered meanwhile."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.journeys.test_malformed_requests import answer

pytestmark = pytest.mark.journey

#: More than the server of the tests has threads.
SLOW = 12
HEAD = b"POST /gui-don HTTP/1.1\r\nHost: x\r\n"
BEGUN = {
    "a head without an end": HEAD,
    "a body without an end": HEAD + b"Content-Length: 900\r\n\r\nkind=re",
    "a long body without an end": HEAD + b"Content-Length: 9000000\r\n\r\n" + b"a" * 200_000,
}


@pytest.fixture
def besieged(server: str) -> Iterator[str]:
    """The server, with as many of each kind as would hold all its threads."""
    place = urlsplit(server)
    with ExitStack() as lines:
        for begun in BEGUN.values():
            for _ in range(SLOW):
                at = (place.hostname or "", place.port or 0)
                line = lines.enter_context(socket.create_connection(at, timeout=10))
                line.sendall(begun)
        yield server


def test_beside_slow_requests_others_are_answered(besieged: str):
    for _ in range(3):
        line = answer(besieged, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert line[9:12] == b"200"


def test_two_requests_in_one_breath_are_both_answered(server: str):
    place = urlsplit(server)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
        line.shutdown(socket.SHUT_WR)
        assert line.makefile("rb").read().count(b"HTTP/1.1 200") == 2


def test_a_word_before_the_body_is_given(server: str):
    place = urlsplit(server)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(HEAD + b"Content-Length: 11\r\nExpect: 100-continue\r\n\r\n")
        assert line.recv(1_000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"kind=report")
        assert line.recv(1_000)[9:12] == b"422"


def test_a_body_too_large_is_never_read_as_the_next_request(server: str):
    """A proxy that shares its connections would hand the second answer to somebody else."""
    place = urlsplit(server)
    hidden = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(HEAD + b"Content-Length: 900000000\r\n\r\n" + hidden)
        line.shutdown(socket.SHUT_WR)
        answers = line.makefile("rb").read()
    assert answers[9:12] == b"413"
    assert answers.count(b"HTTP/1.1 ") == 1
