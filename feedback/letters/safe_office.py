"""A look into a stranger's Word or Excel file: handed on as it came, or not at all.

They are packed folders of XML. What acts by itself (macros, controls, objects, what is fetched from
elsewhere when the file is opened) or would not unpack within measure keeps them back, with its
reason.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Final
from xml.etree import ElementTree as ET

from feedback.domain.errors import DomainError

MOST_MEMBERS: Final = 1_000
MOST_BYTES: Final = 100_000_000
HIGHEST_RATIO: Final = 100
_ENCRYPTED = 0x1
_CHUNK = 1 << 20

#: Words in the name of a member, and what it is.
ACTIVE: Final = (
    ("vba", "macro"),
    ("activex", "điều khiển ActiveX"),
    ("embeddings/", "tệp nhúng bên trong"),
    ("externallinks/", "liên kết lấy dữ liệu từ nơi khác"),
    ("customui", "nút lệnh riêng"),
    ("macrosheets/", "macro"),
    ("querytables/", "lệnh lấy dữ liệu từ nơi khác"),
    ("connections.xml", "lệnh lấy dữ liệu từ nơi khác"),
)
#: What such a file is made of; anything else inside is foreign to it (a page, a program, a drawing
#: that can carry a script).
SUFFIXES: Final = (
    ".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf",
    ".wmf", ".wdp", ".odttf",
)  # fmt: skip
_PRINTER = "printersettings/"
_MACRO_TYPE = b"macroenabled"
_CLOSED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
#: Fields of Word that fetch or start something when the file is opened.
_FETCHES = re.compile(
    rb"instr(?:Text)?\b[^<]{0,200}?\b(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK)\b"
)
_HARMLESS_TARGETS = ("http://", "https://", "mailto:")


class HeldError(DomainError):
    """Kept back; the sentence says what was found."""


def inspected(content: bytes) -> bytes:
    """The same bytes; ``HeldError`` where they may not be handed on."""
    if not content.startswith(b"PK\x03\x04"):
        raise HeldError("Tệp có phần lạ đứng trước nội dung.")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = packed.infolist()
        _measure(members, len(content))
        for member in members:
            _look_at_name(member)
        for member, unpacked in _unpacked(packed, members):
            _look_inside(member.filename.lower(), unpacked)
    return content


def _measure(members: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(member.file_size for member in members)
    names = {member.filename.casefold() for member in members}
    if len(members) > MOST_MEMBERS or total > MOST_BYTES or total > HIGHEST_RATIO * packed:
        raise HeldError("Tệp nén giải ra quá lớn so với kích thước của nó.")
    if len(names) != len(members):
        raise HeldError("Tệp nén có hai phần trùng tên.")


def _look_at_name(member: zipfile.ZipInfo) -> None:
    name = member.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if "\\" in name or ":" in name or ".." in parts or name.startswith("/"):
        raise HeldError("Tệp nén có đường dẫn đi ra ngoài.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise HeldError("Tệp nén có liên kết tới tệp khác trên máy.")
    if member.flag_bits & _ENCRYPTED:
        raise HeldError("Tệp bị khóa bằng mật khẩu nên không xem bên trong được.")
    for word, what in ACTIVE:
        if word in name.lower():
            raise HeldError(f"Tệp có {what}.")
    known = name.lower().endswith(SUFFIXES) or _PRINTER in name.lower()
    if not (member.is_dir() or known):
        raise HeldError("Tệp có phần không thuộc loại tệp này.")


def _unpacked(
    packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Each member with its bytes; what a member says of its own size is not believed."""
    left = MOST_BYTES
    for member in members:
        with packed.open(member) as opened:
            unpacked = opened.read(left + 1)
        left -= len(unpacked)
        if left < 0:
            raise HeldError("Tệp nén giải ra quá lớn so với kích thước của nó.")
        yield member, unpacked


def _look_inside(name: str, unpacked: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if _CLOSED.search(unpacked) or not _is_utf8(unpacked):
        raise HeldError("Tệp có khai báo XML lạ.")
    if name == "[content_types].xml" and _MACRO_TYPE in unpacked.lower():
        raise HeldError("Tệp có macro.")
    if _FETCHES.search(unpacked):
        raise HeldError("Tệp có lệnh lấy dữ liệu từ nơi khác.")
    if name.endswith(".rels"):
        _look_at_relations(unpacked)


def _is_utf8(unpacked: bytes) -> bool:
    """As every program writes them; in another encoding the words sought here would hide."""
    declared = _ENCODING.match(unpacked)
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}:
        return False
    try:
        return "\x00" not in unpacked.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _look_at_relations(unpacked: bytes) -> None:
    """A link a reader presses is let pass; whatever is fetched by opening the file is not."""
    for relation in ET.fromstring(unpacked):  # noqa: S314 - no entities: see _CLOSED
        if relation.get("TargetMode") != "External":
            continue
        link = (relation.get("Type") or "").endswith("/hyperlink")
        if not (link and (relation.get("Target") or "").lower().startswith(_HARMLESS_TARGETS)):
            raise HeldError("Tệp có liên kết lấy dữ liệu từ nơi khác.")


@cache
def warm_up() -> None:
    """Load what looking inside needs before forking: names of members have a codec of their own."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", "<Relationships/>")
    inspected(written.getvalue())
