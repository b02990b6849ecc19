"""``flask vault …``: the ceremony of the keys, and unlocking the vault for a quarter of an hour.

A passphrase is typed here, beside the vault, and never on a page: whoever takes over the web
process has neither the key nor what opens it.
"""

import secrets
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from feedback.domain.clock import vietnam_time
from feedback.domain.errors import DomainError
from feedback.extensions import db
from feedback.services.identity import carried_answers
from feedback.services.identity.identity_vaults import log_key
from feedback.settings.choices import Mode
from feedback.settings.frozen import Settings
from feedback.vault import bundles, ceremony
from feedback.vault.ceremony import CeremonyError
from feedback.vault.identity_vault import VaultProcess
from feedback.vault.keys import KeyRing
from feedback.vault.locked_key import (
    KEY,
    SHORTEST_PASSPHRASE,
    Lock,
    PassphraseLock,
    TokenLock,
    WrongSecretError,
)
from feedback.vault.openings import OPENINGS

#: Of the demonstration alone: its vault opens by itself.
DEMO_PASSPHRASE = "vault_passphrase"  # noqa: S105 - the name of a file

vault = AppGroup("vault", help="The vault that opens sealed identities.")
_FILE = click.Path(dir_okay=False, path_type=Path)


@vault.command("create")
@click.option(
    "--recovery-to", type=_FILE, help="Where the recovery key goes: a carrier for a safe."
)
@click.option("--keepers", default=2, show_default=True, help="How many passphrases.")
@click.option("--token", is_flag=True, help="Lock by the PKCS#11 token of the settings as well.")
@click.option("--from-key", type=_FILE, help="A new vault from a private key kept elsewhere.")
@click.option("--demo", is_flag=True, help="Demonstration: a passphrase in a file, nothing asked.")
def create(
    *, recovery_to: Path | None, keepers: int, token: bool, from_key: Path | None, demo: bool
) -> None:
    """Lock the custodian's key; each keeper types a passphrase of their own."""
    settings = _settings()
    if demo:
        _create_demo(settings)
        return
    if from_key is None and recovery_to is None:
        raise click.UsageError("nêu --recovery-to: khóa dự phòng phải rời khỏi máy này")
    locks: list[Lock] = [_new_passphrase(number) for number in range(1, keepers + 1)]
    if token:
        locks.append(_token(settings))
    try:
        if from_key is not None:
            ceremony.lock_again(settings.vault_dir, from_key, log_key(settings), *locks)
        else:
            ceremony.lock_away(settings.keys_dir, settings.vault_dir, log_key(settings), *locks)
        if recovery_to is not None:
            ceremony.put_aside(settings.keys_dir, recovery_to)
    except (CeremonyError, WrongSecretError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"đã khóa khóa riêng vào {settings.vault_dir / KEY}")
    if recovery_to is not None:
        click.echo(f"khóa dự phòng ở {recovery_to}: cất vào két sắt, đừng để lại bản nào trên máy")


def _create_demo(settings: Settings) -> None:
    if settings.mode is Mode.PRODUCTION:
        raise click.ClickException("két trình diễn không dùng cho hệ thống thật")
    if (settings.vault_dir / KEY).exists():
        return
    passphrase = "-".join(secrets.token_hex(2) for _ in range(6))
    file = settings.keys_dir / DEMO_PASSPHRASE
    file.touch(0o600)
    file.write_text(f"{passphrase}\n", encoding="utf-8")
    lock = PassphraseLock(passphrase)
    ceremony.lock_away(settings.keys_dir, settings.vault_dir, log_key(settings), lock)


def _new_passphrase(number: int) -> PassphraseLock:
    while True:
        typed: str = click.prompt(
            f"Câu mật khẩu của người giữ thứ {number}", hide_input=True, confirmation_prompt=True
        )
        if len(typed) >= SHORTEST_PASSPHRASE:
            return PassphraseLock(typed)
        click.echo(f"ít nhất {SHORTEST_PASSPHRASE} ký tự; dùng sáu từ bất kỳ")


def _token(settings: Settings) -> TokenLock:
    pin = click.prompt("PIN của thiết bị", hide_input=True)
    return TokenLock(settings.pkcs11_module, settings.pkcs11_token, pin)


@vault.command("unlock")
def unlock() -> None:
    """Unlock the running vault for a quarter of an hour."""
    secret = click.prompt("Câu mật khẩu, hoặc PIN", hide_input=True)
    try:
        until = _process().unlock(secret)
    except DomainError as error:
        raise click.ClickException(f"chưa mở được: {error}") from error
    click.echo(f"két mở đến {vietnam_time(until):%H:%M}")


@vault.command("lock")
def lock_now() -> None:
    """Lock the running vault now."""
    _process().lock()
    click.echo("két đã khóa")


@vault.command("recover")
@click.option("--key", type=_FILE, required=True, help="The recovery key, from the safe.")
def recover(*, key: Path) -> None:
    """Check that a key from the safe opens what is sealed today; exit 1 when it does not."""
    try:
        opens = ceremony.belongs(key, KeyRing(_settings().keys_dir))
    except CeremonyError as error:
        raise click.ClickException(str(error)) from error
    if not opens:
        raise click.ClickException("khóa này không mở được phong bì đang dùng")
    click.echo("khóa này mở được phong bì đang dùng")


@vault.command("openings")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Of the vault.")
def openings(*, folder: Path | None) -> None:
    """The vault's own count, one line for each opening, for rule V10 of the verifier."""
    path = (folder or _settings().vault_dir) / OPENINGS
    click.echo(path.read_text(encoding="utf-8") if path.exists() else "", nl=False)


@vault.command("answers")
@click.option("--public", type=_FILE, required=True, help="answer_public, from the other machine.")
def answers(*, public: Path) -> None:
    """Read what was carried back from a vault on another network; signatures are checked."""
    folder, refused = _settings().bundles_dir / bundles.IN, False
    for each in carried_answers.read(db.session(), folder, ceremony.signed_by(public)):
        if each.answer is None:
            click.echo(each.refusal, err=True)
            refused = True
            continue
        at = f"{vietnam_time(each.answer.at):%H:%M %d/%m/%Y}"
        click.echo(f"{each.name}: lần mở thứ {each.answer.count}, {at}, mục {each.answer.leaf}")
        click.echo(f"  {each.answer.words}")
    raise SystemExit(int(refused))


def _process() -> VaultProcess:
    return VaultProcess(_settings().vault_socket)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
