"""Every page of the room, imported once so that the blueprint is whole."""

from flask import Flask

from feedback.blueprints.office import (
    acting,
    activating,
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
    incoming,
    notices,
    own_codes,
    own_keys,
    own_password,
    papers,
    paragraphs,
    passkey_door,
    reading_draft,
    registering,
    replacing,
    second_step,
    sessions,
    sign_on,
    signing,
    signing_in,
    stepping_up,
    supposing,
    symbols,
    workbench,
)
from feedback.blueprints.office.blueprint import office

__all__ = [
    "acting",
    "activating",
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
    "incoming",
    "notices",
    "own_codes",
    "own_keys",
    "own_password",
    "papers",
    "paragraphs",
    "passkey_door",
    "reading_draft",
    "registering",
    "replacing",
    "second_step",
    "sessions",
    "sign_on",
    "signing",
    "signing_in",
    "stepping_up",
    "supposing",
    "symbols",
    "workbench",
]


def install(app: Flask) -> None:
    """Open the officers' room."""
    actor.install()
    stepping_up.install(app)
    app.register_blueprint(office)
