"""Every page of the administrators' room, gathered on its blueprint."""

from feedback.blueprints.administration import (  # noqa: F401 - their routes
    accounts,
    days,
    deciding,
    erasing,
    proposing,
)
from feedback.blueprints.administration.blueprint import administration

__all__ = ["administration"]
