"""One entry: the bytes that were hashed, read strictly.

They count in their one spelling only: RFC 8785, integers alone, NFC. Members then stand in one
order, so that one expression says which there are and what each may be.
"""

import json
import re
import unicodedata
from typing import Any, NoReturn

MOST_BYTES = 65_535
GREATEST = 2**53 - 1
Entry = dict[str, Any]

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


class MalformedError(ValueError):
    """Bytes that are no entry."""


def parse(body: bytes) -> Entry:
    try:
        text = body.decode()
        value: Entry = _reader.decode(text)
        if len(body) > MOST_BYTES or _writer.encode(value) != text:
            _refuse("quá dài, hoặc không viết theo dạng chuẩn")
        if not text.isascii() and not (unicodedata.is_normalized("NFC", text) and _plain(value)):
            _refuse("chữ không ở dạng NFC, hoặc tên trường không phải ASCII")
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"không đọc được: {error}") from error
    if SHAPE.fullmatch(text) is None:
        _refuse("không đúng các trường của một mục")
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
