"""Files that are found after a power cut as they were written: whole, or not at all."""

import os
from pathlib import Path
from typing import IO, Any


def replace_file(file: Path, content: str | bytes) -> None:
    """Put a new content in the place of the old one; it is on the disk when this returns."""
    scratch = file.with_name(f"{file.name}.new")
    with scratch.open("wb") as written:
        written.write(content.encode() if isinstance(content, str) else content)
        flush(written)
    scratch.replace(file)
    flush_folder(file.parent)


def append(file: Path, line: bytes) -> None:
    """Add a whole line; what a crash left without its end is taken away first."""
    with file.open("a+b") as written:
        end = written.seek(0, os.SEEK_END)
        written.seek(max(end - len(line) * 4, 0))
        tail = written.read()
        if tail and not tail.endswith(b"\n"):
            written.truncate(end - len(tail) + tail.rfind(b"\n") + 1)
        written.write(line)
        flush(written)
    flush_folder(file.parent)


def flush(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """A renamed file is found again after a power cut only when its folder was flushed."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
