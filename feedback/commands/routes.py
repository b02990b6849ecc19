"""``flask routes …``: who may use each address; alone, the list that Flask itself prints."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, routes_command

from feedback.domain.policy.page import markdown
from feedback.models import grants_page


@click.group("routes", cls=AppGroup, invoke_without_command=True)
@click.pass_context
def routes(context: click.Context) -> None:
    """Addresses of the product."""
    if context.invoked_subcommand is None:
        context.invoke(routes_command, sort="endpoint", all_methods=False)


#: Answered by the server itself, never by a view of ours.
BY_ITSELF = {"HEAD", "OPTIONS"}


@routes.command("policy")
@click.option("--json", "as_json", is_flag=True)
@click.option(
    "--into", "page", type=click.Path(path_type=Path), help="Write the policy's table there."
)
def policy(*, as_json: bool, page: Path | None) -> None:
    """Every address with its methods, and who may use it; exit 1 when one says nothing."""
    if page is not None:
        page.write_text(markdown(), encoding="utf-8")
        return
    rows = [
        {
            "endpoint": rule.endpoint,
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - BY_ITSELF),
            "who": _who(rule.endpoint),
            "asks": _asks(rule.endpoint),
        }
        for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            methods = ",".join(row["methods"] or ())
            said = f"{row['asks']}: {row['who']}" if row["asks"] else row["who"]
            click.echo(f"{row['rule']:44} {methods:9} {said or 'CHƯA KHAI BÁO'}")
    if not all(row["who"] for row in rows):
        raise SystemExit(1)


@routes.command("rights")
@click.option("--into", "page", type=click.Path(path_type=Path), required=True)
def rights(*, page: Path) -> None:
    """Write what each sign-in to the database may do with each table."""
    page.write_text(grants_page.markdown(), encoding="utf-8")


def _who(endpoint: str) -> str | None:
    """In roles, as the view declares (``feedback.blueprints.guards``); None when it does not."""
    declared = getattr(current_app.view_functions.get(endpoint), "policy", None)
    return None if declared is None else str(declared)


def _asks(endpoint: str) -> str:
    """The rights of which one is asked for; none of what is everyone's."""
    declared = getattr(current_app.view_functions.get(endpoint), "policy", None)
    return "" if declared is None else " | ".join(declared.actions)
