"""All that may be stated with an act, by name: forms, checks and letters read from here."""

from feedback.workflows.inputs import (
    common,
    complaints,
    denunciations,
    discipline,
    enforcement,
    explanation,
    intake,
    recommendations,
    stay,
    withdrawal,
)
from feedback.workflows.inputs.shape import Input

_PARTS = (
    intake,
    common,
    complaints,
    explanation,
    stay,
    withdrawal,
    enforcement,
    discipline,
    denunciations,
    recommendations,
)

INPUTS: dict[str, Input] = {entry.name: entry for part in _PARTS for entry in part.INPUTS}
