"""Cosignatures of witnesses (c2sp.org/tlog-cosignature, Ed25519, ``cosignature/v1``).

A witness has seen that the log only grew up to this head, and says so with the time of its own
clock. That is what binds whoever owns the database *and* the key of the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from feedback.domain.history.note import ForgedNoteError, NoteKey, parts, signatures_of

_TIME_BYTES: Final = 8
_BYTES: Final = _TIME_BYTES + 64
#: Year 9999 begins: behind it there is no date to compare with.
_LAST: Final = 253_370_764_800


@dataclass(frozen=True, slots=True)
class Cosignature:
    """One that was checked; ``witness`` is the name it has in the policy."""

    witness: str
    #: the witness's clock
    at: datetime


def cosignatures(note: str, keys: Mapping[str, NoteKey]) -> list[Cosignature]:
    """Those of known witnesses; lines of others say nothing.

    Raises ``MalformedNoteError``; ``ForgedNoteError`` where a known key's signature is wrong, for
    then the whole note is not what a witness signed.
    """
    text, signatures = parts(note)
    return [
        Cosignature(witness, _checked(signature, text, key))
        for witness, key in keys.items()
        for signature in signatures_of(key, signatures)
    ]


def _checked(signature: bytes, text: str, key: NoteKey) -> datetime:
    """The time that the witness signed together with the text."""
    seconds = int.from_bytes(signature[:_TIME_BYTES])
    message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
    if len(signature) != _BYTES or not key.check(signature[_TIME_BYTES:], message):
        raise ForgedNoteError(f"the cosignature is not that of {key.name}")
    if not 0 < seconds <= _LAST:
        raise ForgedNoteError(f"{key.name} signed without a time")
    return datetime.fromtimestamp(seconds, UTC)
