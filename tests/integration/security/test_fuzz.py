"""No input makes the product fail: whatever is sent, the answer is a page, a refusal or a redirect.

Five thousand requests from nobody and from one of each room. ``FEEDBACK_FUZZ_REQUESTS=100000``
before the command sends as many, ``FEEDBACK_FUZZ_SEED`` draws others.
"""

import os
from collections import Counter

import pytest
from flask import Flask

from feedback.demo.load import PASSWORD
from feedback.demo.people import SHOWN
from tests.client import Visitor
from tests.demonstration import SEED, demonstration
from tests.fuzzing import Fuzz
from tests.worlds import World, Worlds

REQUESTS = int(os.environ.get("FEEDBACK_FUZZ_REQUESTS", "5000"))
DRAWN = int(os.environ.get("FEEDBACK_FUZZ_SEED", SEED))
#: Nobody, and one of each room in the demonstration.
PEOPLE = ("", *SHOWN)


@pytest.fixture
def beginning(worlds: Worlds) -> World:
    return worlds.beside(demonstration)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("username", PEOPLE, ids=lambda name: name or "nobody")
def test_no_request_makes_the_product_fail(app: Flask, username: str) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    if username:
        visitor = Visitor(app)
        visitor.answer("/can-bo/dang-nhap", {"username": username, "password": PASSWORD})
        client.set_cookie("office", visitor.cookie("office") or "")
    fuzz = Fuzz(app, DRAWN)
    each = REQUESTS // len(PEOPLE) + 1
    answered = Counter[int]()
    failed = []
    for request in fuzz.requests(PEOPLE.index(username) * each, each):
        status = fuzz.send(client, request)
        answered[status] += 1
        if status >= 500:
            failed.append(f"{status} {request}")
    assert failed == []
    assert {200, 400, 404, 405} <= answered.keys(), "what is sent does not get far"
