"""A database that takes a line and says nothing is given up: no thread waits for it for ever."""

import socket
from time import monotonic

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from feedback import app
from feedback.settings import DatabaseRole


def test_a_database_that_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(app, "DATABASE_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql+psycopg://nobody@127.0.0.1:{silent.getsockname()[1]}/none"
        engine = create_engine(url, **app.engine_options(DatabaseRole.PUBLIC))
        began = monotonic()
        with pytest.raises(OperationalError):
            engine.connect()
    assert monotonic() - began < 20
