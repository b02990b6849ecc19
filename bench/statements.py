"""How many statements each page sends: a fixed small number, whatever the rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from bench.house import House
from bench.tasks import desk_and_petition, door_form
from feedback.app import create_app
from feedback.extensions import db
from feedback.settings import Settings


def statements(house: House) -> dict[str, int]:
    """By page; the session's own look-up of the account is among them."""
    app = create_app(Settings.from_environment(house.environ))
    _, petition = desk_and_petition(house)
    client = app.test_client()
    door = client.get("/can-bo/dang-nhap").text
    client.post("/can-bo/dang-nhap", data=door_form(house, door))
    paths = {
        "queue": "/can-bo?xem=tat-ca",
        "petition": f"/can-bo/don/{petition}",
        "search": "/can-bo/tim?q=duong",
        "start page": "/",
    }
    return {name: _counted(app, lambda path=path: client.get(path)) for name, path in paths.items()}


def _counted(app: Flask, ask: Callable[[], object]) -> int:
    """Counted at the second time: the first one reads the calendar and the list of agencies."""
    ask()
    with _counting(app) as seen:
        ask()
    return len(seen)


@contextmanager
def _counting(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*words: object) -> None:
        seen.append(str(words[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
