"""Every page of the administrators' room, gathered on its blueprint."""

from feedback.blueprints.administration import days, deciding, proposing  # noqa: F401 - their routes
from feedback.blueprints.administration.blueprint import administration

__all__ = ["administration"]
