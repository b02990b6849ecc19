"""The tray of suspects of one agency, oldest first, and what became of those of lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, DateTime, bindparam, func, select
from sqlalchemy.orm import Session

from feedback.domain.erasure import shown
from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor
from feedback.domain.suspicion import sentences
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.obligation import Obligation
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import stored_words
from feedback.vault.identities import Stored
from feedback.workflows.quarantine import SUSPECTED

#: One page; who empties it sees the next.
PAGE = 50
#: What the page tells of lately.
LATELY = timedelta(days=30)

_subject, _petition = Subject.__table__.c, Petition.__table__.c
_AGENCY = bindparam("agency_id", type_=BigInteger)


@dataclass(frozen=True, slots=True)
class Suspect:
    id: int
    version: int
    number: str
    title: str
    story: str
    confidential: bool
    received_at: datetime
    due_on: date
    #: what speaks against it, in sentences
    signs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tally:
    waiting: int
    released: int
    junk: int


_WAITING = (
    select(
        _subject.id,
        _subject.version,
        _petition.book,
        _petition.year,
        _petition.number,
        _subject.kind,
        _petition.channel,
        stored_words(_petition.id).label("words"),
        _subject.confidential,
        _subject.received_at,
        Obligation.due_on,
        PerformedAct.data,
    )
    .join_from(Subject.__table__, Petition.__table__, _petition.id == _subject.id)
    .join(Obligation, (Obligation.subject_id == _subject.id) & Obligation.done_at.is_(None))
    .join(
        PerformedAct,
        (PerformedAct.subject_id == _subject.id) & (PerformedAct.action == "set_aside"),
    )
    .where(_subject.agency_id == _AGENCY, _subject.state == SUSPECTED)
    .order_by(_subject.id)
    .limit(PAGE)
)
_COUNT = select(func.count()).where(_subject.agency_id == _AGENCY, _subject.state == SUSPECTED)
_LATELY = (
    select(PerformedAct.action, func.count())
    .join(Subject.__table__, _subject.id == PerformedAct.subject_id)
    .where(_subject.agency_id == _AGENCY)
    .where(PerformedAct.action.in_(("release", "confirm_junk")))
    .where(PerformedAct.recorded_at > bindparam("since", type_=DateTime(timezone=True)))
    .group_by(PerformedAct.action)
)


def waiting(session: Session, actor: Actor) -> list[Suspect]:
    rows = session.execute(_WAITING, {"agency_id": actor.agency_id})
    return [_suspect(row) for row in rows]


def _suspect(row: Any) -> Suspect:  # noqa: ANN401 - a row of the query above
    words = shown(current_texts().words(Stored.of(row.words)))
    return Suspect(
        row.id,
        row.version,
        f"{row.book}-{row.year}-{row.number:05d}",
        file_title(Kind(row.kind), row.channel, words.story),
        words.story,
        row.confidential,
        row.received_at,
        row.due_on,
        sentences(row.data["signs"]),
    )


def count(session: Session, actor: Actor) -> int:
    return session.scalars(_COUNT, {"agency_id": actor.agency_id}).one()


def tally(session: Session, actor: Actor, now: datetime) -> Tally:
    """What waits, and what became of those looked at within thirty days."""
    done = dict(
        session.execute(_LATELY, {"agency_id": actor.agency_id, "since": now - LATELY}).all()
    )
    return Tally(count(session, actor), done.get("release", 0), done.get("confirm_junk", 0))
