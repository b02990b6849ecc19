"""The rule of a witness (c2sp.org/tlog-witness, ``add-checkpoint``): one request, one answer.

It signs only heads that a known key signed and that a proof ties to the head it signed before. So
two people whom one witness answered have seen the same log, and nothing was taken out of it.
"""

import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple

from nhan_chung.memory import Memory, Remembered
from nhan_chung.note import Cosigner, Head, Key, MalformedError, UntrustedError, open_head
from nhan_chung.tree import EMPTY, grew

OLD = re.compile(r"old (0|[1-9][0-9]{0,15})", re.ASCII)
HASH = re.compile(r"[A-Za-z0-9+/]{43}=", re.ASCII)
MOST_HASHES = 63
#: A proof of 63 hashes and a checkpoint with sixteen signatures of five thousand bytes each.
MOST_BYTES = 128_000
PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


class Answer(NamedTuple):
    status: HTTPStatus
    body: str = ""
    kind: str = PLAIN


class Request(NamedTuple):
    old: int
    proof: Sequence[bytes]
    note: str


class Witness(NamedTuple):
    cosigner: Cosigner
    #: the keys it knows, by the origin of their log
    logs: Mapping[str, Sequence[Key]]
    memory: Memory

    def add_checkpoint(self, body: bytes, now: int) -> Answer:
        """Cosign the head of a request, or say why not; ``now`` in seconds since 1970."""
        try:
            asked = read_request(body)
            keys = self.logs.get(asked.note.partition("\n")[0])
            if keys is None:
                return Answer(HTTPStatus.NOT_FOUND, "unknown log\n")
            head = open_head(asked.note, keys)
        except MalformedError as error:
            return Answer(HTTPStatus.BAD_REQUEST, f"{error}\n")
        except UntrustedError as error:
            return Answer(HTTPStatus.FORBIDDEN, f"{error}\n")
        with self.memory.of(head.origin) as known:
            refusal = _refusal(known, head, asked)
            if refusal is None:
                known.replace(head, asked.note)
        return refusal or Answer(HTTPStatus.OK, self.cosigner.cosign(head, now))


def _refusal(known: Remembered, head: Head, asked: Request) -> Answer | None:
    """Why this head does not follow the one that is remembered; None when it does."""
    if asked.old > head.size:
        return Answer(HTTPStatus.BAD_REQUEST, "the old size is above the size\n")
    if asked.old != known.size:
        return Answer(HTTPStatus.CONFLICT, f"{known.size}\n", SIZE)
    if head.size == 0 and head.root != EMPTY:
        return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, "an empty tree has one root\n")
    if not grew(known.size, known.root, head.size, head.root, asked.proof):
        return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, "the log did not only grow\n")
    return None


def read_request(body: bytes) -> Request:
    """Old size, hashes, a blank line, the checkpoint."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise MalformedError("not UTF-8") from error
    above, blank, note = text.partition("\n\n")
    first, *hashes = above.split("\n")
    old = OLD.fullmatch(first)
    if not blank or old is None or len(hashes) > MOST_HASHES:
        raise MalformedError("no old size, hashes and checkpoint")
    if not all(map(HASH.fullmatch, hashes)):
        raise MalformedError("a line of the proof is no hash")
    return Request(int(old[1]), [b64decode(line) for line in hashes], note)
