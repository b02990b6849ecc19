"""``flask law …``: the rules of time as data, any due date, and the clocks of a file explained."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from feedback.commands.law_questions import Question, day_of, question, question_of
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import VIETNAM
from feedback.domain.deadlines import due
from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.explanation import explain
from feedback.domain.steps import Step
from feedback.extensions import db
from feedback.services.time.calendars import calendar
from feedback.workflows.limits.as_data import (
    duty_data,
    limit_data,
    report_data,
    retention_data,
    sunset_data,
)
from feedback.workflows.limits.recurring import RECURRING_DUTIES
from feedback.workflows.limits.registry import all_limits
from feedback.workflows.limits.reports import REPORT_PERIODS
from feedback.workflows.limits.retention import RETENTION, SUNSETS

law = AppGroup("law", help="Time limits of the law and due dates.")


@law.command("deadlines")
@click.option("--json", "as_json", is_flag=True, help="All rows as JSON, as the study names them.")
def deadlines(*, as_json: bool) -> None:
    """List every time limit."""
    if as_json:
        _echo([limit_data(limit) for limit in all_limits()])
        return
    for limit in all_limits():
        click.echo(f"{limit.id:40} {limit.span!s:>18}  {limit.title}")


@law.command("standing")
def standing() -> None:
    """Recurring duties, report dates, retention and sunsets, as JSON."""
    _echo(
        {
            "recurring_duties": [duty_data(duty) for duty in RECURRING_DUTIES],
            "report_periods": [report_data(report) for report in REPORT_PERIODS],
            "retention": [retention_data(kept) for kept in RETENTION],
            "sunsets": [sunset_data(sunset) for sunset in SUNSETS],
        }
    )


@law.command("due")
@click.argument("limit_id", required=False)
@click.option("--from", "start", help="Day or instant of the event, YYYY-MM-DD[THH:MM].")
@click.option("--remote", is_flag=True, help="In a remote area.")
@click.option("--complex", "complex_", is_flag=True, help="Determined to be complex.")
@click.option("--specially-complex", is_flag=True, help="Determined to be specially complex.")
@click.option("--flag", "flags", multiple=True, help="Any other circumstance a variant names.")
@click.option("--pause", "pauses", multiple=True, help="FROM:UNTIL or GROUND:FROM:UNTIL.")
@click.option("--extend", "extensions", multiple=True, help="LENGTH:DOCUMENT, in the rule's unit.")
@click.option("--without-day", "worked", multiple=True, help="What if this day off were worked.")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON list of questions.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True)
def due_command(  # noqa: PLR0913 - one argument for each option
    *,
    limit_id: str | None,
    start: str | None,
    remote: bool,
    complex_: bool,
    specially_complex: bool,
    flags: tuple[str, ...],
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    worked: tuple[str, ...],
    batch: Path | None,
    as_json: bool,
) -> None:
    """When a period ends, counted from an event; writes nothing."""
    named = (("remote", remote), ("complex", complex_), ("specially_complex", specially_complex))
    stated = {*flags, *(flag for flag, said in named if said)}
    with refusing(as_json=as_json or batch is not None):
        days = calendar(db.session()).with_worked(day_of(text) for text in worked)
        if batch is not None:
            _answer_all(batch, days)
            return
        if limit_id is None or start is None:
            raise click.UsageError("cần mã quy tắc và --from")
        _print(
            _answer(question(limit_id, start, stated, pauses, extensions), days), as_json=as_json
        )


@contextmanager
def refusing(*, as_json: bool) -> Iterator[None]:
    """A refusal ends the command: its sentence on stderr, with ``--json`` as data too."""
    try:
        yield
    except DomainError as error:
        refuse(str(error), as_json=as_json)


def refuse(sentence: str, *, as_json: bool) -> NoReturn:
    if as_json:
        _echo({"error": sentence})
    raise click.ClickException(sentence)


def _answer_all(batch: Path, days: WorkingCalendar) -> None:
    """Every question with both dates; one that is refused carries its sentence, and exit is 1."""
    try:
        rows = json.loads(batch.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidInputError("batch", "Tệp câu hỏi không phải là JSON.") from error
    if not isinstance(rows, list):
        raise InvalidInputError("batch", "Tệp câu hỏi phải là một danh sách.")
    answers = [_answered(row, days) for row in rows]
    _echo(answers)
    refused = [answer["error"] for answer in answers if "error" in answer]
    if refused:
        raise click.ClickException(f"{len(refused)} câu hỏi bị từ chối; câu đầu: {refused[0]}")


def _answered(row: Any, days: WorkingCalendar) -> dict[str, Any]:  # noqa: ANN401 - as in the file
    kept = row if isinstance(row, dict) else {"question": row}
    try:
        asked = question_of(row)
        computed = due(asked.limit, asked.start, days, asked.given)
    except DomainError as error:
        return {**kept, "due_raw": None, "due_legal": None, "error": str(error)}
    return {
        **kept,
        "due_raw": shown(computed.raw, computed.at),
        "due_legal": shown(computed.legal, computed.at),
    }


def _answer(asked: Question, days: WorkingCalendar) -> dict[str, Any]:
    computed = due(asked.limit, asked.start, days, asked.given)
    steps = explain(asked.limit, asked.start, days, computed, asked.given)
    return {
        "id": asked.limit.id,
        "due_raw": shown(computed.raw, computed.at),
        "due_legal": shown(computed.legal, computed.at),
        "guard": computed.guard.isoformat() if computed.guard else None,
        "target": shown(computed.target, computed.target_at),
        "left": computed.left,
        "explanation": [step.text for step in steps],
        "steps": [step_data(step) for step in steps],
    }


def step_data(step: Step) -> dict[str, Any]:
    """A line of the arithmetic for programs; the days left out add up to the interval."""
    return {
        "kind": step.kind,
        "words": step.words,
        "basis": step.basis or None,
        "day": step.day.isoformat() if step.day else None,
        "left_out": step.left_out,
    }


def shown(day: date | None, at: datetime | None) -> str | None:
    if at is not None:
        return at.astimezone(VIETNAM).isoformat(timespec="minutes")
    return day.isoformat() if day else None


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        _echo(answer)
        return
    click.echo(f"{answer['id']}: {answer['due_legal']} (đếm được: {answer['due_raw']})")
    for line in answer["explanation"]:
        click.echo(f"  {line}")


def _echo(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
