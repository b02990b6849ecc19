"""``flask demo …``: the demonstration's data, its accounts, and one whole journey."""

import click
from flask import current_app
from flask.cli import AppGroup

from feedback.commands.vault import DEMO_PASSPHRASE
from feedback.demo import load as loading
from feedback.demo.bulk import multiply
from feedback.demo.journey import Journey, JourneyFailedError
from feedback.demo.people import demo_accounts
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.history.report import Report, print_report
from feedback.extensions import db
from feedback.services.ground.transaction import transaction
from feedback.services.ladder import escalation
from feedback.services.log import sealing
from feedback.services.log.log_key import signer
from feedback.services.log.verification import snapshot, verify
from feedback.settings.choices import Mode
from feedback.vault.keys import KeyRing

demo = AppGroup("demo", help="Demonstration: an invented province with its petitions.")


@demo.command("load")
@click.option("--petitions", default=120, show_default=True, help="How many petitions.")
@click.option("--seed", default=20260701, show_default=True, help="The same seed, the same data.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are petitions already.")
@click.option("--bulk", is_flag=True, help="Copy worked petitions by COPY, for benchmarks.")
@click.option("--worked", default=240, show_default=True, help="How many --bulk works and copies.")
def load(*, petitions: int, seed: int, if_empty: bool, bulk: bool, worked: int) -> None:
    """Load agencies, officers and petitions, each worked through the real services."""
    settings = current_app.extensions["settings"]
    if settings.mode is Mode.PRODUCTION:
        msg = "dữ liệu trình diễn không nạp vào hệ thống thật (FEEDBACK_MODE=production)"
        raise click.ClickException(msg)
    if if_empty and loading.is_loaded(db.session()):
        click.echo("đã có dữ liệu")
        return
    now = clock.now()
    worked = min(petitions, worked) if bulk else petitions
    with click.progressbar(length=petitions, label="Nạp dữ liệu trình diễn") as bar:
        loading.load(
            worked,
            seed,
            KeyRing(settings.keys_dir),
            now,
            lambda done, _: bar.update(done - bar.pos),
            with_voters=not bulk,
        )
        found = escalation.escalate_overdue(now)
        if petitions > worked:
            copied = petitions - worked
            multiply(
                copied,
                now,
                lambda done: bar.update(worked + done - bar.pos),
                originals_at_most=worked,
            )
    click.echo(f"{petitions} đơn; {found.escalations} lượt nhắc, báo cáo cấp trên")


@demo.command("accounts")
def accounts() -> None:
    """The accounts to sign in with."""
    for account in demo_accounts(loading.PASSWORD):
        click.echo(
            f"  {account.username:16} {account.password:20} {account.role_title}, "
            f"{account.agency_name}"
        )
    passphrase = current_app.extensions["settings"].keys_dir / DEMO_PASSPHRASE
    if passphrase.exists():
        click.echo(f"  Két danh tính mở sẵn; câu mật khẩu {passphrase.read_text().strip()}")


@demo.command("journey")
def journey() -> None:
    """One complaint from lodging to a verified history; exit 1 when a step fails."""
    keys = KeyRing(current_app.extensions["settings"].keys_dir)
    try:
        Journey(keys, clock.now, loading.PASSWORD, _step).run()
    except (DomainError, JourneyFailedError) as error:
        raise click.ClickException(str(error)) from error
    report = _seal_and_verify(keys)
    _step(print_report(report))
    raise SystemExit(report.exit_code)


def _step(words: str) -> None:
    click.echo(f"• {words}")


def _seal_and_verify(keys: KeyRing) -> Report:
    settings = current_app.extensions["settings"]
    with transaction() as session:
        sealing.seal(
            session,
            directory=settings.checkpoints_dir,
            key=keys.history_key,
            origin=settings.history_origin,
            now=clock.now(),
        )
    pinned = signer(keys.history_key, settings.history_origin).key
    with snapshot(db.engine) as connection:
        return verify(connection, checkpoints=settings.checkpoints_dir, public_key=pinned)
