"""``flask law target``: the lengths that the province sets where the law sets none."""

import json
from getpass import getuser

import click

from feedback.commands.law import law, refusing
from feedback.commands.law_questions import day_of
from feedback.domain import clock
from feedback.domain.time_limits import Length
from feedback.extensions import db
from feedback.services.ground.transaction import transaction
from feedback.services.time.target_periods import NewPeriod, all_periods, set_period
from feedback.workflows.limits.registry import limit_named


@law.group("target")
def target() -> None:
    """Targets of the province: never a period of the law."""


@target.command("set")
@click.argument("limit_id")
@click.option("--length", type=int, required=True, help="In the unit of the target.")
@click.option("--from", "begins", required=True, help="First day of clocks it counts for.")
@click.option("--by", required=True, help="Who decided.")
@click.option("--document", required=True, help="By which document.")
@click.option("--why", required=True)
@click.option("--json", "as_json", is_flag=True)
def set_command(
    *, limit_id: str, length: int, begins: str, by: str, document: str, why: str, as_json: bool
) -> None:
    """Enter a decision; it counts for clocks that start on its first day or later."""
    with refusing(as_json=as_json), transaction() as session:
        span = Length(length, limit_named(limit_id).span.unit)
        new = NewPeriod(
            limit_id=limit_id,
            span=span,
            in_force_from=day_of(begins),
            decided_by=by.strip(),
            document=document.strip(),
            reason=why.strip(),
        )
        set_period(session, new, getuser(), clock.now())
    click.echo(f"{limit_id}: {span} từ ngày {new.in_force_from:%d/%m/%Y}, theo {new.document}")


@target.command("list")
def list_command() -> None:
    """Every length ever set, as JSON."""
    rows = [
        {
            "id": row.limit_id,
            "length": row.length,
            "unit": row.unit,
            "from": row.in_force_from.isoformat(),
            "by": row.decided_by,
            "document": row.document,
            "why": row.reason,
            "entered_by": row.entered_by,
            "entered_at": row.entered_at.isoformat(),
        }
        for row in all_periods(db.session())
    ]
    click.echo(json.dumps(rows, ensure_ascii=False))
