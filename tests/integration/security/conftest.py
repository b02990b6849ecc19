"""What is written into logs while a test runs, in the shape a process writes it."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from feedback.services import log_lines

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
