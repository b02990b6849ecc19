"""What is no request at all is refused by the server as it runs, and its worker goes on."""

import socket
from urllib.parse import urlsplit

import pytest

#: As bytes on the wire: not what any client library would send.
MALFORMED = {
    "nothing": b"\r\n\r\n",
    "noise": bytes(range(256)),
    "no version": b"GET /\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "a method of signs": b"<> / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a path with a line": b"GET /\nx HTTP/1.1\r\nHost: x\r\n\r\n",
    "a path of 9,000 letters": b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "200 headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 200 + b"\r\n",
    "a header of 9,000 letters": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 9_000 + b"\r\n\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "a negative length": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a length of words": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk of nonsense": b"POST /tra-cuu HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"Connection: close\r\n\r\nzz\r\n\r\n",
    "an unknown coding": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
    "an upgrade": b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: close\r\n\r\n",
    "a foreign address": b"GET http://elsewhere.invalid/ HTTP/1.1\r\nHost: x\r\n"
    b"Connection: close\r\n\r\n",
    "a tunnel": b"CONNECT elsewhere.invalid:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
}


def answer(address: str, sent: bytes) -> bytes:
    """The first line of the answer; nothing when the connection is closed without one."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        return line.makefile("rb").readline()


@pytest.mark.journey
def test_the_server_outlives_what_is_no_request(server: str) -> None:
    answers = {name: answer(server, sent) for name, sent in MALFORMED.items()}
    failed = {name: line[9:12] for name, line in answers.items() if line[9:10] == b"5"}
    assert failed == {}
    assert answer(server, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")[9:12] == b"200"


#: A body whose end two readers may see at different places, and a request hidden in it.
HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /tra-cuu HTTP/1.1\r\nHost: x\r\n"
AMBIGUOUS = {
    "length and chunks": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks alone": POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a coding nobody knows": POST + b"Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 34\r\n\r\n",
    "a length in two words": POST + b"Content-Length: 0, 34\r\n\r\n",
    "a length with a sign": POST + b"Content-Length: +0\r\n\r\n",
    "a blank before the colon": POST + b"Content-Length : 34\r\n\r\n",
    "a blank before a coding": POST + b"Content-Length: 0\r\nTransfer-Encoding : chunked\r\n\r\n",
    "lines that end otherwise": POST + b"X: a\nContent-Length: 34\r\n\r\n",
}


@pytest.mark.journey
def test_of_a_body_without_one_end_nothing_is_read_as_the_next_request(server: str) -> None:
    """RFC 9112, 6.3 and 11.2: one answer, a refusal, and the connection is over."""
    place, told = urlsplit(server), {}
    for name, sent in AMBIGUOUS.items():
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
            line.sendall(sent + HIDDEN)
            line.shutdown(socket.SHUT_WR)
            said = line.makefile("rb").read()
        told[name] = (said.count(b"HTTP/1.1 "), said[9:10])
    assert told == dict.fromkeys(AMBIGUOUS, (1, b"4"))


@pytest.mark.journey
def test_an_answer_is_as_long_as_it_says_and_names_no_version(server: str) -> None:
    place = urlsplit(server)
    for method in (b"GET", b"HEAD", b"NOISE"):
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
            line.sendall(method + b" / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            head, _, body = line.makefile("rb").read().partition(b"\r\n\r\n")
        told = dict(each.lower().split(b": ", 1) for each in head.split(b"\r\n")[1:])
        assert told.get(b"server") == b"gunicorn"
        assert b"x-powered-by" not in told
        assert b"transfer-encoding" not in told
        assert len(body) == (0 if method == b"HEAD" else int(told[b"content-length"]))
