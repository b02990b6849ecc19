"""Lodging a petition: everything or nothing, and the same receipt however often it is sent.

The receipt code is made when the form is opened and is the idempotency key: a double click, a retry
after a lost answer and the back button all find the petition that carries its hash. Files are on
disk and flushed before the transaction; the receipt is shown only after its commit.
"""

import json
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day, midnight
from feedback.domain.errors import NotFoundError
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.lodging import CROWD, Channel, Lodging, file_title
from feedback.domain.petitions import Facts, SubjectKind
from feedback.domain.roles import CITIZEN, Actor
from feedback.domain.suspicion import Sending, Verdict
from feedback.domain.text import fold
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency
from feedback.models.petition import Attachment, Party, Petition
from feedback.services import history, incoming, obligations, registers, safe_copies, suspicion
from feedback.services.clocks import Clocks
from feedback.services.numbers import PROVISIONAL, book_of, subject_number
from feedback.services.transaction import transaction
from feedback.vault.codes import code_hash
from feedback.vault.keys import KeyRing
from feedback.vault.sealing import seal
from feedback.workflows.core import Act, Edition, Opening
from feedback.workflows.events import EVENTS
from feedback.workflows.registry import edition_in_force

ACTION = "submit"

_DESK = select(Agency.id, Agency.code).where(Agency.level == "board").limit(1)
_petition_table = Petition.__table__
_KNOWN = select(_petition_table.c.id).where(_petition_table.c.code_hash == bindparam("hashed"))


def submit(
    lodging: Lodging,
    keys: KeyRing,
    now: datetime,
    *,
    officer: Actor = CITIZEN,
    sending: Sending | None = None,
) -> int:
    """Lodge the petition and return its id; sent twice, the first one's id.

    What an officer writes down stays at the officer's agency. ``sending`` says how a petition came
    over the network: by it one that looks like junk is set aside.
    """
    hashed = code_hash(lodging.code, keys.code_pepper)
    try:
        with transaction() as session:
            known = find(session, hashed)
            if known is not None:
                return known
            verdict = suspicion.weigh(session, lodging, sending, now) if sending else Verdict()
            return lodge(session, lodging, hashed, keys, now, officer=officer, verdict=verdict)
    except IntegrityError:
        with transaction() as session:
            known = find(session, hashed)
        if known is None:
            raise
        return known


def find(session: Session, hashed: bytes) -> int | None:
    """The petition that carries this receipt, if it has been lodged."""
    return session.scalars(_KNOWN, {"hashed": hashed}).one_or_none()


def lodge(
    session: Session,
    lodging: Lodging,
    hashed: bytes,
    keys: KeyRing,
    now: datetime,
    *,
    officer: Actor = CITIZEN,
    verdict: Verdict = Verdict(),  # noqa: B008 - frozen
) -> int:
    """Write the petition with all that belongs to it, in the caller's transaction."""
    desk = _desk_of(session, officer)
    edition = edition_in_force("intake", lodging.received_on or civil_day(now))
    petition = _petition(lodging, hashed, desk, edition, now)
    _number(session, petition, suspected=verdict.suspected)
    session.add(petition)
    session.flush()
    with session.no_autoflush:  # what reads in between would send each row by itself
        session.add(_party(lodging, petition, keys))
        attachments = _attachments(lodging, petition, now)
        session.add_all(attachments)
        session.add(_act(petition, officer, now))
        clocks = Clocks(session, petition, fresh=True)
        opened = clocks.open(_openings(edition, petition, officer), now)
        obligations.renew(session, petition, edition.initial, clocks, now)
    session.flush()
    if not lodging.confidential:
        safe_copies.ask_for(session, attachments, now)
    drafts = [_entry(petition, lodging, desk, officer, opened, now)]
    if lodging.channel is Channel.FORWARDED:
        drafts.append(incoming.forwarded(session, petition, officer, now))
    history.record_many(session, drafts)
    if verdict.suspected:
        suspicion.set_aside(session, petition, verdict, now)
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


