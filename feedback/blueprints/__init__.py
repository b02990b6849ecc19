"""HTTP: what citizens, officers and inspectors see."""

from flask import Flask


def register(app: Flask) -> None:
    """Bind every blueprint to the application."""
