"""``flask routes …``: who may use each address; alone, the list that Flask itself prints."""

import json

import click
from flask import current_app
from flask.cli import AppGroup, routes_command


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
def policy(*, as_json: bool) -> None:
    """Every address with its methods, and who may use it; exit 1 when one says nothing."""
    rows = [
        {
            "endpoint": rule.endpoint,
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - BY_ITSELF),
            "who": _who(rule.endpoint),
        }
        for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            methods = ",".join(row["methods"] or ())
            click.echo(f"{row['rule']:44} {methods:9} {row['who'] or 'CHƯA KHAI BÁO'}")
    if not all(row["who"] for row in rows):
        raise SystemExit(1)


def _who(endpoint: str) -> str | None:
    """What the view declares (``feedback.blueprints.guards``); None when it declares nothing."""
    declared = getattr(current_app.view_functions.get(endpoint), "policy", None)
    return None if declared is None else str(declared)