def _petition(
    lodging: Lodging,
    hashed: bytes,
    desk: _Desk,
    edition: Edition,
    now: datetime,
) -> Petition:
    year = civil_day(now).year
    return Petition(
        uid=uuid4(),
        kind=lodging.kind,
        procedure=edition.procedure,
        edition=edition.name,
        state=edition.initial.name,
        title=file_title(lodging.kind, lodging.channel, lodging.story),
        agency_id=desk.id,
        entered_agency_id=desk.id,
        commune_code=lodging.commune_code,
        field=lodging.field,
        confidential=lodging.confidential,
        crowd=lodging.people >= CROWD,
        received_at=_received_at(lodging, now),
        year=year,
        code_hash=hashed,
        declared_kind=lodging.kind,
        channel=lodging.channel,
        forwarded_by=lodging.forwarded_by,
        signed=lodging.signed,
        story=lodging.story,
        wanted=lodging.wanted,
        against=lodging.against,
        known_on=lodging.known_on,
        place=lodging.place,
        anonymous=not lodging.name,
        people=lodging.people,
        search=func.to_tsvector("simple", searchable(lodging)),
    )


def _received_at(lodging: Lodging, now: datetime) -> datetime:
    """The moment of receipt; of a paper that came on an earlier day only the day is known."""
    day = lodging.received_on
    return now if day is None or day == civil_day(now) else midnight(day)


def searchable(lodging: Lodging) -> str:
    """The words by which officers find a petition: never those that name a protected sender."""
    words = [lodging.story, lodging.wanted, lodging.against, lodging.place]
    if not lodging.confidential:
        words += [lodging.name, lodging.address, lodging.phone]
    return fold(" ".join(words))


def _party(lodging: Lodging, petition: Petition, keys: KeyRing) -> Party:
    identity = {
        "form_of_address": lodging.form_of_address,
        "name": lodging.name,
        "address": lodging.address,
        "phone": lodging.phone,
        "email": lodging.email,
        "identity_number": lodging.identity_number,
    }
    if not lodging.confidential:
        return Party(petition_id=petition.id, role="petitioner", **identity)
    plain = json.dumps(identity | _by_post(lodging), ensure_ascii=False).encode()
    sealed = seal(plain, keys.custodian_public, petition.uid.bytes)
    return Party(petition_id=petition.id, role="petitioner", sealed=sealed)


def _by_post(lodging: Lodging) -> dict[str, bool]:
    """How to reach a denouncer who left neither telephone nor e-mail."""
    return {"by_post": True} if lodging.by_post else {}


def _attachments(lodging: Lodging, petition: Petition, now: datetime) -> list[Attachment]:
    return [
        Attachment(
            petition_id=petition.id,
            name=kept.name,
            media_type=kept.media_type,
            size=kept.size,
            sha256=kept.sha256,
            added_at=now,
        )
        for kept in lodging.files
    ]


def _act(petition: Petition, officer: Actor, now: datetime) -> PerformedAct:
    return PerformedAct(
        subject_id=petition.id,
        action=ACTION,
        happened_on=civil_day(petition.received_at),
        recorded_at=now,
        actor_role=officer.role,
        user_id=officer.user_id,
        data={},
    )


def _openings(edition: Edition, petition: Petition, officer: Actor) -> tuple[Opening, ...]:
    day = civil_day(petition.received_at)
    online = petition.channel == Channel.WEB
    facts = Facts(
        SubjectKind.PETITION, petition.kind, petition.state, received_on=day, online=online
    )
    act = Act(ACTION, officer.role, day)
    return edition.openings(facts, act)


def _entry(
    petition: Petition,
    lodging: Lodging,
    desk: _Desk,
    officer: Actor,
    opened: list[dict[str, object]],
    now: datetime,
) -> Draft:
    data = {
        "act": ACTION,
        "from": None,
        "to": petition.state,
        "on": civil_day(petition.received_at).isoformat(),
        "procedure": petition.procedure,
        "edition": petition.edition,
        "agency": desk.code,
        "kind": petition.kind,
        "files": [kept.sha256 for kept in lodging.files] if not lodging.confidential else [],
        "opened": opened,
        **({"channel": lodging.channel} if lodging.channel is not Channel.WEB else {}),
    }
    return Draft(
        subject=petition.uid,
        kind=petition.subject_kind,
        type=EVENTS[ACTION],
        at=now,
        actor=officer.pseudonym,
        unit=desk.code,
        data=data,
        register=RegisterNumber(petition.book, petition.year, petition.number),
        confidential=content_bytes(lodging),
    )


def content_bytes(lodging: Lodging) -> bytes:
    """What was sent, as the bytes that the entry commits to under a salt."""
    content = {
        "story": lodging.story,
        "wanted": lodging.wanted,
        "against": lodging.against,
        "files": [kept.sha256 for kept in lodging.files],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
