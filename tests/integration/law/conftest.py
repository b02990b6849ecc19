"""The small province, its people at work, and commands as ``flask`` runs them."""

from dataclasses import replace

import pytest

from tests.integration.inspection.conftest import Room, superuser, tamper
from tests.worlds import application

__all__ = ["superuser", "tamper"]


@pytest.fixture
def settings(settings, tmp_path):
    """A data folder of the test's own: keys shared, the rest not."""
    (tmp_path / "keys").symlink_to(settings.keys_dir)
    return replace(settings, data_dir=tmp_path)


@pytest.fixture
def room(app):
    return Room(app)


@pytest.fixture
def run(app):
    """A command as ``flask`` runs it."""

    def invoke(*words):
        return app.test_cli_runner().invoke(args=[str(word) for word in words])

    return invoke


@pytest.fixture
def empty_province(worlds, tmp_path):
    """An application whose database has tables and reference rows, and nobody in it."""
    name = f"feedback_empty_{worlds.mark}"
    with application(worlds.clone(worlds.empty, name, tmp_path / "empty")) as app:
        yield app
    worlds.end(name)
