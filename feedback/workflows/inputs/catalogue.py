"""All that may be stated with an act, by name: forms, checks and letters read from here."""

from feedback.workflows.inputs import (
    common,
    complaints,
    denunciations,
    discipline,
    enforcement,
    explanation,
    field_reports,
    intake,
    jurisdiction,
    recommendations,
    rule_feedback,
    stay,
    voters,
    withdrawal,
)
from feedback.workflows.inputs.shape import Input

_PARTS = (
    intake,
    jurisdiction,
    common,
    complaints,
    explanation,
    stay,
    withdrawal,
    enforcement,
    discipline,
    denunciations,
    recommendations,
    field_reports,
    rule_feedback,
    voters,
)

INPUTS: dict[str, Input] = {entry.name: entry for part in _PARTS for entry in part.INPUTS}
