"""What several rooms of the integration tests ask for."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event

from feedback.extensions import db


@pytest.fixture
def statements(app: Flask) -> Callable[[], list[str]]:
    """Every statement sent since the last asking."""
    sent: list[str] = []
    with app.app_context():
        for engine in db.engines.values():
            event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))

    def since_last() -> list[str]:
        seen = sent.copy()
        sent.clear()
        return seen

    return since_last
