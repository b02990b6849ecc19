"""Two hundred and more files somebody might send to harm who opens them, made when asked for.

Each has the name it is sent under, its bytes, and what may become of its safe copy. Nothing here is
a real program: what would run is a word that tests look for (``CANARY``).
"""

import itertools
import struct
import zlib
from collections.abc import Iterator

from tests.hostile_packed import growing_packages, office_files
from tests.hostile_parts import (
    CANARY,
    DOCX,
    HTML,
    JPEG,
    JS,
    PDF,
    PNG,
    WEBP,
    XLSX,
    Hostile,
    May,
    docx,
    packed,
    picture,
    plain_pdf,
)
from tests.hostile_pdfs import active_pdfs, embedding_pdfs, growing_pdfs


def corpus() -> tuple[Hostile, ...]:
    return tuple(
        itertools.chain(
            polyglots(),
            active_pdfs(),
            embedding_pdfs(),
            office_files(),
            growing_pictures(),
            growing_packages(),
            growing_pdfs(),
            liars(),
            cut_off(),
            films(),
        )
    )


def polyglots() -> Iterator[Hostile]:
    """A picture or a document that is a page, a script or an archive as well."""
    tails = {
        "html": HTML,
        "js": JS,
        "zip": packed({"a.txt": CANARY}),
        "php": b"<?php echo '" + CANARY + b"'; ?>",
        "svg": b'<svg onload="' + CANARY + b'"/>',
        "pdf": plain_pdf(),
        "exe": b"MZ" + CANARY,
    }
    hosts = {"png": (PNG, "PNG"), "jpg": (JPEG, "JPEG"), "webp": (WEBP, "WEBP")}
    for (suffix, (media_type, format_)), (kind, tail) in itertools.product(
        hosts.items(), tails.items()
    ):
        whole = picture(format_)
        yield Hostile(f"anh-{kind}.{suffix}", whole + tail, media_type, May.BE_REBUILT)
        yield Hostile(
            f"giua-{kind}.{suffix}", _inside(whole, format_, tail), media_type, May.BE_REBUILT
        )
        yield Hostile(f"truoc-{kind}.{suffix}", tail + whole, media_type, May.BE_REFUSED)
    gif = b"GIF89a" + JS + b"\x00;"
    for suffix, media_type in (("png", PNG), ("jpg", JPEG), ("webp", WEBP)):
        yield Hostile(f"gif-js.{suffix}", gif, media_type, May.BE_REFUSED)
        yield Hostile(f"svg.{suffix}", tails["svg"], media_type, May.BE_REFUSED)
    for kind, tail in tails.items():
        yield Hostile(f"duoi-{kind}.pdf", plain_pdf() + tail, PDF, May.BE_REBUILT)
        yield Hostile(f"dau-{kind}.pdf", tail[:900] + b"\n" + plain_pdf(), PDF, May.BE_REBUILT)


def _inside(whole: bytes, format_: str, hidden: bytes) -> bytes:
    """The picture with something hidden where its format allows a remark."""
    if format_ == "JPEG":
        return whole[:2] + b"\xff\xfe" + struct.pack(">H", len(hidden) + 2) + hidden + whole[2:]
    if format_ == "PNG":
        chunk = b"tEXt" + b"x\x00" + hidden
        packed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        return whole[:33] + packed + whole[33:]
    padded = hidden + b"\x00" * (len(hidden) % 2)
    added = b"junk" + struct.pack("<I", len(hidden)) + padded
    return whole[:4] + struct.pack("<I", len(whole) - 8 + len(added)) + whole[8:] + added


def growing_pictures() -> Iterator[Hostile]:
    """Small, and large when drawn."""
    for side in (6_400, 8_000, 30_000, 60_000, 2**31 - 1):
        yield Hostile(f"to-{side}.png", claimed_png(side), PNG, May.BE_REFUSED)
    for side in (20_000, 65_000):
        yield Hostile(f"to-{side}.jpg", claimed_jpeg(side), JPEG, May.BE_REFUSED)


def claimed_png(side: int) -> bytes:
    """A PNG of a hundred bytes that claims to be ``side`` dots wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    dots = chunk(b"IDAT", zlib.compress(b"\x00" * 99))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + chunk(b"IEND", b"")


def claimed_jpeg(side: int) -> bytes:
    whole = picture("JPEG")
    place = whole.index(b"\xff\xc0") + 5
    return whole[:place] + struct.pack(">HH", side, side) + whole[place + 4 :]


def liars() -> Iterator[Hostile]:
    """What is named for one thing and is another."""
    kinds = {
        "html": HTML,
        "svg": b"<svg onload=x/>",
        "exe": b"MZ" + CANARY,
        "elf": b"\x7fELF" + CANARY,
        "sh": b"#!/bin/sh\ntouch /tmp/hostile",
        "zip": packed({"a": CANARY}),
        "rong": b"\x00" * 64,
    }
    named = {"png": PNG, "jpg": JPEG, "webp": WEBP, "pdf": PDF, "docx": DOCX, "xlsx": XLSX}
    for (kind, content), (suffix, media_type) in itertools.product(kinds.items(), named.items()):
        yield Hostile(f"{kind}.{suffix}", content, media_type, May.BE_REFUSED)


def cut_off() -> Iterator[Hostile]:
    """The first part of what was whole."""
    wholes = {
        "png": (PNG, picture("PNG", 90)),
        "jpg": (JPEG, picture("JPEG", 90)),
        "webp": (WEBP, picture("WEBP", 90)),
        "pdf": (PDF, plain_pdf()),
        "docx": (DOCX, docx({})),
    }
    for suffix, (media_type, whole) in wholes.items():
        for part in (0.1, 0.4, 0.7, 0.95):
            cut = whole[: int(len(whole) * part)]
            yield Hostile(f"cut-{part}.{suffix}", cut, media_type, May.BE_REBUILT)


def films() -> Iterator[Hostile]:
    """Sound and film are never opened by us, whatever is in them."""
    yield Hostile(
        "ghi.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00" + HTML, "audio/mpeg", May.BE_HANDED_ON
    )
    yield Hostile("phim.mp4", b"\x00\x00\x00\x20ftypisom" + HTML, "video/mp4", May.BE_HANDED_ON)


#: Names that deceive, and what of them may be left: never these characters.
NAMES = (
    "anh\u202egnp.exe.png", "a\u2066b\u2069.png", "../../etc/passwd.png", "..\\..\\x.png",
    "a\x00.exe.png", "a\r\nSet-Cookie: x=1.png", 'a"; filename="b.html.png', "\ufeffa.png",
    "a" * 500 + ".png", ".png", " .png", "con.png", "a\u200b\u200d.png", "a%0d%0a.png",
)  # fmt: skip
NEVER_IN_A_NAME = set(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200d\ufeff\r\n\x00/\\"
)
