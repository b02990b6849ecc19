"""A picture for demonstrations: one colour, so that nobody takes it for a place that exists."""

import struct
import zlib

from feedback.domain.lodging import KeptFile
from feedback.extensions import current_settings
from feedback.vault.store import FileStore

SIDE = 240
GREEN = (46, 125, 50)


def photo() -> KeptFile:
    """A green square, kept where files of the product are kept."""
    content = _png(SIDE, bytes(GREEN))
    sha256 = FileStore(current_settings().files_dir).keep(content)
    return KeptFile("anh-sau-xu-ly.png", "image/png", len(content), sha256)


def _png(side: int, colour: bytes) -> bytes:
    rows = (b"\x00" + colour * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
