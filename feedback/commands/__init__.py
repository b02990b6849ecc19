"""The command line: ``./feedback.sh flask …``. Each module brings one group."""

from flask import Flask

from feedback.commands import law_explain, law_targets  # noqa: F401 - they belong to the group law
from feedback.commands.demo import demo
from feedback.commands.escalate import escalate
from feedback.commands.history import history
from feedback.commands.keys import keys
from feedback.commands.law import law
from feedback.commands.letters import letters
from feedback.commands.reference import reference
from feedback.commands.routes import routes
from feedback.commands.workflows import workflows


def register(app: Flask) -> None:
    """Bind the command groups to the application."""
    for group in (demo, history, keys, law, letters, reference, routes, workflows):
        app.cli.add_command(group)
    app.cli.add_command(escalate)
