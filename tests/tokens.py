"""Canaries for large places: each is one word that begins alike, so that all are sought at once.

To look for two dozen words in thirty spellings each through every file of a database server takes
minutes. All tokens share a stem; the stem is sought, and beside what is found the whole word.
"""

from collections.abc import Iterable, Iterator, Mapping

from feedback.domain.text import fold
from tests.canaries import Places, layers, spellings

#: In no language, with the marks that tell NFC from NFD; and the beginning of every number.
STEM = "zquỳnhxuơ"
DIGITS = "09760431"
#: The longest spelling of a token: eleven letters, each escaped in JSON, or UTF-16 in hexadecimal.
_AROUND = 200


def token(ending: str) -> str:
    """A word of a canary: its ending, two letters, is its own."""
    return STEM + ending


def plain(ending: str) -> str:
    """The same as mailboxes and addresses of pages are written."""
    return fold(STEM) + ending


def places_of(tokens: Mapping[str, str], places: Places) -> dict[str, set[str]]:
    """By the token's name: where it lies, however it is written."""
    stems = {raw.lower() for stem in (STEM, DIGITS) for _, raw in spellings(stem)}
    whole = {name: {raw.lower() for _, raw in spellings(word)} for name, word in tokens.items()}
    lies: dict[str, set[str]] = {name: set() for name in tokens}
    for place, content in places:
        for layer in layers(content):
            for window in _windows(layer.lower(), stems):
                for name, words in whole.items():
                    if any(word in window for word in words):
                        lies[name].add(place)
    return lies


def _windows(content: bytes, stems: Iterable[bytes]) -> Iterator[bytes]:
    """The surroundings of everything that looks like a stem, each once."""
    for stem in stems:
        seen = at = -1
        while (at := content.find(stem, at + 1)) >= 0:
            if at >= seen:
                yield content[max(0, at - _AROUND) : at + 2 * _AROUND]
                seen = at + _AROUND
