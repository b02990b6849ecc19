"""Asking a ClamAV daemon about a file: its INSTREAM command over a socket, and nothing else of it.

The bytes are sent, not a path, so the scanner needs no access to our files and may run on another
machine. Protocol: clamd(8).
"""

import socket
import struct
from typing import Final
from urllib.parse import urlsplit

from feedback.domain.copies import Scan

PATIENCE: Final = 60.0
_CHUNK: Final = 1 << 18
_LONGEST_ANSWER: Final = 4096


class ScannerAwayError(Exception):
    """It does not answer, or not as it should: nobody may take that for a clean file."""


def ping(address: str) -> None:
    """Return when the scanner answers; ``ScannerAwayError`` says what is wrong."""
    if (said := _asked(address, b"zPING\0", timeout=2.0)) != "PONG":
        raise ScannerAwayError(said)


def scan(content: bytes, address: str, *, timeout: float = PATIENCE) -> tuple[Scan, str]:
    """What it says of the bytes, and the name of what it found."""
    said = _asked(address, b"zINSTREAM\0", content, timeout=timeout)
    if said == "stream: OK":
        return Scan.CLEAN, ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Scan.INFECTED, said.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerAwayError(said)


def _asked(
    address: str, command: bytes, content: bytes | None = None, *, timeout: float = PATIENCE
) -> str:
    try:
        with _connected(address, timeout) as line:
            line.sendall(command)
            if content is not None:
                _send(line, content)
            return _answer(line)
    except OSError as error:
        raise ScannerAwayError(type(error).__name__) from error


def _connected(address: str, timeout: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(timeout)
        line.connect(parts.path)
        return line
    return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout)


def _send(line: socket.socket, content: bytes) -> None:
    """Chunks with their length before them; an empty one ends the stream."""
    for start in range(0, len(content), _CHUNK):
        chunk = content[start : start + _CHUNK]
        line.sendall(struct.pack("!I", len(chunk)) + chunk)
    line.sendall(struct.pack("!I", 0))


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("ascii", "replace").strip()
