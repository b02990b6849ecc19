"""One entry (V3): its bytes in their one spelling, their hash, and the tree of all hashes.

RFC 8785, integers alone, NFC. Members then stand in one order, so that one expression says which
there are and what each may be. The tree is that of RFC 6962, section 2.1.
"""

import json
import re
import unicodedata
from hashlib import sha256
from typing import Any

MOST_BYTES, GREATEST = 65_535, 2**53 - 1
HASH, TEXT, NUMBER = '"[0-9a-f]{64}"', r'"(?:[^"\\]|\\.)*"', "(?:0|[1-9][0-9]*)"
SHAPE = re.compile(
    r'(?s)\{"actor":"[a-z][a-z0-9_:-]{0,62}"'
    r',"at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"'
    rf',"commit":(?:null|{HASH}),"data":\{{.*\}},"kind":"(?:petition|case|system)"'
    rf',"prev":(?:null|{HASH})'
    rf',"reg":(?:null|\{{"book":(?!""){TEXT},"number":-?{NUMBER},"year":-?{NUMBER}\}})'
    r',"seq":[1-9][0-9]*,"subject":"[0-9a-f]{32}","type":"[a-z][a-z0-9_]{0,62}"'
    rf',"unit":(?:null|{TEXT}),"v":1\}}'
)
Entry = dict[str, Any]


class ForgedError(ValueError):
    """It claims to be ours and cannot be; a plain ``ValueError`` says nothing, for or against."""


def parse(body: bytes) -> Entry:
    try:
        text = body.decode()
        entry: Entry = _reader.decode(text)
        plain = text.isascii() or (unicodedata.is_normalized("NFC", text) and _ordered(entry))
        canonical = plain and _writer.encode(entry) == text and len(body) <= MOST_BYTES
    except (ValueError, RecursionError) as error:
        raise ForgedError(f"nội dung không đọc được: {error}") from error
    if not canonical or not SHAPE.fullmatch(text):
        raise ForgedError("nội dung không viết theo dạng chuẩn, hoặc thiếu, thừa trường")
    return entry


def _ordered(value: object) -> bool:
    """Whether all names are ASCII: only then is their order the same everywhere."""
    if isinstance(value, dict):
        return all(name.isascii() and _ordered(item) for name, item in value.items())
    return all(map(_ordered, value)) if isinstance(value, list) else True


def _integer(digits: str) -> int:
    if not re.fullmatch("-?[0-9]{1,16}", digits) or abs(int(digits)) > GREATEST:
        raise ValueError(f"{digits} không phải số nguyên, hoặc quá lớn")
    return int(digits)


_reader = json.JSONDecoder(parse_int=_integer, parse_float=_integer, parse_constant=_integer)
_writer = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def leaf_hash(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree; of what lies behind it, only the roots of full subtrees are kept."""

    def __init__(self) -> None:
        self.size, self._full = 0, list[bytes]()

    def append(self, leaf: bytes) -> None:
        """Two full subtrees of one height become one, as one adds 1 to a binary number."""
        self.size += 1
        for _ in range((self.size & -self.size).bit_length() - 1):
            leaf = node_hash(self._full.pop(), leaf)
        self._full.append(leaf)

    def root(self) -> bytes:
        *left, node = self._full or [sha256(b"").digest()]
        while left:
            node = node_hash(left.pop(), node)
        return node


def root_above(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Where a path of hashes leads from a leaf; one that cannot be leads to what is no root."""
    if not path:
        return leaf if (index, size, len(leaf)) == (0, 1, 32) else b"no root"
    *below, beside = path
    half = 1 << (size - 1).bit_length() >> 1  # the left subtree is full, and at least half
    if index < half:
        return node_hash(root_above(leaf, index, half, below), beside)
    return node_hash(beside, root_above(leaf, index - half, size - half, below))
