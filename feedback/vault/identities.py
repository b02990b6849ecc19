"""Who sent a petition, sealed under the key of the petition as one field."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.domain.identity import NOBODY, Identity
from feedback.vault.data_keys import DataKey, DataKeys
from feedback.vault.envelope import Place
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.wrapping import WrappingError

log = logging.getLogger(__name__)

FIELD = "person"


@dataclass(frozen=True, slots=True)
class Stored:
    """As the rows have it: the ciphertext, its wrapped key, whose it is, why the key is gone."""

    sealed: bytes | None
    wrapped: bytes | None
    subject: UUID
    erased: str = ""

    @classmethod
    def of(cls, selected: Sequence[bytes | None] | None) -> "Stored | None":
        """From the one column that ``models.identity.stored`` selects."""
        if selected is None:
            return None
        sealed, wrapped, subject, erased = selected
        return cls(sealed, wrapped, UUID(bytes=subject), (erased or b"").decode())


@dataclass(frozen=True, slots=True)
class Identities:
    keys: DataKeys

    def seal(self, identity: Identity, key: DataKey, subject: UUID) -> bytes:
        plain = json.dumps(identity.kept, ensure_ascii=False).encode()
        return key.seal(plain, Place(subject, FIELD))

    def read(self, stored: Stored | None) -> Identity:
        """Who it was, as far as that can still be known; what does not open is said and logged.

        A page of many files must not fail for one of them, and nobody's name may stand in the
        place of another's.
        """
        if stored is None:
            return NOBODY
        if stored.erased:
            return Identity(erased=stored.erased)
        if stored.sealed is None:
            return NOBODY
        place = Place(stored.subject, FIELD)
        try:
            return Identity.of_kept(
                json.loads(self.keys.open(stored.sealed, stored.wrapped, place))
            )
        except (SealedFieldError, WrappingError) as error:
            facts = {"subject": stored.subject.hex, "because": str(error)}
            log.error("identity_unreadable", extra={"facts": facts})  # noqa: TRY400 - no trace: an alarm
            return Identity(unreadable=True)
