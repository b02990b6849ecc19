"""A document before it is one: without number and day, with its gaps shown as gaps."""

from dataclasses import replace
from typing import Any, get_type_hints

from feedback.domain.letters.catalogue import absent
from feedback.domain.letters.parts import Letter, OutgoingLetter

#: What stands where something is still to be written.
GAP = "[…]"


def as_draft(letter: Letter) -> Letter:
    """The same without number and day: both come when the head approves.

    The form stays that of the day it was written on.
    """
    if not isinstance(letter, OutgoingLetter):
        return letter
    bare = replace(letter.head, number=None, issued_on=None)
    return replace(letter, head=bare, law_on=letter.governed_on)


def with_gaps(letter: Letter) -> Letter:
    """Mandatory texts that are still empty, written as a gap for everybody to see."""
    hints = get_type_hints(type(letter))
    gaps = {str: GAP, tuple[str, ...]: (GAP,)}
    given: dict[str, Any] = {
        name: gaps[hints[name]] for name in absent(letter, draft=True) if hints[name] in gaps
    }
    return replace(letter, **given)
