"""What a sender is promised until there is a proof: this entry will be in the log by then.

A signed note of a key that signs nothing else, so that it may lie with the pages. If the log does
not have the entry by the time promised, the note itself is evidence: somebody took out what a
citizen had been told was written down, or nobody sealed it.
"""

import base64
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from feedback.domain.history.entries import ParsedEntry, parse, stamp
from feedback.domain.history.merkle import leaf_hash
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    NoteKey,
    NoteSigner,
    open_note,
    sign,
)

#: Behind the name of the log: what the key that promises is called.
SUFFIX: Final = "/loi-hua"
#: A head is signed at most so long after anything new.
WITHIN: Final = timedelta(seconds=60)
_TEXT = re.compile(r"([^\n]+)\nleaf ([^\n]+)\nat (\S+)\nuntil (\S+)\nentry ([^\n]+)\n")


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that our key signed."""

    entry: ParsedEntry
    leaf: bytes
    until: datetime


def promise(body: bytes, at: datetime, signer: NoteSigner) -> str:
    """The promise for an entry that was written down at that time."""
    leaf = base64.b64encode(leaf_hash(body)).decode()
    lines = [signer.key.name, f"leaf {leaf}", f"at {stamp(at)}", f"until {stamp(at + WITHIN)}"]
    return sign("\n".join([*lines, f"entry {body.decode()}", ""]), signer)


def read_promise(note: str, key: NoteKey) -> Promise:
    """What was promised; the errors are those of a note and of an entry."""
    found = _TEXT.fullmatch(open_note(note, key))
    if found is None:
        raise MalformedNoteError("no promise")
    body = found[5].encode()
    leaf = leaf_hash(body)
    if found[1] != key.name or found[2] != base64.b64encode(leaf).decode():
        raise ForgedNoteError("the hash is not that of the entry")
    return Promise(parse(body), leaf, datetime.fromisoformat(found[4]))
