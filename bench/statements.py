"""How many statements each page sends: a fixed small number, whatever the rows."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from bench.client import token_of
from bench.house import House
from bench.result import Result
from bench.tasks import desk_and_petition, door_form, forms
from feedback.app import create_app
from feedback.extensions import db
from feedback.settings.frozen import Settings

#: What the floor sends for the same page.
FLOOR = {"queue": 1, "petition": 2, "search": 1, "tracking": 2, "declare, send, receipt": 2}


def statements(house: House) -> list[Result]:
    """Statements of each page; the session's own look-up of the account is among them."""
    app = create_app(Settings.from_environment(house.environ))
    _, petition = desk_and_petition(house)
    officer, citizen = app.test_client(), app.test_client()
    door = officer.get("/can-bo/dang-nhap").text
    officer.post("/can-bo/dang-nhap", data=door_form(house, door))
    ready = iter(forms(house, 2))
    code = _lodge(citizen, *next(ready))
    form = {"csrf_token": token_of(citizen.get("/tra-cuu").text), "code": code}
    asked: dict[str, Callable[[], object]] = {
        "queue": lambda: officer.get("/can-bo?xem=tat-ca"),
        "petition": lambda: officer.get(f"/can-bo/don/{petition}"),
        "search": lambda: officer.get("/can-bo/tim?q=duong"),
        "tracking": lambda: citizen.post("/tra-cuu", data=form),
    }
    counted = {name: _counted(app, ask) for name, ask in asked.items()}
    with _counting(app) as seen:
        _lodge(app.test_client(), *next(ready))
    counted["declare, send, receipt"] = len(seen)
    return [
        Result(f"statements: {name}", "", count, FLOOR[name]) for name, count in counted.items()
    ]


def _lodge(citizen: FlaskClient, key: bytes, code: str) -> str:
    citizen.set_cookie("draft", base64.urlsafe_b64encode(key).decode())
    token = token_of(citizen.get("/gui-don/cam-doan").text)
    sent = {"csrf_token": token, "kind": "report", "sworn": "y"}
    citizen.post("/gui-don/cam-doan", data=sent)
    citizen.get("/bien-nhan")
    return code


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
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
