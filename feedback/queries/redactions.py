"""Bản lược danh as pages show them: of one petition, and which denunciations have none yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from feedback.domain.erasure import shown
from feedback.domain.errors import NotFoundError
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor, Role
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.petition import Attachment, Petition
from feedback.models.redaction import RedactedCopy, stored_text
from feedback.models.subject import Subject
from feedback.models.words import stored_words
from feedback.queries.file_parts import Redacted
from feedback.vault.identities import Stored
from feedback.vault.words import added, redacted

#: A page of them; whoever redacts works off the oldest first.
MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A denunciation as the custodian's list tells it: nothing of its content."""

    id: int
    book: str
    year: int
    number: int
    received_at: datetime
    accepted: bool
    files: int
    redacted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Words:
    """What a denouncer wrote: at lodging, and later from the page of the receipt."""

    story: str
    wanted: str
    against: str
    place: str
    added: tuple[str, ...]


subject, petition = Subject.__table__, Petition.__table__


def waiting(session: Session) -> tuple[Waiting, ...]:
    """Open denunciations, those without a copy first, the oldest of them before the others."""
    files = (
        select(func.count().label("files"))
        .where(Attachment.petition_id == petition.c.id)
        .lateral("sent")
    )
    made = (
        select(func.max(RedactedCopy.made_at).label("at"))
        .where(RedactedCopy.petition_id == petition.c.id)
        .lateral("made")
    )
    accepted = petition.c.case_id.is_not(None)
    rows = session.execute(
        select(
            petition.c.id,
            *petition.c["book", "year", "number"],
            subject.c.received_at,
            accepted.label("accepted"),
            files.c.files,
            made.c.at.label("redacted_at"),
        )
        .select_from(subject.join(petition, petition.c.id == subject.c.id))
        .join(files, true())
        .join(made, true())
        .where(subject.c.kind == Kind.DENUNCIATION, subject.c.confidential)
        .where(subject.c.closed_on.is_(None) | accepted)
        .order_by(made.c.at.is_not(None), subject.c.received_at, petition.c.id)
        .limit(MOST)
    )
    return tuple(Waiting(**row) for row in rows.mappings())


def shown_copy(session: Session, petition_id: int) -> Redacted | None:
    """The newest copy, as pages show it."""
    found = newest(session, petition_id)
    if found is None:
        return None
    if found.pages:
        return Redacted("", found.pages, found.made_at)
    stored = Stored.of(
        session.scalars(
            select(stored_text(RedactedCopy.id)).where(RedactedCopy.id == found.id)
        ).one()
    )
    return Redacted(current_texts().text(stored, redacted(found.sha256)), 0, found.made_at)


def newest(session: Session, petition_id: int) -> RedactedCopy | None:
    return session.scalars(
        select(RedactedCopy)
        .where(RedactedCopy.petition_id == petition_id)
        .order_by(RedactedCopy.id.desc())
        .limit(1)
    ).one_or_none()


def readable(session: Session, actor: Actor, petition_id: int) -> RedactedCopy:
    """The copy, for the agency that holds the petition or its case; NotFoundError otherwise."""
    found = newest(session, petition_id)
    case = select(petition.c.case_id).where(petition.c.id == petition_id).scalar_subquery()
    ours = session.scalars(
        select(subject.c.id)
        .where((subject.c.id == petition_id) | (subject.c.id == case))
        .where(subject.c.agency_id == actor.agency_id)
    ).first()
    if found is None or (ours is None and actor.role is not Role.CUSTODIAN):
        raise NotFoundError("Không tìm thấy bản lược danh.")
    return found


def words(session: Session, petition_id: int) -> Words:
    """The words themselves; whoever asks has written the reading down (``original_reading``)."""
    one = session.get_one(Petition, petition_id)
    ids = [one.id, *([one.case_id] if one.case_id else [])]
    acts = session.scalars(
        select(PerformedAct)
        .where(PerformedAct.subject_id.in_(ids), PerformedAct.actor_role == Role.CITIZEN)
        .order_by(PerformedAct.id)
    )
    said = (text for act in acts for text in _stated(session, one, act).values() if text)
    stored = Stored.of(
        session.scalars(
            select(stored_words(petition.c.id)).where(petition.c.id == petition_id)
        ).one()
    )
    return Words(**shown(current_texts().words(stored)).written, added=tuple(said))


def _stated(session: Session, one: Petition, act: PerformedAct) -> Mapping[str, str]:
    """Of an act on the case: under the key of the petition that the case was opened for."""
    if act.sealed is None:
        return act.data
    of = one
    if act.subject_id != one.id and one.joined_to_id is not None:
        leading = Petition.case_id == one.case_id, Petition.joined_to_id.is_(None)
        of = session.scalars(select(Petition).where(*leading)).one()
    field = added(act.action, act.recorded_at)
    return current_texts().said(Stored.of(of.stored(act.sealed)), field)


def denunciation(session: Session, petition_id: int) -> Petition:
    found = session.get(Petition, petition_id)
    if found is None or found.kind is not Kind.DENUNCIATION or not found.confidential:
        raise NotFoundError("Không tìm thấy đơn tố cáo.")
    return found
