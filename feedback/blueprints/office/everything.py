"""Every page of the room, imported once so that the blueprint is whole."""

from flask import Flask

from feedback.blueprints.office import (
    acting,
    actor,
    batch,
    deciding,
    delivering,
    delivery_recording,
    desk,
    entering_voters,
    files,
    finding,
    notices,
    papers,
    registering,
    signing_in,
    supposing,
)
from feedback.blueprints.office.blueprint import office

__all__ = [
    "acting",
    "batch",
    "deciding",
    "delivering",
    "delivery_recording",
    "desk",
    "entering_voters",
    "files",
    "finding",
    "notices",
    "papers",
    "registering",
    "signing_in",
    "supposing",
]


def install(app: Flask) -> None:
    """Open the officers' room."""
    actor.install()
    app.register_blueprint(office)
