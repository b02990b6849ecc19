"""All that may be stated with an act, by name: forms, checks and letters read from here."""

from feedback.workflows.inputs import (
    common,
    complaints,
    denunciations,
    discipline,
    field_reports,
    intake,
    jurisdiction,
    recommendations,
    rule_feedback,
    voters,
)
from feedback.workflows.inputs.shape import Input

_PARTS = (
    intake,
    common,
    complaints,
    discipline,
    denunciations,
    jurisdiction,
    recommendations,
    field_reports,
    rule_feedback,
    voters,
)

INPUTS: dict[str, Input] = {entry.name: entry for part in _PARTS for entry in part.INPUTS}
