"""``flask history …``: seal the log, verify it, hand out the key that checks it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from feedback.domain import clock
from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.history import evidence, export
from feedback.domain.history.evidence import Verdict
from feedback.domain.history.note import MalformedNoteError, NoteKey
from feedback.domain.history.policy import MalformedPolicyError, Policy
from feedback.domain.history.report import print_report
from feedback.extensions import db
from feedback.queries.timeline import stored
from feedback.services.ground.transaction import transaction
from feedback.services.log import log_export, sealing, verification, witness_policy
from feedback.services.log.log_key import note_key, promiser, public_key
from feedback.services.log.sealing import SealRefusedError
from feedback.services.log.tile_export import export_tiles
from feedback.services.subject.named_file import named_file
from feedback.services.upkeep import kept_events
from feedback.services.upkeep.kept_events import Where
from feedback.services.upkeep.verifier_events import event_of
from feedback.settings.frozen import Settings
from feedback.settings.reading import SettingsError
from feedback.vault.keys import KeyRing

history = AppGroup("history", help="The append-only history of everything that happened.")
NOT_PROVEN, CANNOT_TELL = 1, 2
POLICY = click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Whose cosignatures count; default: this installation's.",
)


class CannotTellError(click.ClickException):
    """What cannot be read is no finding: never the exit code of a history that was changed."""

    exit_code = CANNOT_TELL

    def __init__(self, error: Exception) -> None:
        super().__init__(f"chưa thể kết luận: {error}")


@contextmanager
def one_moment() -> Iterator[Connection]:
    """The whole log and every file, as of now."""
    try:
        with verification.snapshot(db.engine) as connection:
            yield connection
    except (verification.HiddenRowsError, SettingsError, OperationalError) as error:
        raise CannotTellError(error) from error


@history.command("verify")
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, path_type=Path),
    help="A sealer's folder, its notes.jsonl, or one note; default: this installation's folder.",
)
@click.option("--key", "key_line", help="The public key as one line; default: this installation's.")
@POLICY
@click.option("--json", "as_json", is_flag=True)
def verify(
    *, checkpoints: Path | None, key_line: str | None, policy_file: Path | None, as_json: bool
) -> None:
    """Recompute chain, log, books and present state: exit 0 sound, 1 tampered, 2 cannot tell."""
    public, policy = pinned(key_line), policy_of(policy_file)
    notes = checkpoints or _settings().checkpoints_dir
    with one_moment() as connection:
        report = verification.verify(
            connection, checkpoints=notes, public_key=public, policy=policy
        )
    click.echo(
        json.dumps(report.as_dict(), ensure_ascii=False) if as_json else print_report(report)
    )
    event, detail = event_of(report)
    kept_events.note_and_keep(event, Where("flask history verify"), clock.now(), detail=detail)
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
    with one_moment() as connection:
        yield from log_export.lines(connection)


def _one_file(case: str) -> Iterator[str]:
    session = db.session()
    try:
        named = named_file(session, case)
    except NotFoundError as error:
        raise click.ClickException(str(error)) from error
    return export.lines(entry.body for entry in stored(session, named.uid))


@history.command("receipt")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "key_line", help="The public key as one line; default: this installation's.")
@POLICY
@click.option("--json", "as_json", is_flag=True)
def receipt(*, file: Path, key_line: str | None, policy_file: Path | None, as_json: bool) -> None:
    """Check a citizen's receipt without database: exit 0 proven, 1 not, 2 without a key."""
    key = pinned(key_line)
    if key is None:
        click.echo("không có khóa công khai để kiểm tra: thêm --key", err=True)
        raise SystemExit(CANNOT_TELL)
    checked = evidence.check(file.read_bytes(), key, policy_of(policy_file))
    click.echo(json.dumps(checked.as_dict(), ensure_ascii=False) if as_json else checked.as_text())
    raise SystemExit(0 if checked.verdict is Verdict.PROVEN else NOT_PROVEN)


@history.command("tiles")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--key", "key_line", help="The public key as one line; default: this installation's.")
def tiles(*, folder: Path, key_line: str | None) -> None:
    """Write the hashes of the log as files for anybody, never the entries; exit 1 when refused."""
    key = pinned(key_line)
    if key is None:
        raise click.ClickException("không có khóa công khai: thêm --key")
    try:
        head = export_tiles(db.session(), folder, key)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"đã xuất {head.size} mục, gốc {head.root.hex()}")


@history.command("key")
@click.option("--promises", is_flag=True, help="The key of promises, not that of the log.")
def key(*, promises: bool) -> None:
    """The public key as one line, to be kept by whoever verifies."""
    settings = _settings()
    if promises:
        public = promiser(KeyRing(settings.keys_dir).promise_key, settings.history_origin).key
    else:
        public = own_key()
    click.echo(public.as_text())


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def own_key() -> NoteKey:
    settings = _settings()
    return note_key(KeyRing(settings.keys_dir).history_public, settings.history_origin)


def policy_of(file: Path | None) -> Policy:
    """The policy given, else our own."""
    try:
        return witness_policy.read(file) if file else witness_policy.load(_settings().keys_dir)
    except MalformedPolicyError as error:
        msg = f"chính sách nhân chứng không đọc được: {error}"
        raise click.ClickException(msg) from error


def pinned(line: str | None) -> NoteKey | None:
    """The key given, else our own; None where there is neither, and nothing is then certain."""
    try:
        return public_key(line) if line else own_key()
    except MalformedNoteError as error:
        msg = f"khóa không đọc được: {error}"
        raise click.BadParameter(msg, param_hint="--key") from error
    except FileNotFoundError:
        return None
