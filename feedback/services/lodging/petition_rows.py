"""The rows of a petition that is lodged: its number, its words, who sends it, its files and clocks.

What is written is sealed under a key of the petition. Who sends information about a violation is
closed in an envelope for the custodians, and so is every file: this process cannot read them back
(Luật Tố cáo 25/2018/QH14, Điều 8 khoản 3 and Điều 56).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day, midnight
from feedback.domain.errors import NotFoundError
from feedback.domain.identity import Identity
from feedback.domain.lodging import CROWD, Channel, Lodging
from feedback.domain.roles import CITIZEN, Actor
from feedback.domain.suspicion import Verdict
from feedback.domain.words import Words
from feedback.models.agency import Agency
from feedback.models.base import Base
from feedback.models.petition import Attachment, Party, Petition
from feedback.services.books import incoming, registers
from feedback.services.files import safe_copies
from feedback.services.files.arriving import Arrived
from feedback.services.ground import admission
from feedback.services.ground.admission import Shown
from feedback.services.lodging import lodging_act, suspicion
from feedback.services.log import history
from feedback.services.rights import conflicts
from feedback.services.subject import identities, words
from feedback.services.subject.numbers import PROVISIONAL, book_of, subject_number
from feedback.services.time import obligations
from feedback.services.time.clocks import Clocks
from feedback.vault.data_keys import DataKey
from feedback.vault.keys import KeyRing
from feedback.vault.originals import close_identity
from feedback.workflows.core import Edition
from feedback.workflows.registry import edition_in_force

_DESK = select(Agency.id, Agency.code).where(Agency.level == "board").limit(1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A lodging whose files are in the store, under the uid and the key they are bound to."""

    lodging: Lodging
    uid: UUID
    key: DataKey
    files: Sequence[Arrived]
    #: of the receipt code
    hashed: bytes
    verdict: Verdict = field(default_factory=Verdict)


def lodge(
    session: Session, arrival: Arrival, keys: KeyRing, now: datetime, *, officer: Actor = CITIZEN
) -> int:
    """Write the petition with all that belongs to it, in the caller's transaction."""
    lodging = arrival.lodging
    desk = _desk_of(session, officer)
    edition = edition_in_force("intake", lodging.received_on or civil_day(now))
    key = arrival.key
    petition = _petition(arrival, desk, edition, now)
    _number(session, petition, suspected=arrival.verdict.suspected)
    admission.show(session, Shown.LODGING, petition.uid.hex)
    session.add(petition)
    session.flush()
    with session.no_autoflush:  # what reads in between would send each row by itself
        session.add(identities.key_row(petition, key, now))
        session.add_all(_sender(lodging, petition, key, keys))
        attachments = list(_attachments(arrival.files, petition, now))
        session.add_all(attachments)
        session.add(lodging_act.performed(petition, officer, now))
        clocks = Clocks(session, petition, fresh=True)
        opened = clocks.open(lodging_act.openings(edition, petition, officer), now)
        obligations.renew(session, petition, edition.initial, clocks, now)
    session.flush()
    if lodging.confidential:
        conflicts.keep_out_the_named(session, petition, lodging.against, now)
    else:
        safe_copies.ask_for(session, attachments, now)
    entry = lodging_act.entry(petition, lodging, arrival.files, officer, desk.code, opened, now)
    drafts = [entry]
    if lodging.channel is Channel.FORWARDED:
        drafts.append(incoming.forwarded(session, petition, officer, now))
    history.record_many(session, drafts)
    if arrival.verdict.suspected:
        suspicion.set_aside(session, petition, arrival.verdict, now)
    return petition.id


def _number(session: Session, petition: Petition, *, suspected: bool) -> None:
    """The next number of its book; of a suspected one, of the book beside it."""
    ordinary = book_of(confidential=petition.confidential)
    petition.book = PROVISIONAL[ordinary] if suspected else ordinary
    petition.number = registers.next_number(session, petition.book, petition.year)
    if suspected:
        petition.provisional = subject_number(petition)


class _Desk(NamedTuple):
    id: int
    code: str


def _desk_of(session: Session, officer: Actor) -> "_Desk":
    if officer.agency_id is None:
        return _reception_desk(session)
    return _Desk(officer.agency_id, officer.agency_code or "")


def _reception_desk(session: Session) -> _Desk:
    """The one desk of the province for what arrives without an addressee."""
    desk = session.execute(_DESK).one_or_none()
    if desk is None:
        msg = "Hệ thống chưa có bàn tiếp nhận. Đơn chưa ghi nhận."
        raise NotFoundError(msg)
    return _Desk(*desk)


def _petition(arrival: Arrival, desk: _Desk, edition: Edition, now: datetime) -> Petition:
    lodging = arrival.lodging
    year = civil_day(now).year
    petition = Petition(
        uid=arrival.uid,
        kind=lodging.kind,
        procedure=edition.procedure,
        edition=edition.name,
        state=edition.initial.name,
        agency_id=desk.id,
        entered_agency_id=desk.id,
        commune_code=lodging.commune_code,
        field=lodging.field,
        confidential=lodging.confidential,
        crowd=lodging.people >= CROWD,
        received_at=_received_at(lodging, now),
        year=year,
        code_hash=arrival.hashed,
        declared_kind=lodging.kind,
        channel=lodging.channel,
        forwarded_by=lodging.forwarded_by,
        signed=lodging.signed,
        known_on=lodging.known_on,
        anonymous=not lodging.name,
        people=lodging.people,
    )
    words.write(petition, Words.of(lodging), arrival.key)
    petition.search = identities.index_of(petition, Words.of(lodging), Identity.of(lodging))
    return petition


def _received_at(lodging: Lodging, now: datetime) -> datetime:
    """The moment of receipt; of a paper that came on an earlier day only the day is known."""
    day = lodging.received_on
    return now if day is None or day == civil_day(now) else midnight(day)


def _sender(lodging: Lodging, petition: Petition, key: DataKey, keys: KeyRing) -> list[Base]:
    if not lodging.confidential:
        return identities.rows_of(petition, Identity.of(lodging), key)
    told = Identity.of(lodging).stated | _by_post(lodging)
    sealed = close_identity(told, keys.recipients, petition.uid)
    return [Party(petition_id=petition.id, role="petitioner", sealed=sealed)]


def _by_post(lodging: Lodging) -> dict[str, bool]:
    """How to reach a denouncer who left neither telephone nor e-mail."""
    return {"by_post": True} if lodging.by_post else {}


def _attachments(
    files: Sequence[Arrived], petition: Petition, now: datetime
) -> Iterator[Attachment]:
    for arrived in files:
        yield Attachment(petition_id=petition.id, added_at=now, **asdict(arrived))
