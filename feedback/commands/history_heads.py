"""``flask history paper-head`` and ``stamps``: signed heads for other hands."""

from datetime import datetime
from pathlib import Path

import click

from feedback.commands.history import history, own_key
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.extensions import current_settings, db
from feedback.letters.sandbox import RenderFailed
from feedback.models.entry import LogCheckpoint
from feedback.services.log.head_stamps import BadStampError, Stamps, authorities, stamped_at
from feedback.services.log.paper_head import paper_head as page_of


@history.command("paper-head")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Default: today.")
def paper_head(*, file: Path, day: datetime | None) -> None:
    """The last head of a day as a page with its QR code, for the bound register."""
    try:
        content = page_of(db.session(), day.date() if day else clock.today(), own_key())
    except (DomainError, RenderFailed) as error:
        raise click.ClickException(str(error)) from error
    file.write_bytes(content)
    click.echo(f"đã ghi {file}")


@history.command("stamps")
def stamps() -> None:
    """When an authority stamped which head; exit 1 when a token is not what it should be."""
    settings = current_settings()
    trusted, wrong = authorities(settings.keys_dir), False
    for file in Stamps(settings.checkpoints_dir).all():
        head = db.session.get(LogCheckpoint, int(file.stem))
        try:
            at = stamped_at(file.read_bytes(), head.note if head else "", trusted)
            click.echo(f"{file.stem} mục: đóng dấu thời gian lúc {at.isoformat()}")
        except BadStampError as error:
            wrong = True
            click.echo(f"{file.stem} mục: KHÔNG đúng, {error}")
    raise SystemExit(wrong)
