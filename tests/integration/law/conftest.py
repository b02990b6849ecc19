"""The small province, its people at work, and commands as ``flask`` runs them."""

import os
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from feedback.app import create_app
from feedback.extensions import db
from feedback.services.reference import load_reference
from tests.conftest import _renamed, settings_for
from tests.integration.inspection.conftest import Room, statements, superuser, tamper

__all__ = ["statements", "superuser", "tamper"]


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
def empty_province(server_urls, keys_folder, worker_id):
    """An application whose database has tables and reference rows, and nobody in it."""
    name = f"feedback_empty_{worker_id}_{os.getpid()}"
    admin = create_engine(server_urls.superuser, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER feedback"))
    urls = [_renamed(url, name) for url in (server_urls.application, server_urls.owner)]
    app = create_app(settings_for(*urls, server_urls.redis, keys_folder))
    with app.app_context():
        from flask_migrate import upgrade  # noqa: PLC0415 - needs the application

        upgrade()
        load_reference(db.session())
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.dispose()
