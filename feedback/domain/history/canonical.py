"""Canonical JSON (RFC 8785) for what an entry may hold.

One value has one spelling: members in order, no blanks, no floats, integers every reader takes
exactly, text in NFC. Decomposed Vietnamese gives other bytes for the same words; it is refused
here, because text is normalised once, where it enters the house.
"""

import json
import unicodedata
from typing import Any, Final, NoReturn

#: The greatest integer every JSON reader takes exactly (RFC 8785, section 3.2.2.3).
MAX_INTEGER: Final = 2**53 - 1

_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


class NotCanonicalError(ValueError):
    """The value has no canonical form, or the bytes are not the canonical ones."""


def dumps(value: object) -> bytes:
    """The canonical bytes of objects, lists, text, integers, booleans and null.

    Names of members must be ASCII: then code point order is the UTF-16 order the RFC asks for.
    """
    try:
        _check(value)
        return _encoder.encode(value).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise NotCanonicalError(f"lone surrogate, or nested without end: {error}") from error


def loads(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """The value of canonical bytes; any other spelling of it is refused.

    Plain ASCII is NFC and has no other names, so only the rest is walked through.
    """
    try:
        text = body.decode()
        value = _decoder.decode(text)
        if not text.isascii():
            _check(value)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotCanonicalError(f"not JSON: {error}") from error
    if _encoder.encode(value) != text:
        raise NotCanonicalError("another spelling than the canonical one")
    return value


def _check(value: object) -> None:
    """Refuse what has no canonical form."""
    if isinstance(value, dict):
        for name, member in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise NotCanonicalError(f"name of a member is not ASCII text: {name!r}")
            _check(member)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
    elif isinstance(value, str):
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            raise NotCanonicalError(f"text is not NFC: {value[:40]!r}")
    elif isinstance(value, int):
        _bounded(value)
    elif value is not None:
        raise NotCanonicalError(f"{type(value).__name__} has no canonical form")


def _bounded(number: int) -> int:
    if not -MAX_INTEGER <= number <= MAX_INTEGER:
        raise NotCanonicalError(f"integer beyond 2^53: {number}")
    return number


def _integer(literal: str) -> int:
    if len(literal) > len(str(MAX_INTEGER)) + 1:
        raise NotCanonicalError("integer beyond 2^53")
    return _bounded(int(literal))


def _no_float(literal: str) -> NoReturn:
    raise NotCanonicalError(f"a number that is no integer: {literal}")


_decoder = json.JSONDecoder(parse_int=_integer, parse_float=_no_float, parse_constant=_no_float)
