"""``flask reference``: communes and calendar, and a reorganisation as one dated operation."""

from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.reorganisation import read
from feedback.services.ground.transaction import transaction
from feedback.services.mergers.reorganisation import reorganise
from feedback.services.upkeep.reference import load_reference

reference = AppGroup("reference", help="Communes, agencies and the calendar of working days.")


@reference.command("load")
def load() -> None:
    """Add what is missing; nothing that was edited changes."""
    with transaction() as session:
        load_reference(session)
    click.echo("đã nạp 54 xã, phường, đặc khu và lịch ngày làm việc")


@reference.command("reorganise")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would happen and write nothing.")
def reorganise_command(*, file: Path, dry_run: bool) -> None:
    """End agencies, begin others, hand every open file on; all of it or nothing.

    The file is described in feedback/domain/reorganisation.py.
    """
    try:
        plan = read(file.read_text(encoding="utf-8"))
        outcome = reorganise(plan, clock.now(), dry_run=dry_run)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    for number, ended, heir in outcome.handed:
        click.echo(f"{number}: {ended} → {heir}")
    done = "sẽ" if dry_run else "đã"
    click.echo(
        f"{done} kết thúc {len(outcome.ended)} cơ quan, lập {len(outcome.started)} cơ quan, "
        f"chuyển {len(outcome.handed)} hồ sơ; không thời hạn nào thay đổi"
    )
