"""The vault itself: it holds the key for a quarter of an hour, and opens what is proven to it.

Count first, decrypt then: a vault that is killed between the two has counted an opening that gave
nothing, never the reverse. Of the sealed record only the fields that were asked for leave it.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from feedback.domain.history.note import NoteKey
from feedback.domain.identity_proofs import (
    IDENTITY,
    Opening,
    Papers,
    Refusal,
    VaultRefusedError,
    proven_opening,
)
from feedback.domain.identity_reading import FORM_OF_ADDRESS, SHOWN_FOR
from feedback.vault.envelope import EnvelopeError, Place, open_envelope
from feedback.vault.locked_key import Lock, unlock
from feedback.vault.openings import Openings

#: How long it stays open after somebody unlocked it.
UNLOCKED_FOR = timedelta(minutes=15)


def _nothing() -> None:
    """Do nothing."""


class Custodian:
    """One vault: its folder with the locked key and the count, and the log it believes."""

    def __init__(
        self,
        folder: Path,
        log: NoteKey,
        *,
        within: timedelta = SHOWN_FOR,
        between: Callable[[], None] = _nothing,
    ) -> None:
        self._folder, self._log, self._within = folder, log, within
        self._openings = Openings(folder)
        self._key: X25519PrivateKey | None = None
        self._until: datetime | None = None
        #: what happens between counting and decrypting; tests of crashes stop here
        self._between = between

    def unlock(self, by: Lock, now: datetime) -> datetime:
        """Take the key out of its file; ``WrongSecretError``. Until when it stays."""
        self._key = unlock(self._folder, by)
        self._until = now + UNLOCKED_FOR
        return self._until

    def lock(self) -> None:
        """Forget the key; OpenSSL clears its memory when the last reference goes."""
        self._key = self._until = None

    def unlocked_until(self, now: datetime) -> datetime | None:
        if self._until is not None and now >= self._until:
            self.lock()
        return self._until

    @property
    def count(self) -> int:
        return len(self._openings)

    @property
    def last(self) -> Opening:
        """The opening it counted last."""
        return self._openings.all[-1]

    def open(self, papers: Papers, envelope: bytes, now: datetime) -> bytes:
        """The plaintext of one envelope; ``VaultRefusedError`` unless everything is proven."""
        self.unlocked_until(now)
        if self._key is None:
            raise VaultRefusedError(Refusal.LOCKED)
        before = self._openings.all
        opening = proven_opening(papers, self._log, now, before, within=self._within)
        self._openings.add(opening)
        self._between()
        try:
            plain = open_envelope(envelope, self._key, Place(papers.petition, papers.what))
        except EnvelopeError as error:
            raise VaultRefusedError(Refusal.UNOPENABLE) from error
        return _asked_for(plain, opening)


def _asked_for(plain: bytes, opening: Opening) -> bytes:
    """Of the record only what was asked for; a paper is a whole."""
    if opening.what != IDENTITY:
        return plain
    record = json.loads(plain)
    wanted = {*opening.fields, *((FORM_OF_ADDRESS,) if "name" in opening.fields else ())}
    return json.dumps(
        {name: value for name, value in record.items() if name in wanted}, ensure_ascii=False
    ).encode()
