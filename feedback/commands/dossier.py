"""``flask dossier …``: the case file as the archive takes it."""

from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.roles import SYSTEM
from feedback.extensions import db
from feedback.models.dossier import Progress
from feedback.services.papers import dossier_making, dossiers
from feedback.services.subject.named_file import named_file

dossier = AppGroup("dossier", help="Case files for the archive.")


@dossier.command("export")
@click.argument("subject")
@click.option(
    "--into",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder for NUMBER.pdf and NUMBER.zip.",
)
def export(*, subject: str, into: Path) -> None:
    """Make the dossier of a file (a number, uid or id) now, and write both of its files."""
    now = clock.now()
    try:
        named = named_file(db.session(), subject)
        dossier_making.make(dossiers.ask(named.id, SYSTEM, now), now)
        made = dossiers.newest(db.session(), SYSTEM, named.id)
        if made is None or made.progress is not Progress.MADE:
            raise click.ClickException(made.failure if made and made.failure else NOT_NOW)
        for digest, suffix in ((made.pdf_sha256, "pdf"), (made.zip_sha256, "zip")):
            (into / f"{named.number}.{suffix}").write_bytes(dossiers.content(made, digest))
            click.echo(f"{named.number}.{suffix} {digest}")
    except DomainError as error:
        raise click.ClickException(str(error)) from error


NOT_NOW = "hồ sơ đang được một tiến trình khác lập; chạy lại lệnh sau ít phút"
