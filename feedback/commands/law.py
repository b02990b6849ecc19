"""``flask law …``: the time limits as data, and any due date with its arithmetic."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from feedback.domain.clock import VIETNAM
from feedback.domain.deadlines import Circumstances, Pause, Start, due
from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.explanation import explain
from feedback.extensions import db
from feedback.services.calendars import calendar
from feedback.workflows.limits.registry import all_limits, limit_named

law = AppGroup("law", help="Time limits of the law and due dates.")


@dataclass(frozen=True, slots=True)
class Question:
    """One due date asked for."""

    limit_id: str
    start: Start
    given: Circumstances


@law.command("deadlines")
@click.option("--json", "as_json", is_flag=True, help="All rows as JSON.")
def deadlines(*, as_json: bool) -> None:
    """List every time limit."""
    if as_json:
        click.echo(json.dumps([_limit_row(limit.id) for limit in all_limits()], ensure_ascii=False))
        return
    for limit in all_limits():
        click.echo(f"{limit.id:40} {limit.span!s:>18}  {limit.title}")


@law.command("due")
@click.argument("limit_id", required=False)
@click.option("--from", "start", help="Day or instant of the event, YYYY-MM-DD[THH:MM].")
@click.option("--remote", is_flag=True, help="In a remote area.")
@click.option("--complex", "complex_", is_flag=True, help="Determined to be complex.")
@click.option("--flag", "flags", multiple=True, help="Any other circumstance a variant names.")
@click.option("--pause", "pauses", multiple=True, help="GROUND:FROM:UNTIL or FROM:UNTIL.")
@click.option(
    "--batch", type=click.Path(exists=True, path_type=Path), help="JSON list of questions."
)
@click.option("--json", "as_json", is_flag=True)
def due_command(
    *,
    limit_id: str | None,
    start: str | None,
    remote: bool,
    complex_: bool,
    flags: tuple[str, ...],
    pauses: tuple[str, ...],
    batch: Path | None,
    as_json: bool,
) -> None:
    """When a period ends, counted from an event."""
    try:
        if batch is not None:
            rows = json.loads(batch.read_text())
            click.echo(json.dumps([_answered(row) for row in rows], ensure_ascii=False))
            return
        if limit_id is None or start is None:
            msg = "cần mã quy tắc và --from"
            raise click.UsageError(msg)
        named = {*flags, *(["remote"] if remote else []), *(["complex"] if complex_ else [])}
        given = Circumstances(frozenset(named), tuple(_pause(text) for text in pauses))
        _print(_answer(Question(limit_id, _start(start), given)), as_json=as_json)
    except DomainError as error:
        raise click.ClickException(str(error)) from error


def _answered(row: dict[str, Any]) -> dict[str, Any]:
    given = Circumstances(frozenset(row.get("flags", ())))
    answer = _answer(Question(row["id"], _start(row["from"]), given))
    return {**row, "due_raw": answer["due_raw"], "due_legal": answer["due_legal"]}


def _answer(question: Question) -> dict[str, Any]:
    limit = limit_named(question.limit_id)
    days = calendar(db.session())
    computed = due(limit, question.start, days, question.given)
    steps = explain(limit, question.start, days, computed, question.given)
    return {
        "id": limit.id,
        "due_raw": _shown(computed.raw, computed.at),
        "due_legal": _shown(computed.legal, computed.at),
        "guard": computed.guard.isoformat() if computed.guard else None,
        "explanation": [step.text for step in steps],
    }


def _shown(day: date | None, at: datetime | None) -> str | None:
    if at is not None:
        return at.astimezone(VIETNAM).isoformat(timespec="minutes")
    return day.isoformat() if day else None


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(f"{answer['id']}: {answer['due_legal']} (đếm được: {answer['due_raw']})")
    for line in answer["explanation"]:
        click.echo(f"  {line}")


def _start(text: str) -> Start:
    try:
        if "T" not in text:
            return Start(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"Ngày “{text}” không đọc được; viết dạng 2026-08-03 hoặc 2026-08-03T14:30."
        raise InvalidInputError("from", msg) from error
    return Start.at_instant(at if at.tzinfo else at.replace(tzinfo=VIETNAM))


def _pause(text: str) -> Pause:
    *ground, since, until = text.split(":")
    try:
        return Pause(
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            ground[0] if ground else "suspended",
        )
    except ValueError as error:
        msg = f"Khoảng tạm dừng “{text}” không đọc được; viết dạng 2026-08-10:2026-08-20."
        raise InvalidInputError("pause", msg) from error


def _limit_row(limit_id: str) -> dict[str, Any]:
    limit = limit_named(limit_id)
    return {
        "id": limit.id,
        "rule": limit.rule,
        "name_vi": limit.title,
        "petition_kind": list(limit.kinds),
        "stage": limit.stage,
        "duty": limit.duty,
        "actor": limit.actor,
        "trigger": limit.trigger,
        "direction": limit.direction,
        "length": limit.span.length,
        "unit": limit.span.unit,
        "citation": str(limit.basis),
        "effective_from": limit.in_force_from.isoformat() if limit.in_force_from else None,
        "effective_to": limit.in_force_to.isoformat() if limit.in_force_to else None,
        "verified": limit.verified,
        "confidence": limit.confidence,
        "law_applies": limit.law_applies,
    }
