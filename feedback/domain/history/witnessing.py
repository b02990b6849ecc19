"""What a log asks of a witness (c2sp.org/tlog-witness, ``add-checkpoint``), and its answers."""

import base64
import re
from collections.abc import Sequence
from typing import Final

from feedback.domain.history.merkle import Frontier, root_of

_SIZE = re.compile(r"(0|[1-9][0-9]{0,15})\n", re.ASCII)
#: A cosignature of any known kind is below five thousand bytes; a few may come at once.
MOST_BYTES: Final = 20_000


def request(old_size: int, proof: Sequence[bytes], note: str) -> str:
    """The body of a request for a cosignature of a checkpoint."""
    hashes = [base64.b64encode(node).decode() for node in proof]
    return "\n".join([f"old {old_size}", *hashes, "", note])


def size_told(body: str) -> int | None:
    """The size of the newest head the witness cosigned, where it answers that it is another."""
    found = _SIZE.fullmatch(body)
    return int(found[1]) if found else None


def consistency_after(before: Frontier, leaves: Sequence[bytes]) -> list[bytes]:
    """Hashes that show the tree of ``before`` and these further leaves to begin with ``before``.

    Nodes to the left are peaks of the old tree, nodes to the right lie wholly among the new leaves:
    of a log of millions only what came since is read.
    """
    if not before.size or not leaves:
        return []
    first, size = before.size, before.size + len(leaves)
    *left, node = before.peaks
    path = [node] if left else []
    width = first & -first
    position, last = first // width - 1, (size - 1) // width
    while last:
        if position & 1:
            path.append(left.pop())
        elif position < last:
            start = (position + 1) * width - first
            path.append(root_of(leaves[start : start + width]))
        position, last, width = position >> 1, last >> 1, width << 1
    return path
