"""One entry: the bytes that were hashed, read strictly.

They count in their one spelling only (RFC 8785, integers alone, NFC), with exactly these members.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any, NoReturn

MOST_BYTES = 65_535
GREATEST = 2**53 - 1
Entry = dict[str, Any]


class MalformedError(ValueError):
    """Bytes that are no entry."""


def parse(body: bytes) -> Entry:
    try:
        text = body.decode()
        value = _reader.decode(text)
        if len(body) > MOST_BYTES or _writer.encode(value) != text:
            _refuse("quá dài, hoặc không viết theo dạng chuẩn")
        if not text.isascii() and not (unicodedata.is_normalized("NFC", text) and _plain(value)):
            _refuse("chữ không ở dạng NFC, hoặc tên trường không phải ASCII")
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"không đọc được: {error}") from error
    if not isinstance(value, dict) or value.keys() != SHAPES.keys():
        _refuse("không đúng các trường của một mục")
    for name, good in SHAPES.items():
        if not good(value[name]):
            _refuse(f"trường {name} sai dạng")
    return value


def _plain(value: object) -> bool:
    """Whether all names are ASCII: only then is their order the same everywhere."""
    if isinstance(value, dict):
        return all(name.isascii() and _plain(item) for name, item in value.items())
    return all(map(_plain, value)) if isinstance(value, list) else True


def _integer(digits: str) -> int:
    small = len(digits) <= len(str(-GREATEST)) and abs(int(digits)) <= GREATEST
    return int(digits) if small else _refuse("số quá lớn")


def _refuse(why: str) -> NoReturn:
    raise MalformedError(why)


_reader = json.JSONDecoder(parse_int=_integer, parse_float=_refuse, parse_constant=_refuse)
_writer = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _text(pattern: str) -> Callable[[object], bool]:
    match = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and match(value) is not None


def _register(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"book", "year", "number"}:
        return False
    kinds = (type(value["book"]), type(value["year"]), type(value["number"]))
    return kinds == (str, int, int) and value["book"] != ""


_hash = _text(r"[0-9a-f]{64}")
SHAPES: dict[str, Callable[[Any], bool]] = {
    "v": lambda value: type(value) is int and value == 1,
    "subject": _text(r"[0-9a-f]{32}"),
    "kind": _text(r"petition|case|system"),
    "seq": lambda value: type(value) is int and value >= 1,
    "type": _text(r"[a-z][a-z0-9_]{0,62}"),
    "at": _text(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"),
    "actor": _text(r"[a-z][a-z0-9_:-]{0,62}"),
    "unit": lambda value: value is None or isinstance(value, str),
    "prev": lambda value: value is None or _hash(value),
    "reg": lambda value: value is None or _register(value),
    "data": lambda value: isinstance(value, dict),
    "commit": lambda value: value is None or _hash(value),
}
