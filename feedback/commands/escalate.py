"""``flask escalate``: one sweep for what is due."""

import json
from dataclasses import asdict
from datetime import datetime

import click
from flask.cli import with_appcontext

from feedback.domain import clock
from feedback.services.ladder import escalation
from feedback.services.time import recomputation


@click.command("escalate", help="One sweep: record every level that deadlines have reached.")
@click.option(
    "--now", "typed", help="The instant to look from, ISO, Vietnam's time unless it says."
)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def escalate(*, typed: str | None, as_json: bool) -> None:
    """Print how many deadlines moved and how many escalations were written."""
    now = _instant(typed) if typed else clock.now()
    try:
        recomputation.finish_all(now)
        counts = escalation.escalate_overdue(now, trusted=typed is not None)
    except escalation.ClockAheadError as error:
        msg = f"đồng hồ của máy chạy nhanh, chưa làm gì: {error}"
        raise click.ClickException(msg) from error
    if as_json:
        click.echo(json.dumps({"now": now.isoformat(), **asdict(counts)}))
        return
    click.echo(
        f"{counts.deadlines} thời hạn đến mốc, {counts.escalations} lượt nhắc, báo cáo; "
        f"{counts.unaddressed} chưa có người nhận; {counts.seconds:.2f} giây"
    )


def _instant(typed: str) -> datetime:
    """A day alone means its first moment in Vietnam."""
    try:
        instant = datetime.fromisoformat(typed)
    except ValueError as error:
        msg = f"thời điểm “{typed}” không đọc được; viết như 2026-08-03T09:00"
        raise click.BadParameter(msg, param_hint="--now") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=clock.VIETNAM)
