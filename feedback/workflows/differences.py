"""What one edition of a procedure says otherwise than another, row by row and field by field."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from feedback.workflows.core import Edition
from feedback.workflows.wording import (
    Fields,
    clock_fields,
    clock_title,
    due_title,
    edition_fields,
    letter_fields,
    state_fields,
    transition_fields,
)

ADDED, REMOVED, CHANGED = "thêm", "bỏ", "sửa"
#: The parts of an edition, in the order they are told.
PARTS = ("Văn bản luật", "Trạng thái", "Các bước", "Thời hạn", "Văn bản")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one row; a row added or removed tells each of its fields."""

    part: str
    #: what people call the row, and its name in the tables
    row: str
    name: str
    how: str
    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    name: str
    fields: Fields


_NOTHING = _Row("", "", {})


def differences(old: Edition, new: Edition) -> tuple[Difference, ...]:
    """Every difference, part by part; nothing where both editions say the same."""
    return tuple(
        difference
        for part, before, after in zip(PARTS, _parts(old), _parts(new), strict=True)
        for one, other in _pairs(before, after)
        for difference in _between(part, one, other)
    )


def _parts(edition: Edition) -> Iterator[list[_Row]]:
    yield [_Row(edition.title, edition.procedure, edition_fields(edition))]
    yield _rows(edition, edition.states, lambda s: s.title, lambda s: s.name, state_fields)
    yield _rows(
        edition, edition.transitions, lambda t: t.title, lambda t: t.action, transition_fields
    )
    yield _rows(edition, edition.clocks, clock_title, lambda c: c.rule, clock_fields)
    yield _rows(edition, edition.letters, due_title, lambda due: due.name, letter_fields)


def _rows(
    edition: Edition,
    rows: Iterable[Any],
    title: Callable[[Any], str],
    name: Callable[[Any], str],
    fields: Callable[[Edition, Any], Fields],
) -> list[_Row]:
    return [_Row(title(row), name(row), fields(edition, row)) for row in rows]


def _pairs(before: list[_Row], after: list[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Rows of one name that belong together, the most alike first; what is left stands alone."""
    old, new = _by_name(before), _by_name(after)
    for name in dict.fromkeys([*old, *new]):
        left, right = old[name], new[name]
        while left and right:
            one, other = max(product(left, right), key=lambda pair: _alikeness(*pair))
            left.remove(one)
            right.remove(other)
            yield one, other
        yield from ((row, _NOTHING) for row in left)
        yield from ((_NOTHING, row) for row in right)


def _by_name(rows: Iterable[_Row]) -> defaultdict[str, list[_Row]]:
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.name].append(row)
    return found


def _alikeness(one: _Row, other: _Row) -> int:
    return sum(one.fields[field] == other.fields[field] for field in one.fields)


def _between(part: str, one: _Row, other: _Row) -> Iterator[Difference]:
    how = ADDED if one is _NOTHING else REMOVED if other is _NOTHING else CHANGED
    told = one if how == REMOVED else other
    for field in told.fields:
        old, new = one.fields.get(field, ()), other.fields.get(field, ())
        if old != new and not (field == "Tên" and how != CHANGED):
            yield Difference(part, told.title, told.name, how, field, old, new)
