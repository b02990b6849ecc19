"""All pages of the inspectors' side, gathered on their blueprint."""

from feedback.blueprints.inspection import history, procedures, register, target  # noqa: F401 - their routes
from feedback.blueprints.inspection.blueprint import inspection

__all__ = ["inspection"]
