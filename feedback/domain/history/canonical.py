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
        text = _encoder.encode(value)
        _refuse_decomposed(text)
        return text.encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise NotCanonicalError(f"lone surrogate, or nested without end: {error}") from error


def loads(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """The value of canonical bytes; any other spelling of it is refused.

    Plain ASCII is NFC and has no other names; only what could break a rule is walked through.
    """
    try:
        text = body.decode()
        value = _decoder.decode(text)
        if not text.isascii():
            _refuse_decomposed(text)
            _check(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(f"not JSON: {error}") from error
    if _encoder.encode(value) != text:
        raise NotCanonicalError("another spelling than the canonical one")
    return value


def _check(value: object) -> None:
    """Refuse what has no canonical form."""
    if isinstance(value, dict | list | tuple):
        _check_inside(value)
    elif isinstance(value, int):
        _bounded(value)
    elif not (value is None or isinstance(value, str)):
        raise NotCanonicalError(f"{type(value).__name__} has no canonical form")


def _check_inside(value: dict[object, object] | list[object] | tuple[object, ...]) -> None:
    if isinstance(value, dict):
        if not all(isinstance(name, str) and name.isascii() for name in value):
            raise NotCanonicalError("a name of a member is not ASCII text")
        value = list(value.values())
    for item in value:
        if not isinstance(item, str):
            _check(item)


def _refuse_decomposed(text: str) -> None:
    """One look at the whole: a quotation mark between two texts composes with neither."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise NotCanonicalError("text is not NFC")


def _bounded(value: int) -> int:
    if -MAX_INTEGER <= value <= MAX_INTEGER:
        return value
    raise NotCanonicalError(f"integer beyond 2^53: {value}")


def _integer(literal: str) -> int:
    """Python refuses to read thousands of digits by an error of its own; so does ``loads``."""
    return _bounded(int(literal))


def _no_float(literal: str) -> NoReturn:
    raise NotCanonicalError(f"a number that is no integer: {literal}")


_decoder = json.JSONDecoder(parse_int=_integer, parse_float=_no_float, parse_constant=_no_float)
