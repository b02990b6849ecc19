"""The command line: ``./feedback.sh flask …``. Each module brings one group."""

from flask import Flask


def register(app: Flask) -> None:
    """Bind the command groups to the application."""
