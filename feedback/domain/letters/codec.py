"""Frozen dataclasses to JSON values and back, by their annotations alone."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def encode(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """A JSON value for a dataclass, tuple, day, instant, word of an enum or plain value."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def decode(kind: Any, data: Any) -> Any:  # noqa: ANN401 - annotations and JSON have no type
    """The value of type ``kind`` that ``encode`` wrote; ``ValueError`` names what does not fit."""
    if get_origin(kind) in {Union, UnionType}:
        return _optional(kind, data)
    if get_origin(kind) is tuple:
        return tuple(decode(get_args(kind)[0], item) for item in _of(list, data))
    if is_dataclass(kind):
        return _dataclass(kind, _of(dict, data))
    if kind in {date, datetime}:
        return kind.fromisoformat(_of(str, data))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(_of(str, data))
    return _of(kind, data)


def _optional(kind: Any, data: Any) -> Any:  # noqa: ANN401 - as above
    if data is None:
        return None
    (inner,) = (part for part in get_args(kind) if part is not type(None))
    return decode(inner, data)


def _dataclass(kind: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    hints = _hints(kind)
    if unknown := sorted(set(data) - set(hints)):
        raise ValueError(f"{kind.__name__} has no {', '.join(unknown)}")
    given = {name: decode(hint, data[name]) for name, hint in hints.items() if name in data}
    required = {field.name for field in fields(kind) if field.default is MISSING}
    if lacking := sorted(required - set(given)):
        raise ValueError(f"{kind.__name__} lacks {', '.join(lacking)}")
    return kind(**given)


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _of(kind: Any, data: Any) -> Any:  # noqa: ANN401 - as above
    if type(data) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {type(data).__name__}")
    return data
