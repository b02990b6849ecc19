"""All that may be stated with an act, by name: forms, checks and letters read from here."""

from feedback.workflows.inputs import common, complaints, intake, jurisdiction, recommendations
from feedback.workflows.inputs.shape import Input

INPUTS: dict[str, Input] = {
    entry.name: entry
    for part in (intake, common, complaints, jurisdiction, recommendations)
    for entry in part.INPUTS
}
