"""Every page of the room, imported once so that the blueprint is whole."""

from flask import Flask

from feedback.blueprints.office import (
    acting,
    actor,
    batch,
    books,
    deciding,
    desk,
    entering_voters,
    files,
    finding,
    incoming,
    notices,
    papers,
    registering,
    signing,
    signing_in,
    supposing,
    symbols,
)
from feedback.blueprints.office.blueprint import office

__all__ = [
    "acting",
    "batch",
    "books",
    "deciding",
    "desk",
    "entering_voters",
    "files",
    "finding",
    "incoming",
    "notices",
    "papers",
    "registering",
    "signing",
    "signing_in",
    "supposing",
    "symbols",
]


def install(app: Flask) -> None:
    """Open the officers' room."""
    actor.install()
    app.register_blueprint(office)
