"""Every page of the room, imported once so that the blueprint is whole."""

from flask import Flask

from feedback.blueprints.office import (
    acting,
    actor,
    batch,
    comparing,
    composing,
    deciding,
    desk,
    entering_voters,
    files,
    finding,
    notices,
    papers,
    paragraphs,
    reading_draft,
    registering,
    signing_in,
    supposing,
    workbench,
)
from feedback.blueprints.office.blueprint import office

__all__ = [
    "acting",
    "batch",
    "comparing",
    "composing",
    "deciding",
    "desk",
    "entering_voters",
    "files",
    "finding",
    "notices",
    "papers",
    "paragraphs",
    "reading_draft",
    "registering",
    "signing_in",
    "supposing",
    "workbench",
]


def install(app: Flask) -> None:
    """Open the officers' room."""
    actor.install()
    app.register_blueprint(office)
