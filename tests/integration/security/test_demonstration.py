"""A demonstration says what it is on every page; nothing else does."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from feedback.blueprints.demonstration import WORDS
from feedback.settings.choices import Mode
from tests.client import Visitor
from tests.integration.office.conftest import Office
from tests.integration.security.test_headers_everywhere import addresses
from tests.passwords import PASSWORD
from tests.worlds import application

ROOMS = ("", "tiepnhan", "thanhtra", "chutichtinh")


@pytest.fixture
def demonstration(settings, compiled_pages) -> Iterator[Flask]:
    with application(replace(settings, mode=Mode.DEMO)) as app:
        app.jinja_env.bytecode_cache = compiled_pages
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app


def silent(app: Flask, username: str) -> tuple[set[str], int]:
    """Addresses whose page does not say it, and how many pages were seen."""
    visitor, client = Visitor(app), app.test_client()
    if username:
        visitor.answer("/can-bo/dang-nhap", {"username": username, "password": PASSWORD})
        client.set_cookie("office", visitor.cookie("office"))
    quiet, pages = set(), 0
    for address in [each for each in addresses(app) if not each.endswith(".pdf")]:
        answer = client.get(address)
        if answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303, 308}:
            pages += 1
            quiet |= set() if WORDS in answer.text else {address}
    return quiet, pages


def test_every_page_of_every_room_says_what_it_is(demonstration):
    office, seen = Office(demonstration), 0
    office.write("update user_account set role = 'administrator' where username = 'chutichtinh'")
    for username in ROOMS:
        quiet, pages = silent(demonstration, username)
        assert quiet == set(), username
        seen += pages
    assert seen > 80


def test_so_does_a_page_drawn_without_the_database(demonstration, monkeypatch):
    def broken(*_: object, **__: object) -> str:
        raise SQLAlchemyError

    monkeypatch.setattr("feedback.blueprints.errors.render_template", broken)
    assert WORDS in demonstration.test_client().get("/khong-co").text


def test_what_is_no_demonstration_does_not_say_so(app):
    assert not re.search("Trình diễn", app.test_client().get("/").text)
    assert not re.search("Trình diễn", app.test_client().get("/can-bo/dang-nhap").text)
