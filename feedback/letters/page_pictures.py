"""A PDF we made as pictures of its pages, for a page that may embed no document."""

import base64
import json
from functools import cache
from io import BytesIO

import pypdfium2

#: Dots per inch: read with ease on a desk, light enough for a slow line.
DPI = 96
#: Pages drawn; who wants to read on opens the whole PDF.
MOST = 20
#: Shades a page of text needs; fewer are lighter than grey by a third.
_SHADES = 16


def pictures(pdf: bytes) -> bytes:
    """How many pages there are and the first of them as PNG, as JSON: ``count``, ``pages``."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [_png(document, number) for number in range(min(len(document), MOST))]
        told = {"count": len(document), "pages": drawn}
    return json.dumps(told).encode()


@cache
def warm_up() -> None:
    """Load what drawing needs before forking: the child opens no file, not even of a library."""
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(20, 20)
        _png(document, 0)


def _png(document: pypdfium2.PdfDocument, number: int) -> str:
    """One page as base64, in shades of grey as it will be printed."""
    page = document[number]
    image = page.render(scale=DPI / 72, grayscale=True).to_pil().quantize(_SHADES)
    page.close()
    kept = BytesIO()
    image.save(kept, "PNG", optimize=True)
    return base64.b64encode(kept.getvalue()).decode()
