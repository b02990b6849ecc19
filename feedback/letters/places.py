"""Where a letter is signed and sealed: two empty fields, made with the page and tagged with it.

The fields exist before anybody signs, inside the structure tree. So a signature only fills a field:
the file stays accessible (PDF/UA), and what was added after rendering can be told from what was
there (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 7c and 8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: Marks the empty space between title and name in the page.
ANCHOR = "cho-ky"
_MM = 72 / 25.4
#: CSS pixels to points.
_PX = 0.75
#: The space as the style sheet lays it out: half of the text's width, and what is kept to sign in.
SPACE_WIDTH, SPACE_HEIGHT = 82.5 * _MM, 34 * _MM
#: A handwritten signature; a seal in true size, its right edge at a third of the signature.
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 42 * _MM, 19 * _MM
SEAL_SIDE = 36 * _MM
#: Printed, and not to be moved.
_FLAGS = 4 | 128
#: There are signature fields, and the file only grows.
_SIGNED_BY_UPDATES = 3


class Place(StrEnum):
    """The field of a signature, by the name it has in the file."""

    PERSON = "nguoi-ky"
    SEAL = "co-quan"


TOOLTIPS = {
    Place.PERSON: "Chữ ký số của người ký văn bản",
    Place.SEAL: "Chữ ký số của cơ quan ban hành văn bản",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the bottom left of its page (0 is the first)."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


def reserve(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint and pydyf ship no types
    """Put the empty fields into a PDF that WeasyPrint is about to write, if it has a space."""
    boxes = dict(_boxes(document))
    if not boxes:
        return
    import pydyf  # noqa: PLC0415 - with the renderer, after its fonts are named

    fields = [_field(pydyf, pdf, place, box) for place, box in boxes.items()]
    pdf.catalog["AcroForm"] = pydyf.Dictionary(
        {"Fields": pydyf.Array(fields), "SigFlags": _SIGNED_BY_UPDATES}
    )


def _boxes(document: Any) -> Iterator[tuple[Place, Box]]:  # noqa: ANN401 - as above
    for number, page in enumerate(document.pages):
        if ANCHOR in page.anchors:
            left, top = (side * _PX for side in page.anchors[ANCHOR][:2])
            middle = page.height * _PX - top - SPACE_HEIGHT / 2
            signature = left + (SPACE_WIDTH - SIGNATURE_WIDTH) / 2
            seal = signature + SIGNATURE_WIDTH / 3 - SEAL_SIDE
            yield (
                Place.PERSON,
                _around(number, signature, middle, SIGNATURE_WIDTH, SIGNATURE_HEIGHT),
            )
            yield Place.SEAL, _around(number, seal, middle, SEAL_SIDE, SEAL_SIDE)


def _around(page: int, left: float, middle: float, width: float, height: float) -> Box:
    return Box(page, left, middle - height / 2, left + width, middle + height / 2)


def _field(pydyf: Any, pdf: Any, place: Place, box: Box) -> Any:  # noqa: ANN401 - as above
    """An empty signature field with its empty appearance and its place in the structure."""
    nothing = pydyf.Stream(
        extra={
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, box.x1 - box.x0, box.y1 - box.y0]),
        }
    )
    pdf.add_object(nothing)
    page = pdf.page_references[box.page]
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(place),
            "TU": pydyf.String(TOOLTIPS[place]),
            "F": _FLAGS,
            "P": page,
            "Rect": pydyf.Array([round(side, 3) for side in (box.x0, box.y0, box.x1, box.y1)]),
            "AP": pydyf.Dictionary({"N": nothing.reference}),
        }
    )
    pdf.add_object(field)
    _on_page(pydyf, pdf, box.page, field)
    _tag(pydyf, pdf, page, field)
    return field.reference


def _on_page(pydyf: Any, pdf: Any, number: int, field: Any) -> None:  # noqa: ANN401 - as above
    page = _referred(pdf, pdf.page_references[number])
    page.setdefault("Annots", pydyf.Array()).append(field.reference)
    page["Tabs"] = "/S"


def _tag(pydyf: Any, pdf: Any, page: Any, field: Any) -> None:  # noqa: ANN401 - as above
    """A Form element of the document around the field, found again through the parent tree."""
    root = _referred(pdf, pdf.catalog["StructTreeRoot"])
    document = _referred(pdf, root["K"][0])
    numbers = _referred(pdf, root["ParentTree"])["Nums"]
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": document.reference,
            "Pg": page,
            "K": pydyf.Array(
                [pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page})]
            ),
        }
    )
    pdf.add_object(element)
    document["K"].append(element.reference)
    field["StructParent"] = numbers[-2] + 1
    numbers.extend([field["StructParent"], element.reference])


def _referred(pdf: Any, reference: Any) -> Any:  # noqa: ANN401 - as above
    words = reference if isinstance(reference, str) else bytes(reference).decode()
    return pdf.objects[int(words.split()[0])]
