"""What changed between two texts, word by word: for people who compare drafts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

#: A word or a sign with the spaces before it, so that joined pieces give the text again.
_WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")


class Fate(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field whose text is not the same in two versions."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order.

    Lines are matched first and words only within lines that differ: a long text stays quick.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return tuple(_joined(_lines(old, new)))


def changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """Fields that differ, in the order of the newer version, then those that are gone."""
    names = (*after, *(name for name in before if name not in after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(
        FieldChange(name, old, new, word_changes(old, new))
        for name, old, new in pairs
        if old != new
    )


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            words = _WORD.findall("".join(old[i:j])), _WORD.findall("".join(new[k:m]))
            yield from _words(*words)
        else:
            yield from _pieces(tag, "".join(old[i:j]), "".join(new[k:m]))


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from _pieces(tag, "".join(old[i:j]), "".join(new[k:m]))


def _pieces(tag: str, old: str, new: str) -> Iterator[Piece]:
    if tag == "equal":
        yield Piece(Fate.KEPT, new)
        return
    if old:
        yield Piece(Fate.REMOVED, old)
    if new:
        yield Piece(Fate.ADDED, new)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate as one piece."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.fate is piece.fate:
            last = Piece(last.fate, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
