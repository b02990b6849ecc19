"""A stranger's PDF or picture as pages of pictures: what can be seen, and nothing that can act.

Drawing them anew is the one way to bind a file of unknown make into PDF/A. It runs where
``feedback.letters.sandbox`` lets it, because these are the only files of strangers ever opened.
"""

import base64
import io
import json
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import pikepdf
import pypdfium2
from pikepdf import Name
from PIL import Image, ImageOps

A4 = (595.276, 841.89)
#: Between picture and paper's edge, in points.
MARGIN = 28.0
#: Dots an inch; enough to read what was typed and small enough for hundreds of pages.
DENSITY = 150
#: Longest side of a picture on an A4 page at that density, in dots.
LONGEST = round(A4[1] / 72 * DENSITY)
QUALITY = 78
MOST_DOTS = 60_000_000
#: Pages of an original on one page of ours.
MOST_SEEN = 20
FORMATS = ("JPEG", "PNG", "WEBP")


class TooManyPagesError(Exception):
    """Longer than may be bound."""


def pictured(content: bytes, media_type: str, *, most_pages: int) -> bytes:
    """The file as a PDF of A4 pages, a picture each; any fault of the file is an exception."""
    return pictured_together([(content, media_type)], most_pages=most_pages)


def pictured_together(files: Iterable[tuple[bytes, str]], *, most_pages: int) -> bytes:
    """Several files one after the other; nothing of them is in it but what the eye sees."""
    sheets = pikepdf.new()
    for content, media_type in files:
        left = most_pages - len(sheets.pages)
        of_pdf = media_type == "application/pdf"
        for picture in _of_pdf(content, left) if of_pdf else _of_picture(content):
            _add_page(sheets, picture)
    written = io.BytesIO()
    sheets.save(written, deterministic_id=True)
    return written.getvalue()


def seen(content: bytes, media_type: str) -> bytes:
    """Its first pages as JPEG and how many there are, as JSON: ``count``, ``pages``.

    For a page of ours that may embed no document; any fault of the file is an exception.
    """
    if media_type == "application/pdf":
        document = pypdfium2.PdfDocument(content)
        count, drawn = len(document), _drawn(document, MOST_SEEN)
    else:
        count, drawn = 1, _of_picture(content)
    pages = [base64.b64encode(_encoded(picture)).decode() for picture in drawn]
    return json.dumps({"count": count, "pages": pages}).encode()


@cache
def warm_up() -> None:
    """Load what drawing needs before forking: the child opens no file, not even of a library."""
    for format_ in FORMATS:
        written = io.BytesIO()
        Image.new("RGB", (8, 8)).save(written, format_)
        sheets = pictured(written.getvalue(), f"image/{format_.lower()}", most_pages=1)
    pictured(sheets, "application/pdf", most_pages=1)
    seen(sheets, "application/pdf")


def _of_pdf(content: bytes, most_pages: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    if len(document) > most_pages:
        raise TooManyPagesError
    return _drawn(document, most_pages)


def _drawn(document: pypdfium2.PdfDocument, most_pages: int) -> Iterator[Image.Image]:
    for page in islice(document, most_pages):
        longest = max(page.get_size())
        scale = min(DENSITY / 72, LONGEST / longest)
        yield page.render(scale=scale, draw_annots=True).to_pil().convert("RGB")
        page.close()


def _of_picture(content: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = MOST_DOTS
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            opened.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    upright.thumbnail((LONGEST, LONGEST))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    yield paper


def _encoded(picture: Image.Image) -> bytes:
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=QUALITY)
    return encoded.getvalue()


def _add_page(sheets: pikepdf.Pdf, picture: Image.Image) -> None:
    image = sheets.make_stream(
        _encoded(picture),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    size = A4 if picture.height >= picture.width else A4[::-1]
    scale = min((side - 2 * MARGIN) / dots for side, dots in zip(size, picture.size, strict=True))
    width, height = picture.width * scale, picture.height * scale
    x, y = (size[0] - width) / 2, (size[1] - height) / 2
    page = sheets.add_blank_page(page_size=size)
    page.add_resource(image, Name.XObject, Name.Seen)
    page.contents_add(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /Seen Do Q".encode())
