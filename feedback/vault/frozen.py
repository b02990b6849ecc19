"""The frozen context of a document, sealed under the key of what the archive keeps of its file.

A document is drawn from it once, and it says whatever the document says: whom it is for, where they
live, what was decided. It is opened where a document is drawn, cited, delivered or listed.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from feedback.vault.data_keys import DataKey, DataKeys
from feedback.vault.envelope import Place
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.wrapping import WrappingError

log = logging.getLogger(__name__)


def field(letter: UUID) -> str:
    return f"context {letter.hex}"


def place(subject: UUID, letter: UUID) -> Place:
    return Place(subject, field(letter))


def seal(context: Mapping[str, Any], key: DataKey, at: Place) -> bytes:
    return key.seal(json.dumps(context, ensure_ascii=False).encode(), at)


def opened(
    keys: DataKeys, sealed: bytes, wrapped: bytes | None, at: Place
) -> dict[str, Any] | None:
    """What it was; else None, and the log says why."""
    try:
        told: dict[str, Any] = json.loads(keys.open(sealed, wrapped, at))
    except (SealedFieldError, WrappingError) as error:
        facts = {"subject": at.subject.hex, "field": at.field, "because": str(error)}
        log.error("context_unreadable", extra={"facts": facts})  # noqa: TRY400 - as in vault.identities
        return None
    return told
