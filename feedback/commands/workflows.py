"""``flask workflows …``: check, list and draw the tables of the law."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.domain.errors import UnknownRuleError
from feedback.workflows.checks import findings
from feedback.workflows.diagrams import graphviz, markdown, mermaid
from feedback.workflows.differences import differences
from feedback.workflows.glossary_page import with_words
from feedback.workflows.pages import comparison, pages
from feedback.workflows.registry import all_editions, edition_named

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
@click.option(
    "--into", type=click.Path(path_type=Path), help="A folder for everything; else to the screen."
)
def draw(*, form: str, into: Path | None) -> None:
    """Print every edition, or write pages, pictures and diffs, e.g. into docs/workflows."""
    if into is None:
        for edition in all_editions():
            click.echo(FORMATS[form](edition))
        return
    into.mkdir(parents=True, exist_ok=True)
    for name, content in pages().items():
        (into / name).write_text(content, encoding="utf-8")


@workflows.command("glossary")
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def glossary(page: Path) -> None:
    """Bring the tables of the procedures' words in docs/glossary.md up to date."""
    page.write_text(with_words(page.read_text(encoding="utf-8")), encoding="utf-8")


@workflows.command("diff")
@click.argument("procedure")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True)
def diff(procedure: str, old: str, new: str, *, as_json: bool) -> None:
    """What one edition says otherwise than another, row by row."""
    try:
        before, after = edition_named(procedure, old), edition_named(procedure, new)
    except UnknownRuleError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        rows = [asdict(each) for each in differences(before, after)]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    click.echo(comparison(before, after))
