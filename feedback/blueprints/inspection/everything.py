"""All pages of the inspectors' side, gathered on their blueprint."""

from feedback.blueprints.inspection import (  # noqa: F401 - their routes
    audit,
    history,
    identities,
    procedures,
    register,
    target,
    voters,
    whole_history,
)
from feedback.blueprints.inspection.blueprint import inspection

__all__ = ["inspection"]
