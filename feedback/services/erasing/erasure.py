"""Destroying who sent a petition: proposed by one administrator, done by another, seen by all.

What is destroyed is the key of the petition, the salts of its entries' commitments, the marks and
the ciphertext: who it was, what they wrote and sent, by which they could be known; of a denouncer
the envelopes too (``denouncer_erasure``). The entries stay as they are and still verify; one more
says that it happened and on what ground (invariant I17 of the security design). Issued documents
keep the name they bear.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.erasure import GROUNDS, Ground, holds
from feedback.domain.errors import (
    ConditionsNotMetError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotLawfulError,
)
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.domain.words import Words
from feedback.models.entry import Entry, EntrySalt
from feedback.models.erasure import Erasure
from feedback.models.identity import DataKey
from feedback.models.petition import Party, Petition
from feedback.services.erasing import denouncer_erasure, erasure_standing
from feedback.services.files import sealed_files, sent_files
from feedback.services.ground import four_eyes
from feedback.services.ground.transaction import afterwards, transaction
from feedback.services.identity import sealed_parts
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject import identities
from feedback.services.subject.finding import petition_numbered
from feedback.services.subject.subjects import lock

PROPOSED, CONFIRMED, REFUSED = "proposed", "confirmed", "refused"
ERASED = "identity_erased"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose identity goes, on what ground, and by which request or decision."""

    number: str
    ground: Ground
    decision: str


def propose(wanted: Wanted, actor: Actor, now: datetime) -> int:
    """Write a proposal down; its id. What is forbidden today is refused at once."""
    user_id = _administrator(actor)
    if not wanted.decision:
        raise InvalidInputError("decision", "Ghi số văn bản yêu cầu hoặc quyết định.")
    with transaction() as session:
        petition = petition_numbered(session, wanted.number)
        if petition is None:
            raise InvalidInputError("number", "Không có đơn mang số này.")
        _refuse(session, petition, wanted.ground, now)
        erasure = Erasure(
            petition_id=petition.id,
            ground=wanted.ground,
            decision=wanted.decision,
            proposed_by_id=user_id,
            proposed_at=now,
        )
        session.add(erasure)
        session.flush()
        told = {"petition": petition.uid.hex, "ground": erasure.ground}
        history.record_many(session, [_entry(erasure, "erasure_proposed", actor, now, told)])
        return erasure.id


def confirm(erasure_id: int, actor: Actor, now: datetime) -> None:
    """Destroy it, if nothing forbids it by now."""
    with transaction() as session:
        erasure = _to_decide(session, erasure_id, actor)
        petition = lock(session, erasure.petition_id)
        assert isinstance(petition, Petition)  # noqa: S101 - by its foreign key
        ground = Ground(erasure.ground)
        _refuse(session, petition, ground, now, by=erasure)
        four_eyes.decide(erasure, CONFIRMED, actor, now)
        _destroy(session, petition, ground, now)
        session.flush()
        told = {
            "ground": ground.value,
            "basis": str(GROUNDS[ground].basis),
            "erasure": erasure.uid.hex,
        }
        history.record_many(
            session,
            [
                _entry(erasure, "erasure_confirmed", actor, now, {"petition": petition.uid.hex}),
                Draft(
                    petition.uid,
                    petition.subject_kind,
                    ERASED,
                    now,
                    actor.pseudonym,
                    actor.agency_code,
                    told,
                ),
            ],
        )


def refuse(erasure_id: int, actor: Actor, now: datetime, note: str) -> None:
    """Turn a proposal down, with the reason; nothing is destroyed."""
    if not note:
        raise InvalidInputError("note", "Ghi lý do không xác nhận.")
    with transaction() as session:
        erasure = _to_decide(session, erasure_id, actor)
        erasure.note = note
        four_eyes.decide(erasure, REFUSED, actor, now)
        session.flush()
        history.record_many(session, [_entry(erasure, "erasure_refused", actor, now, {})])


def _destroy(session: Session, petition: Petition, ground: Ground, now: datetime) -> None:
    sent = sent_files.names(session, petition.id)
    afterwards(session, lambda: sealed_files.erase(sent))
    session.execute(
        update(DataKey)
        .where(DataKey.petition_id == petition.id)
        .values(wrapped=None, destroyed_at=now, destroyed_for=ground.value)
    )
    session.execute(update(Party).where(Party.petition_id == petition.id).values(person=None))
    identities.forget_marks(session, petition)
    petition.content = petition.title = None
    petition.search = identities.index_of(petition, Words())
    if petition.confidential:
        denouncer_erasure.destroy(session, petition, ground, now)
    entries = select(Entry.index).where(Entry.subject == petition.uid)
    session.execute(delete(EntrySalt).where(EntrySalt.index.in_(entries)))


def _refuse(
    session: Session,
    petition: Petition,
    ground: Ground,
    now: datetime,
    by: Erasure | None = None,
) -> None:
    """What forbids the erasure, all of it in one answer."""
    if sealed_parts.erased(session, petition.id):
        raise NotLawfulError("Danh tính của đơn này đã hủy.")
    if by is None and erasure_standing.undecided(session, petition):
        raise NotLawfulError("Đã có đề nghị hủy danh tính của đơn này, đang chờ quyết định.")
    standing = erasure_standing.standing_of(session, petition, now)
    found = holds(standing, ground, civil_day(now))
    if found:
        missing = [f"{hold.sentence} ({hold.basis})" for hold in found]
        raise ConditionsNotMetError("Chưa hủy được danh tính.", missing)


def _administrator(actor: Actor) -> int:
    permission.refuse_role(actor, Action.ERASE)
    if actor.user_id is None:
        raise NotAllowedError(permission.NO_ACCOUNT)
    return actor.user_id


def _to_decide(session: Session, erasure_id: int, actor: Actor) -> Erasure:
    """The proposal under lock, for a second person."""
    user_id = _administrator(actor)
    erasure = session.get(Erasure, erasure_id, with_for_update=True, populate_existing=True)
    if erasure is None:
        raise NotFoundError("Không có đề nghị này.")
    four_eyes.refuse_decided_or_own(erasure, PROPOSED, user_id)
    return erasure


def _entry(
    erasure: Erasure, type_: str, actor: Actor, now: datetime, data: dict[str, Any]
) -> Draft:
    return Draft(erasure.uid, "system", type_, now, actor.pseudonym, actor.agency_code, data)
