"""What may be added to a letter: signatures in its fields, which the structure tree also names.

The library's own policy asks of every object that changes how it is reached, and knows fields that
are reached from the form and the page alone. Ours are tagged, so there is one way more.
"""

from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils.generic import ArrayObject, IndirectObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    ReferenceUpdate,
    StandardDiffPolicy,
    WhitelistRule,
)
from pyhanko.sign.diff_analysis.rules_api import Context

_ELEMENTS = RawPdfPath("/Root", "/StructTreeRoot", "/K", 0, "/K")


class TaggedFieldRule(WhitelistRule):
    """A field that changed may stand in the structure tree; what changed in it others ask."""

    def apply(self, old: HistoricalResolver, _new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        for path, field in _tagged(old):
            yield ReferenceUpdate(field.reference, Context.from_absolute(old, path))


def _tagged(old: HistoricalResolver) -> Iterator[tuple[RawPdfPath, IndirectObject]]:
    """The fields of the document's Form elements, and the way to each."""
    for number, reference in enumerate(_elements(old)):
        element = reference.get_object()
        if element.get("/S") == "/Form":
            path = _ELEMENTS + RawPdfPath(number, "/K", 0, "/Obj")
            field = element["/K"][0].raw_get("/Obj")
            if isinstance(field, IndirectObject):
                yield path, field


def _elements(old: HistoricalResolver) -> ArrayObject:
    """The elements of the document; none in a file that is not tagged as ours are."""
    try:
        found = _ELEMENTS.access_on(old.trailer_view)
    except (PdfError, KeyError, IndexError):
        return ArrayObject()
    return found if isinstance(found, ArrayObject) else ArrayObject()


#: The library's policy for what may follow a signature, and this one rule.
POLICY = StandardDiffPolicy(
    global_rules=[
        *DEFAULT_DIFF_POLICY.global_rules,
        TaggedFieldRule().as_qualified(ModificationLevel.FORM_FILLING),
    ],
    form_rule=DEFAULT_DIFF_POLICY.form_rule,
)
