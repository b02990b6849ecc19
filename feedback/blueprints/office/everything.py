"""Every page of the room, imported once so that the blueprint is whole."""

from flask import Flask

from feedback.blueprints.office import (
    acting,
    actor,
    archiving,
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
    holding,
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
    workbench,
)
from feedback.blueprints.office.blueprint import office

__all__ = [
    "acting",
    "archiving",
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
    "holding",
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
    "workbench",
]


def install(app: Flask) -> None:
    """Open the officers' room."""
    actor.install()
    app.register_blueprint(office)
