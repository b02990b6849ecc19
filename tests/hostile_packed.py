"""Word and Excel files: with programs, with what is fetched from elsewhere, bent, and growing."""

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile_parts import CANARY, DOCX, HTML, XLSX, Hostile, May, docx, packed, picture


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    return (
        f'<Relationships><Relationship Id="r" Type="http://x/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    ).encode()


def office_files() -> Iterator[Hostile]:
    """What acts, what is foreign, what leads outside."""
    field = b"<w:instrText>DDEAUTO c:\\\\x " + CANARY + b"</w:instrText>"
    inside = {
        "word/vbaProject.bin": CANARY,
        "word/vbaData.xml": CANARY,
        "customUI/customUI.xml": CANARY,
        "word/activeX/activeX1.xml": CANARY,
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + CANARY,
        "word/embeddings/x.docx": CANARY,
        "xl/externalLinks/externalLink1.xml": CANARY,
        "xl/macrosheets/sheet1.xml": CANARY,
        "xl/connections.xml": CANARY,
        "word/afchunk.mht": HTML,
        "word/media/x.svg": b"<svg/>",
        "word/media/x.exe": b"MZ" + CANARY,
        "../../../tmp/hostile": CANARY,
        "/tmp/hostile": CANARY,  # noqa: S108 - nobody may write it
        "..\\..\\hostile.xml": CANARY,
        "C:/hostile.xml": CANARY,
        "[content_types].xml": b"<Types/>",
        "word/_rels/document.xml.rels": relation("attachedTemplate", "http://127.0.0.1:9/t.dotm"),
        "word/_rels/a.xml.rels": relation("oleObject", "file:///etc/passwd"),
        "word/_rels/b.xml.rels": relation("image", "\\\\127.0.0.1\\a.png"),
        "word/_rels/c.xml.rels": relation("frame", "http://127.0.0.1:9/"),
        "word/_rels/d.xml.rels": relation("hyperlink", "file://127.0.0.1/a"),
        "word/_rels/e.xml.rels": relation("hyperlink", "javascript:alert(1)"),
        "word/_rels/f.xml.rels": b'<?xml version="1.0" encoding="UTF-16"?><Relationships/>',
        "word/_rels/g.xml.rels": "<Relationships/>".encode("utf-16"),
        "word/_rels/h.xml.rels": b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/"><r/>',
        "word/footer1.xml": field,
        "word/header1.xml": b'<w:fldSimple w:instr="INCLUDEPICTURE http://127.0.0.1:9/"/>',
    }
    for number, (name, content) in enumerate(inside.items()):
        yield Hostile(f"van-ban-{number}.docx", docx({name: content}), DOCX, May.BE_REFUSED)
    types = b'<Types><Default ContentType="application/vnd.ms-word.document.macroEnabled"/></Types>'
    yield Hostile("macro.docx", docx({"[Content_Types].xml": types}), DOCX, May.BE_REFUSED)
    yield Hostile("lien-ket.docx", _linked(), DOCX, May.BE_REFUSED)
    yield Hostile("truoc.docx", picture("JPEG") + docx({}), DOCX, May.BE_REFUSED)
    yield Hostile("khong-phai.docx", b"PK\x03\x04" + b"\x00" * 90, DOCX, May.BE_REFUSED)
    yield Hostile("cu.docx", b"\xd0\xcf\x11\xe0" + CANARY, DOCX, May.BE_REFUSED)


def _linked() -> bytes:
    """An archive with a symbolic link out of it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return written.getvalue()


def growing_packages() -> Iterator[Hostile]:
    """Small, and not when unpacked."""
    grows = packed({"word/document.xml": b"\x00" * 60_000_000}, pack=zipfile.ZIP_DEFLATED)
    yield Hostile("no.docx", grows, DOCX, May.BE_REFUSED)
    yield Hostile("no.xlsx", grows, XLSX, May.BE_REFUSED)
    inner = packed({"a.zip": packed({"b": b"\x00" * 9_000_000}, pack=zipfile.ZIP_DEFLATED)})
    yield Hostile("long.docx", docx({"word/media/x.zip": inner}), DOCX, May.BE_REFUSED)
    many = docx({f"word/a{n}.xml": b"" for n in range(2_000)})
    yield Hostile("nhieu.docx", many, DOCX, May.BE_REFUSED)
    yield Hostile("noi-doi.docx", _lying_zip(), DOCX, May.BE_REFUSED)
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'
    yield Hostile("ty-tieng-cuoi.docx", docx({"word/document.xml": laughs}), DOCX, May.BE_REFUSED)


def _lying_zip() -> bytes:
    """Says of its member that it is small, and is not."""
    packed = bytearray(docx({"word/document.xml": b"a" * 5_000_000}))
    size = struct.pack("<I", 5_000_000)
    while (place := packed.find(size)) >= 0:
        packed[place : place + 4] = struct.pack("<I", 10)
    return bytes(packed)
