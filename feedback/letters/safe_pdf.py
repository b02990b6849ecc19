"""A stranger's PDF rebuilt: its pages as they look, copied key by key into a new file.

Taking known-bad keys out is not enough: with ``/OpenAction``, ``/AA`` and ``/JavaScript`` gone an
embedded program was still reachable through ``/AF`` (section 6e of the security design). So only
keys that draw are copied, by name, all the way down; a key of tomorrow is left behind by itself.
What was filled in on the page is drawn into it first. What cannot be rebuilt so is drawn as
pictures.

Keys: ISO 32000-1:2008, chapters 7.3.8, 7.4, 7.10, 8 and 9.
"""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from feedback.letters.pictures import TooManyPagesError, pictured

MOST_PAGES: Final = 500

PAGE: Final = frozenset(
    {"/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents"}
)
#: May stand above a page and hold for it.
INHERITED: Final = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")

_STREAMS = """Type Subtype Length Filter DecodeParms Predictor Colors BitsPerComponent Columns
    EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError
    ColorTransform JBIG2Globals Length1 Length2 Length3"""
_IMAGES = "Width Height ColorSpace Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte"
_FORMS = "BBox Matrix FormType Resources Group S CS I"
_FONTS = """BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts
    CIDSystemInfo DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily
    FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH
    AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet Style FD CIDSet Registry
    Ordering Supplement BaseEncoding Differences CMapName WMode UseCMap"""
_STATES = """LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK
    G BC"""
_COLOURS = "N Alternate Range WhitePoint BlackPoint Gamma Colorants Process Components"
_FUNCTIONS = "FunctionType Domain Size BitsPerSample Order Encode C0 C1 Functions Bounds"
_PATTERNS = """PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background
    AntiAlias Coords Extend Function BitsPerCoordinate BitsPerFlag VerticesPerRow"""
_RESOURCES = "ExtGState Pattern XObject ProcSet"
#: Everything that draws.
DRAWS: Final = frozenset(
    f"/{word}"
    for words in (
        _STREAMS, _IMAGES, _FORMS, _FONTS, _STATES, _COLOURS, _FUNCTIONS, _PATTERNS, _RESOURCES,
    )
    for word in words.split()
)  # fmt: skip
#: Dictionaries whose keys the file names itself.
NAMED: Final = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/CharProcs",
     "/Colorants"}
)  # fmt: skip


def rebuilt(content: bytes) -> bytes:
    """The pages in a new file; drawn as pictures where they cannot be copied."""
    try:
        return _copied(content)
    except TooManyPagesError:
        raise
    except Exception:  # noqa: BLE001 - whatever the file is wrong about, pictures may still do
        return pictured(content, "application/pdf", most_pages=MOST_PAGES)


def _copied(content: bytes) -> bytes:
    new = pikepdf.new()
    with pikepdf.open(io.BytesIO(content)) as source:
        if len(source.pages) > MOST_PAGES:
            raise TooManyPagesError
        source.flatten_annotations("all")
        seen: set[tuple[int, int]] = set()
        for page in source.pages:
            _settle(page.obj)
            for key in set(page.obj.keys()) - PAGE - {"/Type", "/Parent"}:
                del page.obj[key]
            for key in ("/Resources", "/Contents"):
                if key in page.obj:
                    _strip(page.obj[key], seen, own_names=False)
            new.pages.append(page)
    written = io.BytesIO()
    new.save(written, deterministic_id=True)
    return written.getvalue()


def _settle(page: Any) -> None:  # noqa: ANN401 - pikepdf's objects have one type for all
    """Write on the page what it only inherits."""
    for key in INHERITED:
        above = page
        for _ in range(50):
            if key in above or "/Parent" not in above:
                break
            above = above["/Parent"]
        if key not in page and key in above:
            page[key] = above[key]


def _strip(root: Any, seen: set[tuple[int, int]], *, own_names: bool) -> None:  # noqa: ANN401 - as above
    """Delete, all the way down, every key that does not draw."""
    waiting = [(root, own_names)]
    while waiting:
        found, free = waiting.pop()
        if found.is_indirect:
            if found.objgen in seen:
                continue
            seen.add(found.objgen)
        if isinstance(found, Array):
            waiting += [(item, False) for item in found if _holds(item)]
        elif isinstance(found, Dictionary | Stream):
            waiting += list(_kept(found, free=free and not isinstance(found, Stream)))


def _kept(found: Any, *, free: bool) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401 - as above
    """What is below after the strange keys are gone, and whether its keys are the file's own."""
    for key in list(found.keys()):
        if not free and key not in DRAWS:
            del found[key]
            continue
        below = found[key]
        if _holds(below):
            yield below, not free and key in NAMED


def _holds(found: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(found, Array | Dictionary | Stream)


@cache
def warm_up() -> None:
    """Load what rebuilding needs before forking: the child opens no file, not even of a library."""
    empty = pikepdf.new()
    empty.add_blank_page(page_size=(20, 20))
    empty.pages[0].obj[Name.Annots] = Array([])
    written = io.BytesIO()
    empty.save(written)
    rebuilt(written.getvalue())
