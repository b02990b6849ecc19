"""What tests of this room watch: the log as a process writes it, the database from outside."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from feedback.services.watch import log_lines
from feedback.settings.frozen import Settings

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything any logger says from DEBUG on, as text."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = log_lines.handler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def lines(written: io.StringIO) -> Lines:
    """The same, each line read."""
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.fixture
def owner(settings: Settings) -> Iterator[Engine]:
    """Whoever keeps the database, past the application."""
    engine = create_engine(settings.database_owner_url)
    yield engine
    engine.dispose()


def change(owner: Engine, statement: str) -> None:
    """What a database administrator does."""
    with owner.begin() as connection:
        connection.execute(text(statement))
