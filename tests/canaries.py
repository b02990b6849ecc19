"""Canaries: words that exist once, and the search for them wherever and however they may lie.

Goal C1 of the security design. A word is looked for as people write it and as machines do: composed
and decomposed, in UTF-8 and UTF-16, without its marks, in base64, hexadecimal and URL-encoded, with
JSON's escapes; in bytes as they are and, where they are compressed, as they were.
"""

import base64
import gzip
import json
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from redis import Redis
from sqlalchemy import NullPool, create_engine, text

from feedback.domain.text import fold

#: Places and the bytes that lie there.
Places = Iterable[tuple[str, bytes]]


def spellings(canary: str) -> Iterator[tuple[str, bytes]]:
    """Every form of a word that counts as the word, with its name."""
    composed = unicodedata.normalize("NFC", canary)
    decomposed = unicodedata.normalize("NFD", canary)
    forms = {"NFC": composed, "NFD": decomposed, "folded": fold(canary), "upper": composed.upper()}
    for form, word in forms.items():
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = word.encode(code)
            yield f"{form} {code}", raw
            yield f"{form} {code} hex", raw.hex().encode()
            for shift in range(3):
                yield f"{form} {code} base64", _base64(raw, shift)
        yield f"{form} url", quote(word, safe="").encode()
        yield f"{form} json", json.dumps(word)[1:-1].encode()


def _base64(raw: bytes, shift: int) -> bytes:
    """What stays the same whatever stands before and after: the signs that hold our bits alone."""
    coded = base64.b64encode(b"\0" * shift + raw).rstrip(b"=")
    first = -(-shift * 8 // 6)
    last = (shift + len(raw)) * 8 // 6
    return coded[first:last]


def single_words(told: Mapping[str, str]) -> dict[str, str]:
    """Each longer word of its own: an index of words keeps no phrase."""
    return {
        f"{name}, {word}": word
        for name, value in told.items()
        for word in value.split()
        if len(word) >= 5
    }


def found(canaries: Mapping[str, str], places: Places) -> list[str]:
    """Each canary that lies somewhere: its name, the place, the spelling; upper and lower alike."""
    wanted = [
        (name, form, raw.lower())
        for name, canary in canaries.items()
        for form, raw in spellings(canary)
    ]
    hits = set()
    for place, content in places:
        for layer in layers(content):
            lower = layer.lower()
            hits |= {f"{name} in {place} as {form}" for name, form, raw in wanted if raw in lower}
    return sorted(hits)


def layers(content: bytes) -> Iterator[bytes]:
    """The bytes, and what they were before they were compressed."""
    yield content
    for unpack in (zlib.decompress, gzip.decompress):
        try:
            yield unpack(content)
        except (zlib.error, OSError, EOFError):
            continue


def database(owner_url: str) -> Places:
    """Every row of every table, of the sequences and settings too, as PostgreSQL writes it."""
    with create_engine(owner_url, poolclass=NullPool).connect() as owner:
        tables = owner.scalars(
            text("select relname from pg_class where relkind in ('r', 'm', 'v')"
                 " and relnamespace = 'public'::regnamespace")
        ).all()  # fmt: skip
        for table in tables:
            for row in owner.scalars(text(f'select t::text from "{table}" t')):  # noqa: S608 - own names
                yield f"table {table}", str(row).encode()


def queue(url: str) -> Places:
    """Every key with its value, whatever its type."""
    with Redis.from_url(url) as server:
        for key in server.scan_iter():
            yield "queue", key
            for value in _values(server, key):
                yield f"queue {key.decode(errors='replace')}", value


def _values(server: Redis, key: bytes) -> Iterator[bytes]:
    match server.type(key):
        case b"string":
            yield server.get(key)
        case b"hash":
            for name, value in server.hgetall(key).items():
                yield from (name, value)
        case b"list":
            yield from server.lrange(key, 0, -1)
        case b"set":
            yield from server.smembers(key)
        case b"zset":
            yield from server.zrange(key, 0, -1)
        case b"stream":
            for _, entry in server.xrange(key):
                for name, value in entry.items():
                    yield from (name, value)
        case other:
            raise AssertionError(f"a type nobody looks into: {other!r}")


def open_files() -> Places:
    """Files this process holds open, also those without a name; no pipes and no sockets."""
    for handle in sorted(Path("/proc/self/fd").iterdir()):
        try:
            if handle.is_file():
                yield "open files", handle.read_bytes()
        except OSError:
            continue


def folder(root: Path, name: str) -> Places:
    """Every file under a folder, and the names of files and folders."""
    for path in sorted(root.rglob("*")):
        told = f"{name} {path.relative_to(root).parts[0]}"
        yield told, path.name.encode()
        if path.is_file():
            yield told, path.read_bytes()
