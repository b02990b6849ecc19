"""``flask reference load``: communes and calendar, without any demonstration data."""

import click
from flask.cli import AppGroup

from feedback.services.reference import load_reference
from feedback.services.transaction import transaction

reference = AppGroup("reference", help="Communes and the calendar of working days.")


@reference.command("load")
def load() -> None:
    """Add what is missing; nothing that was edited changes."""
    with transaction() as session:
        load_reference(session)
    click.echo("đã nạp 54 xã, phường, đặc khu và lịch ngày làm việc")
