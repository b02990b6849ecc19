"""Whether a tree only grew: the proof of RFC 9162, section 2.1.4.2, checked."""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def grew(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of ``size`` begins with that of ``old``; no hash too many, none too few."""
    if old == size:
        return not proof and old_root == root
    if old == 0:
        return not proof
    nodes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not nodes:
        return False
    before = after = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = _joined(node, before), _joined(node, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = _joined(after, node)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
