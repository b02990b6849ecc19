"""``flask law explain``: every due date of a file told again from its history alone."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.deadlines import Start, due
from feedback.domain.errors import NotFoundError
from feedback.domain.explanation import explain
from feedback.domain.history.clocks import ToldClock, told_clocks
from feedback.domain.history.entries import MalformedEntryError, ParsedEntry, parse
from feedback.domain.special_days import standard_calendar
from feedback.extensions import db
from feedback.models.entry import Entry
from feedback.models.subject import Subject
from feedback.services.calendars import calendar
from feedback.services.finding import case_numbered, petition_numbered
from feedback.services.numbers import CASES
from feedback.workflows.limits.registry import limit_named


@click.command("explain")
@click.argument("code", required=False)
@click.option(
    "--export",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An exported history instead of the database; days as this release knows them.",
)
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def explain_command(*, code: str | None, export: Path | None, as_json: bool) -> None:
    """Tell how each due date of a file came about; exit 1 when one was written down otherwise."""
    if (code is None) == (export is None):
        msg = "cần mã số hồ sơ (QN-2026-00012, VV-2026-00003), hoặc --export TỆP"
        raise click.UsageError(msg)
    entries, days = (
        _exported(export) if export else (entries_of(code or ""), calendar(db.session()))
    )
    told = [_told(clock, days) for clock in told_clocks(entries)]
    click.echo(json.dumps(told, ensure_ascii=False)) if as_json else _print(told)
    if any(not clock["agrees"] for clock in told):
        raise SystemExit(1)


def bodies_of(code: str) -> Sequence[bytes]:
    """The entries of a petition or case as they were hashed, in their order."""
    session = db.session()
    found: Subject | None = (
        case_numbered(session, code)
        if code.strip().upper().startswith(CASES)
        else petition_numbered(session, code)
    )
    if found is None:
        raise click.ClickException(str(NotFoundError(f"Không có hồ sơ mang mã số “{code}”.")))
    query = select(Entry.body).where(Entry.subject == found.uid).order_by(Entry.seq)
    return session.scalars(query).all()


def entries_of(code: str) -> Iterator[ParsedEntry]:
    return map(parse, bodies_of(code))


def _exported(path: Path) -> tuple[list[ParsedEntry], WorkingCalendar]:
    try:
        lines = path.read_bytes().splitlines()
        return [parse(line) for line in lines if line.strip()], standard_calendar()
    except MalformedEntryError as error:
        msg = f"Tệp không phải là lịch sử đã xuất: {error}"
        raise click.ClickException(msg) from error


def _told(clock: ToldClock, days: WorkingCalendar) -> dict[str, Any]:
    limit, start = limit_named(clock.limit), Start(clock.start, act=clock.opened_on)
    computed = due(limit, start, days, clock.given)
    counted = (_iso(computed.raw), _iso(computed.legal))
    return {
        "id": clock.id,
        "limit": limit.id,
        "state": clock.state,
        "due_raw": counted[0],
        "due_legal": counted[1],
        "written_raw": clock.raw,
        "written_legal": clock.legal,
        "agrees": counted == (clock.raw, clock.legal),
        "explanation": [step.text for step in explain(limit, start, days, computed, clock.given)],
    }


def _iso(day: Any) -> str | None:  # noqa: ANN401 - a date or none
    return day.isoformat() if day else None


def _print(told: list[dict[str, Any]]) -> None:
    for clock in told:
        click.echo(f"{clock['limit']} ({clock['state']}): {clock['due_legal'] or 'đang dừng'}")
        for line in clock["explanation"]:
            click.echo(f"  {line}")
        if not clock["agrees"]:
            click.echo(f"  KHÁC với ngày đã ghi: {clock['written_raw']} / {clock['written_legal']}")
