"""Frozen contexts of documents: sealed as they are issued, opened to be drawn, cited, delivered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError
from feedback.extensions import current_identities, db
from feedback.models.file_key import Purpose
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.services.files import file_keys
from feedback.vault import frozen

UNREADABLE = "Nội dung của văn bản không đọc được; hãy báo quản trị viên."


class UnreadableContextError(DomainError):
    """It was changed, moved, or its key is not there: nothing is drawn or cited of it."""


def seal(
    session: Session, subject: Subject, letter: UUID, context: Mapping[str, Any], now: datetime
) -> bytes:
    key = file_keys.key_for(session, subject, Purpose.KEPT, now)
    return frozen.seal(context, key, frozen.place(subject.uid, letter))


def context_of(letter: IssuedLetter) -> dict[str, Any]:
    field = frozen.field(letter.uid)
    kept = file_keys.sealed(db.session(), letter.subject_id, Purpose.KEPT, field)
    found = frozen.opened(current_identities().keys, letter.frozen, kept.wrapped, kept.place)
    if found is None:
        raise UnreadableContextError(UNREADABLE)
    return found
