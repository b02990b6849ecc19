"""A request is handed on once it is whole; whoever is slow, odd or endless costs no thread."""

import pytest

from feedback.processes.arriving import (
    HEAD_SECONDS,
    LONGEST_HEAD,
    PAUSE_SECONDS,
    SLOWEST,
    Arriving,
    State,
)
from tests.canaries import open_files

NOW, MOST = 1_000.0, 10_000_000
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def post(length: int, *more: str) -> bytes:
    lines = ("POST /gui-don HTTP/1.1", "Host: x", f"Content-Length: {length}", *more)
    return "\r\n".join((*lines, "", "")).encode()


def arriving(*pieces: bytes) -> Arriving:
    coming = Arriving(MOST, deadline=NOW + 2)
    for piece in pieces:
        coming.feed(piece, NOW)
    return coming


@pytest.mark.parametrize(
    ("pieces", "state"),
    [
        pytest.param([GET], State.WHOLE, id="nothing but a head"),
        pytest.param([GET[:9], GET[9:-2], GET[-2:]], State.WHOLE, id="a head in pieces"),
        pytest.param([GET[:-1]], State.HEAD, id="a head that does not end"),
        pytest.param([post(3)], State.BODY, id="a body to come"),
        pytest.param([post(3), b"ab", b"c"], State.WHOLE, id="a body in pieces"),
        pytest.param([post(3) + b"ab"], State.BODY, id="a body begun with its head"),
        pytest.param([post(0)], State.WHOLE, id="an empty body"),
        pytest.param([post(MOST + 1)], State.WHOLE, id="a body the product refuses anyway"),
        pytest.param([post(3, "Content-Length: 4")], State.WHOLE, id="two lengths, for gunicorn"),
        pytest.param([post(-3)], State.WHOLE, id="a length that is none, for gunicorn"),
        pytest.param([post(3, "Transfer-Encoding: chunked")], State.NO_LENGTH, id="in chunks"),
        pytest.param([b"x" * (LONGEST_HEAD + 1)], State.HEAD_TOO_LONG, id="an endless head"),
    ],
)
def test_it_is_whole_when_its_head_says_so(pieces, state):
    assert arriving(*pieces).state is state


def test_what_is_read_is_what_came_and_the_next_one_is_kept():
    coming = arriving(post(5), b"mot\r\n" + GET)
    assert b"".join(coming.pieces()) == post(5) + b"mot\r\n"
    assert coming.surplus == GET


def test_a_word_before_the_body_is_said_once_and_not_again_by_gunicorn():
    coming = arriving(post(3, "Expect: 100-continue"))
    assert coming.waits
    assert b"expect" not in coming.head.lower()
    assert not arriving(post(3, "Expect: 100-continue") + b"abc").waits


def test_a_drop_now_and_then_does_not_prolong_it():
    coming = arriving(b"POST /")
    coming.feed(b"gui-don", NOW + 9)
    assert coming.deadline == NOW + HEAD_SECONDS
    long = arriving(post(SLOWEST * 100))
    long.feed(b"a", NOW + 20)
    assert long.deadline == NOW + 20 + PAUSE_SECONDS
    long.feed(b"a", NOW + 120)
    assert long.deadline == NOW + PAUSE_SECONDS + 100


def test_a_long_body_is_on_no_disk_in_clear():
    told = b"Nguoi to cao la ba Hoa. " * 20_000
    coming = arriving(post(len(told)), told[:-1])
    coming.body.flush()
    assert [place for place, content in open_files() if told[:24] in content] == []
    coming.feed(told[-1:], NOW)
    assert b"".join(coming.pieces()).endswith(told)
    assert coming.body.closed
