"""The Merkle tree of RFC 6962 (section 2.1), grown one leaf at a time.

A frontier is all that must be remembered to go on: the roots of the full subtrees, as many as the
size has ones in binary. Twenty hashes stand for a million entries.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256().digest()


def leaf_hash(body: bytes) -> bytes:
    """Hash of an entry; the leading byte keeps leaves and inner nodes apart."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows: its size and the roots of its full subtrees, greatest first."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if size < 0 or len(peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} has {max(size, 0).bit_count()} full subtrees")
        if any(len(peak) != HASH_BYTES for peak in peaks):
            raise ValueError(f"a hash has {HASH_BYTES} bytes")
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> None:
        """Grow by one leaf hash: each trailing one in the size is a subtree to join, as in +1."""
        node, ones = leaf, self.size
        while ones & 1:
            node = node_hash(self.peaks.pop(), node)
            ones >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Root of the tree so far: the subtrees joined from the smallest to the greatest."""
        if not self.peaks:
            return EMPTY_ROOT
        *rest, node = self.peaks
        for peak in reversed(rest):
            node = node_hash(peak, node)
        return node

    def copy(self) -> "Frontier":
        """The same tree, free to grow another way."""
        return Frontier(self.size, self.peaks)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()
