"""All that may be stated with an act, by name: forms, checks and letters read from here."""

from feedback.workflows.inputs import (
    common,
    complaints,
    field_reports,
    intake,
    recommendations,
    rule_feedback,
    voters,
)
from feedback.workflows.inputs.shape import Input

INPUTS: dict[str, Input] = {
    entry.name: entry
    for part in (intake, common, complaints, recommendations, field_reports, rule_feedback, voters)
    for entry in part.INPUTS
}
