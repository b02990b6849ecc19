"""``flask workflows …``: check, list and draw the tables of the law."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.workflows.checks import findings
from feedback.workflows.diagrams import graphviz, markdown, mermaid
from feedback.workflows.registry import all_editions

workflows = AppGroup("workflows", help="The procedures of the law as tables.")
FORMATS = {"markdown": markdown, "mermaid": mermaid, "graphviz": graphviz}


@workflows.command("check")
def check() -> None:
    """Look for contradictions in every table; exit 1 when there is one."""
    found = [line for edition in all_editions() for line in findings(edition)]
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo(f"{len(all_editions())} bảng quy trình, không có mâu thuẫn.")


@workflows.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_editions(*, as_json: bool) -> None:
    """List procedures and their editions."""
    rows = [
        {
            "procedure": edition.procedure,
            "edition": edition.name,
            "title": edition.title,
            "law": edition.law,
            "in_force_from": edition.in_force_from.isoformat(),
            "in_force_to": edition.in_force_to.isoformat() if edition.in_force_to else None,
            "states": [state.name for state in edition.states],
            "actions": sorted({row.action for row in edition.transitions}),
        }
        for edition in all_editions()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['procedure']:24} {row['edition']:12} {row['title']}")


@workflows.command("draw")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="markdown")
@click.option("--into", type=click.Path(path_type=Path), help="A folder; else to the screen.")
def draw(*, form: str, into: Path | None) -> None:
    """Draw every edition, e.g. into docs/workflows."""
    for edition in all_editions():
        drawn = FORMATS[form](edition)
        if into is None:
            click.echo(drawn)
            continue
        into.mkdir(parents=True, exist_ok=True)
        (into / f"{edition.procedure}-{edition.name}.md").write_text(drawn)
