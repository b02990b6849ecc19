"""Reading who denounced: announced in the history, sealed, and only then asked of the vault.

First the entry ``identity_opened`` is committed, then the sealer signs a checkpoint over it, and
then the vault gets the proofs and the envelope, checks everything itself and answers once. A crash
anywhere leaves an announcement without a reading, never the reverse (figure C3 of the security
design).
"""

import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import NotAllowedError, NotFoundError
from feedback.domain.history.note import NoteKey
from feedback.domain.identity_proofs import APPROVED, OPENED, REQUESTED, Papers
from feedback.domain.identity_reading import HOUR, refuse_opening, too_many
from feedback.domain.roles import Actor
from feedback.models.entry import Entry, LogCheckpoint
from feedback.models.identity_reading import IdentityDecision, IdentityOpening, IdentityRequest
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.identity import (
    identity_alarms,
    identity_requests,
    reading_notices,
    sealed_parts,
)
from feedback.services.identity.identity_people import person, request_numbered, seen_by
from feedback.services.log.log_proof import proof_of_entry
from feedback.services.watch.security_events import SecurityEvent, note
from feedback.vault.identity_vault import Carried, IdentityVault, Opened

#: How long a page waits for the sealer; afterwards it says so and offers to go on.
PATIENCE = 8.0
_LOOK_EVERY = 0.25


def announce(request_id: int, what: str, actor: Actor, now: datetime) -> int:
    """Write into the history that this person reads this now; the id of the announcement."""
    petition_id = _petition_of(request_id, actor, now)
    identity_alarms.refuse_flood(actor, petition_id, _read_lately(request_id), now)
    with transaction() as session:
        request = request_numbered(session, request_id)
        seen_by(session, request, actor.user_id, civil_day(now))
        _refuse(session, request, actor, now)
        _refuse_not_asked(session, request, what)
        entry = identity_requests.record(session, request, OPENED, {"what": what}, actor, now)
        opening = IdentityOpening(
            request_id=request.id,
            reader_id=actor.user_id,
            what=what,
            opened_at=now,
            log_index=entry.index,
        )
        session.add(opening)
        session.flush()
        reading_notices.tell_inspectors(session, opening, now)
        announced = opening.id
    note(SecurityEvent.IDENTITY_OPENED, request=request_id, person=actor.pseudonym)
    return announced


def await_seal(opening_id: int) -> bool:
    """Wait a moment for the sealer, which looks for such entries; whether this one is sealed."""
    give_up = time.monotonic() + PATIENCE
    while True:
        with transaction() as session:
            if _is_sealed(session, opening_id):
                return True
        if time.monotonic() >= give_up:
            return False
        _pause()


def _pause() -> None:
    time.sleep(_LOOK_EVERY)


def read(
    opening_id: int, actor: Actor, vault: IdentityVault, key: NoteKey, now: datetime
) -> Opened | Carried:
    """What was announced and sealed, from the vault; its refusals are ``VaultRefusedError``."""
    with transaction() as session:
        opening = announced(session, opening_id)
        request = request_numbered(session, opening.request_id)
        _refuse(session, request, actor, now)
        papers = _papers(session, request, opening, key)
        envelope = sealed_parts.envelope(session, request.petition_id, opening.what)
    return vault.open(papers, envelope)


def announced(session: Session, opening_id: int) -> IdentityOpening:
    found = session.get(IdentityOpening, opening_id)
    if found is None:
        raise NotFoundError("Không có lần xem này.")
    return found


def _papers(
    session: Session, request: IdentityRequest, opening: IdentityOpening, key: NoteKey
) -> Papers:
    """The proofs of each step, as the vault asks for them."""
    petition = session.get_one(Petition, request.petition_id)
    alone = session.get(IdentityDecision, request.id) is None

    def proof(type_: str) -> bytes:
        return proof_of_entry(session, _step(session, petition, request, type_), key)

    return Papers(
        petition=petition.uid,
        what=opening.what,
        requested=proof(REQUESTED),
        approved=None if alone else proof(APPROVED),
        opened=proof_of_entry(session, opening.log_index, key),
    )


def _step(session: Session, petition: Petition, request: IdentityRequest, type_: str) -> int:
    """Place in the log of the step of this request; the request's name stands in the bytes."""
    named = func.convert_from(Entry.body, "UTF8").contains(request.uid.hex)
    return session.scalars(
        select(Entry.index).where(Entry.subject == petition.uid, Entry.type == type_, named)
    ).one()


def _petition_of(request_id: int, actor: Actor, now: datetime) -> int:
    with transaction() as session:
        request = request_numbered(session, request_id)
        seen_by(session, request, actor.user_id, civil_day(now))
        return request.petition_id


def _refuse(session: Session, request: IdentityRequest, actor: Actor, now: datetime) -> None:
    reader, asker = (person(session, who) for who in (actor.user_id, request.asker_id))
    refuse_opening(reader, asker, identity_requests.course(session, request), now)


def _refuse_not_asked(session: Session, request: IdentityRequest, what: str) -> None:
    asked = sealed_parts.asked_for(session, request.petition_id, request.fields)
    if what not in {part.what for part in asked}:
        raise NotAllowedError("Phần này không có trong yêu cầu.")


def _is_sealed(session: Session, opening_id: int) -> bool:
    index = announced(session, opening_id).log_index
    return bool(session.scalar(select(exists().where(LogCheckpoint.size > index))))


def _read_lately(request_id: int) -> Callable[[Session, int, datetime], bool]:
    """Whether reading about one more petition would be too many; one read about already is not."""

    def flooded(session: Session, user_id: int, now: datetime) -> bool:
        first = session.execute(
            select(IdentityOpening.request_id, func.min(IdentityOpening.opened_at))
            .where(IdentityOpening.reader_id == user_id, IdentityOpening.opened_at > now - HOUR)
            .group_by(IdentityOpening.request_id)
        )
        read = {request: at for request, at in first}  # noqa: C416 - says what the pair is
        return request_id not in read and too_many(read.values(), now)

    return flooded
