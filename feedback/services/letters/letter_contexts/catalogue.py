"""From rows to the frozen contexts that letters are rendered from, one function per document."""

from collections.abc import Callable

from feedback.domain.errors import UnknownRuleError
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts import (
    correction,
    course,
    denunciation_outcomes,
    denunciation_verification,
    denunciations,
    discipline,
    enforcement,
    hearing,
    intake,
    minutes,
    outcome,
    protection,
    public_copies,
    receipts,
    reception,
    sorting,
    stay,
    urging,
    verification,
)
from feedback.services.letters.letter_contexts.material import Material

CONTEXTS: dict[str, Callable[[Material], Letter]] = {
    **intake.CONTEXTS,
    **course.CONTEXTS,
    **outcome.CONTEXTS,
    **discipline.CONTEXTS,
    **denunciations.CONTEXTS,
    **denunciation_outcomes.CONTEXTS,
    **denunciation_verification.CONTEXTS,
    **enforcement.CONTEXTS,
    **stay.CONTEXTS,
    **reception.CONTEXTS,
    **sorting.CONTEXTS,
    **urging.CONTEXTS,
    **correction.CONTEXTS,
    **protection.CONTEXTS,
    **public_copies.CONTEXTS,
    **verification.CONTEXTS,
    **hearing.CONTEXTS,
    **minutes.CONTEXTS,
    **receipts.CONTEXTS,
}


def context_of(name: str, material: Material) -> Letter:
    """The context of a document; UnknownRuleError when there is no such document."""
    if name not in CONTEXTS:
        msg = f"Không có mẫu văn bản “{name}”."
        raise UnknownRuleError(msg)
    return CONTEXTS[name](material)
