"""HTML to PDF/A-3a and PDF/UA-1 in one file, by WeasyPrint.

WeasyPrint is imported on first use, after ``FONTCONFIG_FILE`` points at our own four faces: then
the machine's fonts cannot change a letter, and the web process never loads Pango.
"""

import os
import warnings
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from feedback.letters import places
from feedback.letters.manifest import TEMPLATES
from feedback.letters.streams import reads_short
from feedback.letters.text import FONTS

#: One name space per line: the identification of PDF/UA, and its schema for PDF/A's sake.
_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file carried inside the PDF (PDF/A-3: relationship Data)."""

    name: str
    description: str
    content: str
    made_at: datetime


@cache
def _weasyprint() -> Any:  # noqa: ANN401 - the library ships no types
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    import weasyprint  # noqa: PLC0415 - only after the fonts are named
    import weasyprint.text.fonts  # noqa: PLC0415 - as above

    return weasyprint


@cache
def _fonts() -> Any:  # noqa: ANN401 - the library ships no types
    """One configuration for the life of the process; a new one for each letter would leak."""
    return _weasyprint().text.fonts.FontConfiguration()


@cache
def _style(name: str) -> Any:  # noqa: ANN401 - the library ships no types
    css = (TEMPLATES / "base" / f"{name}.css").read_text(encoding="utf-8")
    return _weasyprint().CSS(string=css, url_fetcher=_fetcher(), font_config=_fonts())


def _fetcher() -> Any:  # noqa: ANN401 - the library ships no types
    """Nothing is fetched but what the page itself holds: no file, no connection."""
    return _weasyprint().urls.URLFetcher(allowed_protocols={"data"}, allow_redirects=False)


def pdf_of(html: str, data: DataFile, *, style: str = "letter", draft: bool = False) -> bytes:
    """The PDF of a page; equal page and data, equal bytes. A draft says that it is one."""
    sheets = (style, "letter_draft") if draft else (style,)
    with warnings.catch_warnings():
        # The library leaves its colour profile to the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        pdf = _written(html, data, sheets)
        if reads_short(pdf):
            pdf = _written(html, data, sheets, uncompressed_pdf=True)
    return pdf


@cache
def colour_profile() -> Path:
    """The file the library reads for each PDF: the colour space that PDF/A wants declared."""
    library = find_spec("weasyprint")
    assert library is not None  # noqa: S101 - it is among the requirements
    assert library.origin is not None  # noqa: S101 - a package of files
    return Path(library.origin).with_name("pdf") / "sRGB2014.icc"


def load_styles() -> None:
    """Read every style sheet of printed pages."""
    for name in ("letter", "book"):
        _style(name)


def _written(html: str, data: DataFile, sheets: tuple[str, ...], **options: bool) -> bytes:
    library = _weasyprint()
    page = library.HTML(string=html, url_fetcher=_fetcher())
    attachment = library.Attachment(
        string=data.content,
        name=data.name,
        description=data.description,
        relationship="Data",
        created=data.made_at,
        modified=data.made_at,
        url_fetcher=_fetcher(),
    )
    written: bytes = page.write_pdf(
        stylesheets=[_style(name) for name in sheets],
        font_config=_fonts(),
        pdf_variant="pdf/a-3a",
        pdf_tags=True,
        attachments=[attachment],
        finisher=_finished,
        **options,
    )
    return written


def _finished(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the library ships no types
    """Declare PDF/UA-1 in the metadata, kept readable, name each attachment once, reserve places.

    In a second rdf:RDF, where the library's own option puts it, no reader would see it. Which
    version of the library drew the page is told to nobody (ASVS 13.4.6).
    """
    places.reserve(document, pdf)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
    told = str(pdf.info.pop("Producer").string).encode()
    written = metadata.stream[0].replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")
    metadata.stream[0] = written.replace(b' pdf:Producer="' + told + b'"', b"")
    attached = pdf.catalog["AF"]
    attached[:] = list(dict.fromkeys(attached))
