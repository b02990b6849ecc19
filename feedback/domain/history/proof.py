"""Proofs of about log2(size) hashes: this leaf is in the tree, that tree only grew.

The prover splits the tree as RFC 6962 defines it (sections 2.1.1, 2.1.2). The verifier follows
RFC 9162 (sections 2.1.3.2, 2.1.4.2), shares no line with the prover, and refuses a proof with one
hash too many or too few: accepting a longer one has been a forgery elsewhere (CVE-2022-36111).
"""

from collections.abc import Sequence

from feedback.domain.history.merkle import HASH_BYTES, Frontier, node_hash, root_of


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Hashes that lead from a leaf to the root of all leaves."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion(leaves[split:], index - split), root_of(leaves[:split])]


def inclusion_after(
    before: Frontier, leaves: Sequence[bytes], index: int, size: int
) -> list[bytes]:
    """The same hashes from the tree before and the leaves that came after it, up to ``size``.

    What lies left of a leaf are full subtrees, one for each one in the binary index: the peaks of
    the tree that ends before it. So of a log of millions only the leaves since ``before`` are read.
    """
    first = before.size
    if not first <= index < size or size - first != len(leaves):
        raise ValueError(f"no leaf {index} in a tree of {size} that goes on from {first}")
    left = before.copy()
    for leaf in leaves[: index - first]:
        left.append(leaf)
    path, position, last, width = [], index, size - 1, 1
    while last:
        if position & 1:
            path.append(left.peaks.pop())
        elif position < last:
            start = (position + 1) * width - first
            path.append(root_of(leaves[start : start + width]))
        position, last, width = position >> 1, last >> 1, width << 1
    return path


def consistency(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Hashes that show the tree of all leaves to begin with the tree of the first ones."""
    if not 0 < old_size <= len(leaves):
        raise ValueError(f"no tree of {old_size} within {len(leaves)}")
    return _subproof(leaves, old_size, whole=True)


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path proves that the tree of this root and size has the leaf at that index."""
    if not 0 <= index < size or len(leaf) != HASH_BYTES:
        return False
    position, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and node == root


def consistent(
    old_size: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path proves that the greater tree begins with the smaller one."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not path and old_root == root
    nodes = list(path)
    if old_size & (old_size - 1) == 0:
        nodes.insert(0, old_root)
    if not nodes:
        return False
    position, last = old_size - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_node = new_node = nodes[0]
    for sibling in nodes[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_node = node_hash(sibling, old_node)
            new_node = node_hash(sibling, new_node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new_node = node_hash(new_node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old_node == old_root and new_node == root


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962; ``whole``: the old tree is one the verifier already holds."""
    if old_size == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _split(len(leaves))
    if old_size <= split:
        return [*_subproof(leaves[:split], old_size, whole=whole), root_of(leaves[split:])]
    return [
        *_subproof(leaves[split:], old_size - split, whole=False),
        root_of(leaves[:split]),
    ]


def _split(size: int) -> int:
    """The greatest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)
