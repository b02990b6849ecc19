"""What makes a petition look like junk: a table of signs, and what is never enough."""

from datetime import timedelta
from ipaddress import ip_network
from itertools import chain, combinations

import pytest

from feedback.domain.suspicion import (
    ENOUGH,
    TOGETHER,
    WEIGHTS,
    Lately,
    Sending,
    Sign,
    judged,
    points,
    sentences,
    shingles,
)
from feedback.domain.windows import is_exempt
from tests.factories import at

NOW = at("2026-11-16")
STORY = "Xã làm đường lấy 62,5 m² đất vườn của nhà tôi mà không đền bù."
LINKS = " ".join(f"Mua ngay tại https://a{n}.example" for n in range(3))
CALM = Sending("203.0.113.0/24", NOW - timedelta(minutes=9))
QUICK = Sending("203.0.113.0/24", NOW - timedelta(seconds=2))
TRAPPED = Sending("203.0.113.0/24", NOW - timedelta(minutes=9), "https://a.example")


@pytest.mark.parametrize(
    ("sending", "story", "lately", "suspected"),
    [
        pytest.param(CALM, STORY, Lately(), False, id="an ordinary petition"),
        pytest.param(CALM, STORY, Lately(1, 5, 20, 60), False, id="a busy commune in a busy hour"),
        pytest.param(CALM, STORY, Lately(1, 5, 20, 0, 30), False, id="neighbours who write alike"),
        pytest.param(CALM, STORY, Lately(1, 5, 20, 60, 3), False, id="a few of them, in a flood"),
        pytest.param(CALM, STORY, Lately(0, 0, 0, 60, 10), True, id="a flood of copies"),
        pytest.param(QUICK, STORY, Lately(), False, id="written beforehand and pasted"),
        pytest.param(QUICK, LINKS, Lately(), True, id="links sent in two seconds"),
        pytest.param(QUICK, STORY, Lately(copies=2), True, id="copies sent in two seconds"),
        pytest.param(CALM, LINKS, Lately(), False, id="links to what is complained about"),
        pytest.param(TRAPPED, STORY, Lately(), True, id="filled in what nobody sees"),
        pytest.param(Sending(), STORY, Lately(), False, id="nothing known of how it was sent"),
    ],
)
def test_a_petition_is_suspected_by_what_it_does(sending, story, lately, suspected):
    verdict = judged(sending, story, lately, NOW, apart=False)
    assert verdict.suspected is suspected, verdict.signs


def test_the_switch_of_a_form_puts_all_of_it_into_the_tray_and_refuses_none():
    assert judged(CALM, STORY, Lately(), NOW, apart=True).suspected


def test_neighbours_who_write_together_are_never_enough():
    groups = chain.from_iterable(combinations(TOGETHER, n) for n in range(len(TOGETHER) + 1))
    assert max(map(points, groups)) < ENOUGH
    assert points((Sign.COPIES, Sign.CROWDED)) == ENOUGH
    assert points((Sign.DAY, Sign.CROWDED)) < ENOUGH


def test_nothing_that_takes_three_seconds_is_hasty():
    slow = Sending("", NOW - timedelta(seconds=3))
    assert judged(slow, STORY, Lately(), NOW, apart=False).signs == ()


def test_every_sign_has_its_sentence():
    assert set(WEIGHTS) == set(Sign)
    assert sentences("haste,copy,nonsense") == [
        WEIGHTS[Sign.HASTE].sentence,
        WEIGHTS[Sign.COPY].sentence,
    ]


def test_words_in_another_dress_are_the_same_words():
    assert set(shingles(STORY)) == set(shingles(STORY.upper().replace(" ", "  ")))
    assert list(shingles("Mất nước")) == ["mat nuoc"]


@pytest.mark.parametrize(
    ("network", "exempt"),
    [
        ("203.0.113.0/24", True),
        ("203.0.114.0/24", False),
        ("2001:db8:1:100::/56", True),
        ("", False),
    ],
)
def test_a_reception_office_is_known_by_its_network(network, exempt):
    offices = (ip_network("203.0.113.8/29"), ip_network("2001:db8:1::/48"))
    assert is_exempt(network, offices) is exempt
