"""Many PDFs as one: pages in order, each with its bút lục, the signed originals embedded whole.

The result is PDF/A-3u: pages keep their text, but no structure survives being taken out of its own
document. Signatures do not survive either, which is why an original travels inside (relationship
Source), byte for byte the file in the store. Equal input, equal bytes.
"""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pikepdf
from pikepdf import Array, Name, Object, Page, Pdf, Stream

from feedback.letters.engine import DataFile, pdf_of

#: Where a page's number stands: from the right and the upper edge, in points.
_RIGHT, _TOP = 96.0, 34.0
_STAMP = (72.0, 18.0)
_STAMPS = """<html lang="vi"><head><title>Bút lục</title><style>
@page {{ size: 72pt 18pt; margin: 0; @top-center {{ content: none }} }}
p {{ font: 10pt/18pt Tinos; text-align: right; break-after: page }}
</style></head><body>{pages}</body></html>"""
_SMALL = 512


@dataclass(frozen=True, slots=True)
class Original:
    """A signed file as it lies in the store, to be carried inside."""

    name: str
    description: str
    content: bytes
    made_at: datetime


def page_count(pdf: bytes) -> int:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def bind(
    front: bytes,
    parts: Sequence[bytes],
    originals: Sequence[Original],
    *,
    title: str,
    made_at: datetime,
) -> bytes:
    """Cover and index, then the parts with their pages numbered through."""
    bound = pikepdf.new()
    _add(bound, front)
    unnumbered = len(bound.pages)
    for part in parts:
        _add(bound, part)
    _number(bound, unnumbered, made_at)
    with Pdf.open(io.BytesIO(front)) as first:
        bound.Root.OutputIntents = bound.copy_foreign(first.make_indirect(first.Root.OutputIntents))
    bound.Root.Lang = "vi"
    for original in originals:
        _embed(bound, original)
    _declare(bound, title, made_at)
    return _written(bound)


@cache
def warm_up() -> None:
    """Bind two pages once before forking: the child opens no file, not even of a library."""
    made_at = datetime(2000, 1, 1, tzinfo=UTC)
    page = pdf_of("<html lang=vi><title>Ơ</title><body>Ơ", DataFile("a", "a", "{}", made_at))
    original = Original("a.pdf", "a", page, made_at)
    bind(page, [page], [original], title="Ơ", made_at=made_at)


def _add(bound: Pdf, part: bytes) -> None:
    """The pages of a document with what is drawn over them, and nothing that points elsewhere."""
    with Pdf.open(io.BytesIO(part)) as opened:
        opened.flatten_annotations("print")
        for page in opened.pages:
            for key in ("/Annots", "/StructParents", "/Tabs", "/AA", "/Metadata"):
                if key in page.obj:
                    del page.obj[key]
            bound.pages.append(page)


def _number(bound: Pdf, unnumbered: int, made_at: datetime) -> None:
    pages = list(bound.pages)[unnumbered:]
    if not pages:
        return
    words = "".join(f"<p>BL {number}</p>" for number in range(1, len(pages) + 1))
    nothing = DataFile("but-luc.json", "Bút lục", "{}", made_at)
    with Pdf.open(io.BytesIO(pdf_of(_STAMPS.format(pages=words), nothing))) as stamps:
        for page, stamp in zip(pages, stamps.pages, strict=True):
            _stamp(page, bound.copy_foreign(stamp.as_form_xobject()))


def _stamp(page: Page, stamp: Object) -> None:
    _, _, right, top = (float(side) for side in page.mediabox)
    page.add_resource(stamp, Name.XObject, Name.ButLuc)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(
        f"\nQ q 1 0 0 1 {right - _RIGHT:.3f} {top - _TOP:.3f} cm /ButLuc Do Q".encode()
    )


def _embed(bound: Pdf, original: Original) -> None:
    spec = pikepdf.AttachedFileSpec(
        bound,
        original.content,
        filename=original.name,
        description=original.description,
        mime_type="application/pdf",
        relationship=Name.Source,  # type: ignore[call-arg]  # its stub is behind the library
        creation_date=_pdf_day(original.made_at),
        mod_date=_pdf_day(original.made_at),
    )
    bound.attachments[original.name] = spec


def _pdf_day(instant: datetime) -> str:
    return f"D:{instant:%Y%m%d%H%M%S}+00'00'"


def _declare(bound: Pdf, title: str, made_at: datetime) -> None:
    with bound.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = made_at.isoformat()
        metadata["pdfaid:part"] = "3"
        metadata["pdfaid:conformance"] = "U"
    bound.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def _written(bound: Pdf) -> bytes:
    """Streams are left as they are from here on, since their last byte counts (see ``_settle``)."""
    for stream in bound.objects:
        if isinstance(stream, Stream) and stream.get("/Type") != Name.Metadata:
            _settle(stream)
    written = io.BytesIO()
    bound.save(
        written,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return written.getvalue()


def _settle(stream: Stream) -> None:
    """Compress what is not; one ending in a carriage return reads as a byte short (PDF/A)."""
    raw, filters = stream.read_raw_bytes(), stream.get("/Filter")
    if filters is None and len(raw) > _SMALL:
        raw, filters = zlib.compress(raw, 9), Name.FlateDecode
        stream.write(raw, filter=filters)
    if raw.endswith(b"\r"):
        named = list(filters) if isinstance(filters, Array) else [filters] if filters else []
        parms = stream.get("/DecodeParms")
        given = list(parms) if isinstance(parms, Array) else [parms] * len(named)
        stream.write(
            raw.hex().encode() + b">",
            filter=Array([Name.ASCIIHexDecode, *named]),
            decode_parms=Array([None, *given]),
        )
