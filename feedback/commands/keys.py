"""``flask keys …``: the keys of an installation."""

import click
from flask import current_app
from flask.cli import AppGroup

from feedback.vault.keys import create_missing

keys = AppGroup("keys", help="Keys of this installation.")


@keys.command("create")
def create() -> None:
    """Make every key that is missing; existing ones are never touched."""
    made = create_missing(current_app.extensions["settings"].keys_dir)
    click.echo("đã tạo: " + ", ".join(made) if made else "không thiếu khóa nào")
