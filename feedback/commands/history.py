"""``flask history …``: seal the log, verify it, hand out the key that checks it."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from feedback.domain import clock
from feedback.domain.errors import NotFoundError
from feedback.domain.history import export
from feedback.domain.history.note import MalformedNoteError, NoteKey
from feedback.domain.history.report import print_report
from feedback.extensions import db
from feedback.queries.timeline import stored
from feedback.services import log_export, sealing, verification
from feedback.services.log_key import public_key, signer
from feedback.services.named_file import named_file
from feedback.services.sealing import SealRefusedError
from feedback.services.transaction import transaction
from feedback.settings import Settings
from feedback.vault.keys import KeyRing

history = AppGroup("history", help="The append-only history of everything that happened.")


@history.command("verify")
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, path_type=Path),
    help="A sealer's folder, its notes.jsonl, or one note; default: this installation's folder.",
)
@click.option("--key", "key_line", help="The public key as one line; default: this installation's.")
@click.option("--json", "as_json", is_flag=True)
def verify(*, checkpoints: Path | None, key_line: str | None, as_json: bool) -> None:
    """Recompute chain, log, books and present state: exit 0 sound, 1 tampered, 2 cannot tell."""
    pinned = _pinned(key_line)
    notes = checkpoints or _settings().checkpoints_dir
    with verification.snapshot(db.engine) as connection:
        report = verification.verify(connection, checkpoints=notes, public_key=pinned)
    click.echo(
        json.dumps(report.as_dict(), ensure_ascii=False) if as_json else print_report(report)
    )
    raise SystemExit(report.exit_code)


@history.command("seal")
def seal() -> None:
    """Sign a checkpoint over what was written so far; exit 1 when the log is not as it must be."""
    settings = _settings()
    try:
        with transaction() as session:
            head = sealing.seal(
                session,
                directory=settings.checkpoints_dir,
                key=KeyRing(settings.keys_dir).history_key,
                origin=settings.history_origin,
                now=clock.now(),
            )
    except SealRefusedError as error:
        msg = f"không ký, phải xem ngay: {error}"
        raise click.ClickException(msg) from error
    if head is None:
        click.echo("không có gì mới để niêm phong")
        return
    click.echo(f"đã niêm phong {head.size} mục, gốc {head.root.hex()}")


@history.command("export")
@click.argument("case", required=False)
@click.option("--all", "whole", is_flag=True, help="The whole log with what is compared with it.")
def export_file(*, case: str | None, whole: bool) -> None:
    """The entries of one file (a number, uid or id), one line each, byte for byte as hashed."""
    if whole == (case is not None):
        raise click.UsageError("hoặc một hồ sơ, hoặc --all")
    for line in _whole_log() if case is None else _one_file(case):
        click.echo(line)


def _whole_log() -> Iterator[str]:
    """What ``doi-chung`` reads; see docs/history-format.md."""
    with verification.snapshot(db.engine) as connection:
        yield from log_export.lines(connection)


def _one_file(case: str) -> Iterator[str]:
    session = db.session()
    try:
        named = named_file(session, case)
    except NotFoundError as error:
        raise click.ClickException(str(error)) from error
    return export.lines(entry.body for entry in stored(session, named.uid))


@history.command("key")
def key() -> None:
    """The public key as one line, to be kept by whoever verifies."""
    click.echo(_own_key().as_text())


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _own_key() -> NoteKey:
    settings = _settings()
    return signer(KeyRing(settings.keys_dir).history_key, settings.history_origin).key


def _pinned(line: str | None) -> NoteKey | None:
    """The key given, else our own; None where there is neither, and nothing is then certain."""
    try:
        return public_key(line) if line else _own_key()
    except MalformedNoteError as error:
        msg = f"khóa không đọc được: {error}"
        raise click.BadParameter(msg, param_hint="--key") from error
    except FileNotFoundError:
        return None
