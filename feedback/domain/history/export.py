"""A file's history outside the database: its entries, one line each, byte for byte as hashed.

Canonical JSON holds no line break, so the lines are the very bytes; whoever has the file can hash
them again and see that the chain is whole, with nothing but this text.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from feedback.domain.errors import InvalidInputError
from feedback.domain.history.entries import MalformedEntryError, ParsedEntry, parse
from feedback.domain.history.merkle import leaf_hash


def lines(bodies: Iterable[bytes]) -> Iterator[str]:
    """The entries as they are written into a file."""
    for body in bodies:
        yield body.decode()


def files(text: str) -> Iterator[list[ParsedEntry]]:
    """The files in an export, each as its entries in order; a broken line or chain is refused."""
    bodies = [line.encode() for line in text.splitlines() if line.strip()]
    if not bodies:
        raise InvalidInputError("export", "Tệp lịch sử không có mục nào.")
    read = [_parsed(number, body) for number, body in enumerate(bodies, 1)]
    for _subject, group in groupby(zip(read, bodies, strict=True), key=lambda one: one[0].subject):
        yield _chained(list(group))


def _parsed(number: int, body: bytes) -> ParsedEntry:
    try:
        return parse(body)
    except MalformedEntryError as error:
        msg = f"Dòng {number} của tệp lịch sử không phải là một mục hợp lệ ({error})."
        raise InvalidInputError("export", msg) from error


def _chained(entries: list[tuple[ParsedEntry, bytes]]) -> list[ParsedEntry]:
    previous: str | None = None
    for place, (entry, body) in enumerate(entries, 1):
        if (entry.seq, entry.prev) != (place, previous):
            msg = f"Mục thứ {place} của hồ sơ {entry.subject} không nối với mục đứng trước."
            raise InvalidInputError("export", msg)
        previous = leaf_hash(body).hex()
    return [entry for entry, _body in entries]
