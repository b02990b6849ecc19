"""What a denouncer sends along, with a canary in whatever each file shows or carries unseen."""

import zipfile
from functools import cache
from hashlib import sha256
from io import BytesIO

import pikepdf
from PIL import ExifTags, Image
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

#: One in what each file shows or carries along unseen; the fourth is long.
IN_FILES = {
    "handwriting": "Bútzực Khẩn Tíchquơ",
    "place in a picture": "Zquan Lạn Ngõxuyến",
    "author of a PDF": "Tácgiả Vưxoan Quyền",
    "author of a letter": "Soạnthảo Vưxoan Mẫn",
    "in a recording": "Giọngnói Xuyếnquơ Đài",
}
NAMES_OF_FILES = {
    "name of a scan": "chữkýzuơng của tôi",
    "name of a picture": "ảnhnhà zuơng ngõ xoắn",
    "name of a letter": "đơnviết zuơng tay",
    "name of a recording": "ghiâm zuơng lần một",
}


@cache
def files_sent() -> list[tuple[str, bytes]]:
    """What a denouncer sends along: a scan, a picture, a letter, a recording of 700 kB."""
    scan, picture, letter, recording = NAMES_OF_FILES.values()
    return [
        (f"{scan}.pdf", a_pdf(IN_FILES["handwriting"], IN_FILES["author of a PDF"])),
        (f"{picture}.jpg", a_picture(IN_FILES["place in a picture"])),
        (f"{letter}.docx", a_letter(IN_FILES["author of a letter"])),
        (f"{recording}.mp3", b"ID3" + IN_FILES["in a recording"].encode() * 28_000),
    ]


def a_pdf(shown: str, author: str) -> bytes:
    written = BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.docinfo["/Author"] = author
        paper.save(written)
    return written.getvalue() + b"%" + shown.encode()


def a_picture(where: str) -> bytes:
    """With words in its EXIF, as telephones write where a picture was taken."""
    written, exif = BytesIO(), Image.Exif()
    exif[ExifTags.Base.XPComment] = where.encode("utf-16-le")
    Image.new("RGB", (40, 30), "grey").save(written, "JPEG", exif=exif)
    assert where.encode("utf-16-le") in written.getvalue()
    return written.getvalue()


def a_letter(author: str) -> bytes:
    """Stored, not packed, so that the search sees what lies in it."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("docProps/core.xml", f"<dc:creator>{author}</dc:creator>")
    return written.getvalue()


def plain_hashes() -> dict[str, str]:
    """By which anybody who has a paper could find out whether it came."""
    return {f"hash of {name}": sha256(content).hexdigest() for name, content in files_sent()}


def multipart(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    """A form as browsers send it; the test's own client would lay it into a file first."""
    given: dict[str, object] = dict(fields)
    given["files"] = [FileStorage(BytesIO(content), name) for name, content in files]
    stream, _, boundary = stream_encode_multipart(MultiDict(given), use_tempfile=False)
    return stream.read(), f"multipart/form-data; boundary={boundary}"
