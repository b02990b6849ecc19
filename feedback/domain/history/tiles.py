"""The tree as tiles (c2sp.org/tlog-tiles): hashes alone, in files that never change once full.

Whoever has them makes and checks every proof without asking us. A tile of level 0 holds 256 hashes
of entries, one above the roots of 256 full tiles. Bundles of the entries themselves are not made:
they would show that and when somebody denounced.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from feedback.domain.history.merkle import root_of

WIDTH: Final = 256
_THREE: Final = 1000


def tiles(leaves: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every tile of the tree over these leaf hashes, as the path of its file and its bytes.

    Full tiles come as they fill, the partial ones of the right edge at the end.
    """
    levels: list[_Level] = []
    for leaf in leaves:
        yield from _grow(levels, leaf)
    for number, level in enumerate(levels):
        if level.hashes:
            yield _tile(number, level)


class _Level:
    """The tile that is being filled at one level."""

    __slots__ = ("hashes", "index")

    def __init__(self) -> None:
        self.index = 0
        self.hashes: list[bytes] = []


def _grow(levels: list[_Level], node: bytes) -> Iterator[tuple[str, bytes]]:
    """Add a leaf hash; each tile it fills goes out, and its root into the level above."""
    number = 0
    while True:
        if number == len(levels):
            levels.append(_Level())
        level = levels[number]
        level.hashes.append(node)
        if len(level.hashes) < WIDTH:
            return
        yield _tile(number, level)
        node = root_of(level.hashes)
        level.index, level.hashes = level.index + 1, []
        number += 1


def _tile(number: int, level: _Level) -> tuple[str, bytes]:
    return path_of(number, level.index, len(level.hashes)), b"".join(level.hashes)


def path_of(level: int, index: int, width: int = WIDTH) -> str:
    """``tile/<L>/<N>[.p/<W>]``; index 1234067 is written ``x001/x234/067``."""
    last, rest = index % _THREE, index // _THREE
    parts = [f"{last:03}"]
    while rest:
        parts.insert(0, f"x{rest % _THREE:03}")
        rest //= _THREE
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{'/'.join(parts)}{partial}"
