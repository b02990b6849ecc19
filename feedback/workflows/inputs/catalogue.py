"""All that may be stated with an act, by name: forms, checks and letters read from here."""

from feedback.domain.petitions import Kind
from feedback.workflows.inputs import (
    common,
    complaints,
    denunciations,
    discipline,
    enforcement,
    explanation,
    field_reports,
    hearing,
    intake,
    jurisdiction,
    protection,
    publicity,
    reception,
    recommendations,
    rule_feedback,
    sessions,
    sorting,
    stay,
    verification,
    voters,
    withdrawal,
)
from feedback.workflows.inputs.shape import Input

_PARTS = (
    intake,
    jurisdiction,
    common,
    complaints,
    verification,
    hearing,
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
    reception,
    sorting,
    protection,
    publicity,
    sessions,
)

INPUTS: dict[str, Input] = {entry.name: entry for part in _PARTS for entry in part.INPUTS}

#: What a case is settled with besides a verdict on a complaint or a denunciation.
_ANSWERS = {**dict(voters.OUTCOMES), "answered": "Đã trả lời"}
_VERDICTS = {Kind.DENUNCIATION: "truth"}


def verdict_words(kind: Kind, verdict: str) -> str:
    """How a case was settled, in the words of its own kind; empty while it is not."""
    asked = INPUTS[_VERDICTS.get(kind, "verdict")]
    return {**dict(asked.choices), **_ANSWERS}.get(verdict, "")
