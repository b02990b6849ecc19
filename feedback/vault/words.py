"""What a petition says, sealed under the key of the petition: its words as one field, its title.

The title is the beginning of the story. It is a field of its own because lists show fifty of them,
and opening fifty stories for their first sentences costs more than the page.
"""

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from feedback.domain.erasure import lost_text
from feedback.domain.words import Words
from feedback.vault.data_keys import DataKey, DataKeys
from feedback.vault.envelope import Place
from feedback.vault.identities import Stored
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.wrapping import WrappingError

log = logging.getLogger(__name__)

CONTENT, TITLE = "content", "title"


def redacted(sha256: str) -> str:
    """The field of a retyped copy: an older one of the same petition does not pass for it."""
    return f"redacted/{sha256}"


def added(action: str, at: datetime) -> str:
    """The field of what was stated with an act, which has no other name before it is written."""
    return f"act/{action}/{at.astimezone(UTC).isoformat()}"


@dataclass(frozen=True, slots=True)
class Texts:
    keys: DataKeys

    def seal(self, words: Words, key: DataKey, subject: UUID) -> bytes:
        return self.seal_text(json.dumps(words.written, ensure_ascii=False), CONTENT, key, subject)

    def seal_text(self, text: str, field: str, key: DataKey, subject: UUID) -> bytes:
        return key.seal(text.encode(), Place(subject, field))

    def words(self, stored: Stored | None) -> Words:
        """As far as they can still be read; what does not open is said and logged.

        Nobody's story may stand in the place of another's, and no page fails for one that does not
        open.
        """
        opened = self._opened(stored, CONTENT)
        return opened if isinstance(opened, Words) else Words(**json.loads(opened))

    def title(self, stored: Stored | None) -> str:
        return self.text(stored, TITLE)

    def text(self, stored: Stored | None, field: str) -> str:
        """A single text, or the sentence that stands in its place."""
        opened = self._opened(stored, field)
        return lost_text(opened) if isinstance(opened, Words) else opened.decode()

    def said(self, stored: Stored | None, field: str) -> dict[str, str]:
        """What was stated by name; where it is lost, the sentence that says so."""
        opened = self._opened(stored, field)
        if isinstance(opened, Words):
            return {"lost": lost_text(opened)}
        told: dict[str, str] = json.loads(opened)
        return told

    def _opened(self, stored: Stored | None, field: str) -> bytes | Words:
        if stored is None:
            return Words(unreadable=True)
        if stored.erased:
            return Words(erased=stored.erased)
        try:
            place = Place(stored.subject, field)
            return self.keys.open(stored.sealed or b"", stored.wrapped, place)
        except (SealedFieldError, WrappingError) as error:
            facts = {"subject": stored.subject.hex, "field": field, "because": str(error)}
            log.error("words_unreadable", extra={"facts": facts})  # noqa: TRY400 - no trace: an alarm
            return Words(unreadable=True)
