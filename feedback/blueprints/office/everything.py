"""Every page of the room, imported once so that the blueprint is whole."""

from flask import Flask

from feedback.blueprints.office import (
    acting,
    actor,
    archiving,
    attached,
    batch,
    books,
    comparing,
    composing,
    deciding,
    delivering,
    delivery_addressing,
    delivery_recording,
    desk,
    entering_voters,
    files,
    finding,
    incoming,
    notices,
    papers,
    paragraphs,
    reading_draft,
    registering,
    replacing,
    sessions,
    signing,
    signing_in,
    supposing,
    symbols,
    tray,
    workbench,
)
from feedback.blueprints.office.blueprint import office

__all__ = [
    "acting",
    "archiving",
    "attached",
    "batch",
    "books",
    "comparing",
    "composing",
    "deciding",
    "delivering",
    "delivery_addressing",
    "delivery_recording",
    "desk",
    "entering_voters",
    "files",
    "finding",
    "incoming",
    "notices",
    "papers",
    "paragraphs",
    "reading_draft",
    "registering",
    "replacing",
    "sessions",
    "signing",
    "signing_in",
    "supposing",
    "symbols",
    "tray",
    "workbench",
]


def install(app: Flask) -> None:
    """Open the officers' room."""
    actor.install()
    app.register_blueprint(office)
