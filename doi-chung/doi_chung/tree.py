"""The Merkle tree of RFC 6962, section 2.1."""

from hashlib import sha256


def leaf_hash(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree; of what lies behind it, only the roots of full subtrees are kept."""

    def __init__(self) -> None:
        self.size = 0
        #: at place h the root of the full subtree of 2**h leaves, if the size has that bit
        self._full: list[bytes | None] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash, as one adds 1 to a binary number."""
        self.size += 1
        node = leaf
        for height, left in enumerate(self._full):
            if left is None:
                self._full[height] = node
                return
            self._full[height] = None
            node = node_hash(left, node)
        self._full.append(node)

    def root(self) -> bytes:
        node: bytes | None = None
        for left in filter(None, self._full):
            node = node_hash(left, node) if node else left
        return node or sha256(b"").digest()
