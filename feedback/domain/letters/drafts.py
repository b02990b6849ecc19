"""A document before it is one: without number and day, with its gaps shown as gaps."""

from dataclasses import fields, replace
from typing import Any

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
    empty = absent(letter, draft=True)
    given: dict[str, Any] = {
        field.name: (GAP,) if isinstance(getattr(letter, field.name), tuple) else GAP
        for field in fields(letter)
        if field.name in empty and isinstance(getattr(letter, field.name), str | tuple)
    }
    return replace(letter, **given)
