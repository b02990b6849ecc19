"""The command line: ``./feedback.sh flask …``. Each module brings one group of its own name."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

NAMES = (
    "accounts",
    "books",
    "demo",
    "documents",
    "dossier",
    "escalate",
    "history",
    "keys",
    "law",
    "reference",
    "routes",
    "signing",
    "vault",
    "workflows",
)
#: Modules that add commands to the group of another.
PARTS = {
    "history": ("history_heads", "history_restored"),
    "law": ("law_competent", "law_explain", "law_replay", "law_targets"),
}


class OurCommands(AppGroup):
    """Imports a group when it is asked for: a sweep need not wait for the demonstration to load."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *NAMES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in NAMES:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        for part in PARTS.get(cmd_name, ()):
            import_module(f"{__name__}.{part}")
        return command


def register(app: Flask) -> None:
    """Bind the command groups to the application."""
    app.cli = OurCommands(commands=app.cli.commands)
