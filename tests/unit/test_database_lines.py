"""A database that takes a line and says nothing is given up: no thread waits for it for ever."""

import socket
from threading import Timer
from time import monotonic

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from feedback import app
from feedback.settings.choices import DatabaseRole


def test_a_database_that_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(app, "DATABASE_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql+psycopg://nobody@127.0.0.1:{silent.getsockname()[1]}/none"
        engine = create_engine(url, **app.engine_options(DatabaseRole.PUBLIC))
        began, hung_up = monotonic(), Timer(12, silent.close)
        hung_up.start()
        with pytest.raises(OperationalError):
            engine.connect()
        hung_up.cancel()
    assert monotonic() - began < 10
