"""A picture for demonstrations: one colour, so that nobody takes it for a place that exists."""

import struct
import zlib

from feedback.domain.lodging import WaitingFile
from feedback.services.files import waiting

SIDE = 240
GREEN = (46, 125, 50)


def photo() -> WaitingFile:
    """A green square, on its way as a form would carry it."""
    content = _png(SIDE, bytes(GREEN))
    return waiting.keep("anh-sau-xu-ly.png", content, len(content))


def _png(side: int, colour: bytes) -> bytes:
    rows = (b"\x00" + colour * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
