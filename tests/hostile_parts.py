"""What hostile files are made of: what they are called, and the harmless part of each."""

import io
import random
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

#: Stands for what would run; no copy may hold it.
CANARY = b"CANARY-e2b7"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HTML = b"<html><script>alert('" + CANARY + b"')</script></html>"
JS = b"*/=1;alert('" + CANARY + b"')//"


class May(StrEnum):
    """What may become of the copy."""

    #: rebuilt: nothing of what is foreign to it may be left
    BE_REBUILT = "be rebuilt or refused"
    BE_REFUSED = "be refused"
    BE_HANDED_ON = "be handed on as it came"


@dataclass(frozen=True, slots=True)
class Hostile:
    name: str
    content: bytes
    media_type: str
    may: May


PNG, JPEG, WEBP, PDF = "image/png", "image/jpeg", "image/webp", "application/pdf"
DOCX = f"{WORD}.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cache
def picture(format_: str, side: int = 24) -> bytes:
    dice = random.Random(side)  # noqa: S311 - dots of a picture
    drawn = Image.frombytes("RGB", (side, side), dice.randbytes(3 * side * side))
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    drawn.save(written, format_, exif=exif)
    return written.getvalue()


@cache
def plain_pdf() -> bytes:
    return saved(page_pdf())


def page_pdf() -> pikepdf.Pdf:
    new = pikepdf.new()
    new.add_blank_page(page_size=(200, 200))
    page = new.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = new.make_stream(b"BT /F1 20 Tf 20 100 Td (Xin chao) Tj ET")
    return new


def saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def packed(members: dict[str, bytes], *, pack: int = zipfile.ZIP_STORED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", pack) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def docx(members: dict[str, bytes]) -> bytes:
    base = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
    return packed({**base, **members}, pack=zipfile.ZIP_DEFLATED)
