"""What the history says of a bản lược danh: its hash, and of what it is a copy.

The denunciation itself is named by what the log committed to when it was lodged, each file by its
commitment: who opens the originals can show that this is the paper that was redacted, and until
then nobody learns anything from the entry.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.history.entries import parse
from feedback.extensions import current_texts
from feedback.models.entry import Entry
from feedback.models.petition import Attachment, Petition
from feedback.models.redaction import RedactedCopy
from feedback.models.sealed import LODGING
from feedback.services.subject.doing import Doing, Said
from feedback.services.subject.identities import as_stored
from feedback.vault.words import redacted as field_of


def say(doing: Doing) -> Said:
    """Of the copy just written down, in the same transaction."""
    petition = petition_of(doing.session, doing.subject.id)
    copy = newest(doing.session, petition.id)
    if copy is None:
        raise InvalidInputError("redacted_how", "Chưa có nội dung bản lược danh.")
    return {
        "redacted": copy.sha256,
        "lodged": commitment_of(doing.session, petition),
        "originals": list(
            doing.session.scalars(
                select(Attachment.commitment)
                .where(Attachment.petition_id == petition.id, Attachment.commitment.is_not(None))
                .order_by(Attachment.id)
            )
        ),
    }


def petition_of(session: Session, subject_id: int) -> Petition:
    """The petition itself, or the first one a case was opened for."""
    about = (Petition.id == subject_id) | (Petition.case_id == subject_id)
    return session.scalars(select(Petition).where(about).order_by(Petition.id).limit(1)).one()


def text_of(petition: Petition, copy: RedactedCopy) -> str:
    """What was retyped; empty where there are pages."""
    if copy.pages:
        return ""
    return current_texts().text(as_stored(petition, copy.sealed), field_of(copy.sha256))


def newest(session: Session, petition_id: int) -> RedactedCopy | None:
    return session.scalars(
        select(RedactedCopy)
        .where(RedactedCopy.petition_id == petition_id)
        .order_by(RedactedCopy.id.desc())
        .limit(1)
    ).one_or_none()


def commitment_of(session: Session, petition: Petition) -> str:
    """What the entry of its lodging committed to; empty for one that the log does not have."""
    body = session.scalars(
        select(Entry.body).where(Entry.subject == petition.uid, Entry.seq == LODGING)
    ).one_or_none()
    return (parse(body).commit or "") if body else ""
