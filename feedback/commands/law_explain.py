"""``flask law explain``: every clock of a file with its arithmetic, from the tables or an export.

The same words come from both: from the tables as the product tells them, from an export counted
again without any database. Where an export does not lead to the dates it records, exit is 1.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from feedback.commands.law import law, refuse, refusing, step_data
from feedback.domain.errors import InvalidInputError
from feedback.domain.history import export
from feedback.domain.history.clocks import FileClocks, Recomputed
from feedback.domain.history.entries import ParsedEntry
from feedback.extensions import db
from feedback.models.deadline import Deadline
from feedback.services.subject.named_file import named_file
from feedback.services.subject.numbers import petition_number
from feedback.workflows.limits.registry import limit_named

STATES = {"open": "đang chạy", "met": "đã xong", "void": "không còn áp dụng"}
Row = dict[str, Any]


@law.command("explain")
@click.argument("case", required=False)
@click.option(
    "--export", "exported", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of `flask history export`; no database is asked.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True)
def explain_command(*, case: str | None, exported: Path | None, as_json: bool) -> None:
    """Every clock of CASE (a number, uid or id), explained."""
    with refusing(as_json=as_json):
        if exported is not None:
            told = [one for one in _from_export(exported) if case in {None, *one["names"]}]
        elif case is not None:
            told = [_from_tables(case)]
        else:
            raise click.UsageError("cần số hồ sơ hoặc --export TỆP")
        if not told:
            raise InvalidInputError("case", f"Tệp lịch sử không có hồ sơ “{case}”.")
    _print(told, as_json=as_json)
    differing = [row["id"] for file in told for row in file["deadlines"] if not row["agrees"]]
    if differing:
        sentence = f"Ngày tính lại khác ngày đã ghi ở {len(differing)} thời hạn: {differing[0]}…"
        refuse(sentence, as_json=False)


def _print(told: Iterable[Row], *, as_json: bool) -> None:
    shown = [{name: file[name] for name in ("number", "subject", "deadlines")} for file in told]
    if as_json:
        click.echo(json.dumps(shown if len(shown) > 1 else shown[0], ensure_ascii=False))
        return
    for file in shown:
        click.echo(f"Hồ sơ {file['number']}")
        for row in file["deadlines"]:
            click.echo(f"\n{row['title']} ({row['limit']}), {STATES[row['state']]}")
            click.echo(f"  Hạn {row['due_legal']}, đếm được {row['due_raw']}")
            for line in row["explanation"]:
                click.echo(f"  - {line}")


def _from_tables(case: str) -> Row:
    """As the product tells it: the rows, with the lines it keeps of each clock."""
    session = db.session()
    named = named_file(session, case)
    rows = session.scalars(
        select(Deadline).where(Deadline.subject_id == named.id).order_by(Deadline.id)
    )
    return {
        "number": named.number,
        "subject": named.uid.hex,
        "deadlines": [
            {
                "id": row.uid.hex,
                "limit": row.limit_id,
                "title": limit_named(row.limit_id).title,
                "state": row.state,
                "start": row.started_on.isoformat(),
                "due_raw": row.due_raw.isoformat() if row.due_raw else None,
                "due_legal": row.due_legal.isoformat() if row.due_legal else None,
                "agrees": True,
                "explanation": row.explanation,
            }
            for row in rows
        ],
    }


def _from_export(path: Path) -> Iterator[Row]:
    """From the lines alone: the chain is checked, every clock counted again."""
    for entries in export.files(path.read_text(encoding="utf-8")):
        clocks = FileClocks()
        for entry in entries:
            try:
                clocks.take_in(entry)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                msg = f"Mục thứ {entry.seq} của hồ sơ {entry.subject} không đủ dữ liệu ({error})."
                raise InvalidInputError("export", msg) from error
        number = _number(entries)
        yield {
            "names": (number, entries[0].subject),
            "number": number,
            "subject": entries[0].subject,
            "deadlines": [_row(clocks.recompute(uid, limit_named)) for uid in clocks.clocks],
        }


def _number(entries: list[ParsedEntry]) -> str:
    """The number the file was given; that of a signed document is another book's."""
    for entry in entries:
        if entry.register is not None and "act" in entry.data:
            return petition_number(entry.register.book, entry.register.year, entry.register.number)
    return entries[0].subject


def _row(told: Recomputed) -> Row:
    clock, computed = told.clock, told.computed
    return {
        "id": clock.uid,
        "limit": clock.limit_id,
        "title": told.limit.title,
        "state": clock.state,
        "start": clock.start.isoformat(),
        "due_raw": computed.raw.isoformat() if computed.raw else None,
        "due_legal": computed.legal.isoformat() if computed.legal else None,
        "agrees": told.agrees,
        "explanation": [step.text for step in told.steps],
        "steps": [step_data(step) for step in told.steps],
    }
