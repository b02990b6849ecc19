"""Incoming documents: numbered through the year, the same for paper and electronic, never deleted.

Nghị định 30/2020/NĐ-CP, Điều 22. A petition that another body sent on is entered with its petition.
"""

from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotLawfulError,
)
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.incoming import Incoming, refusals
from feedback.domain.petitions import KIND_TITLES
from feedback.domain.policy.actions import Action
from feedback.domain.registers import bears_secrecy, incoming_book
from feedback.domain.roles import Actor
from feedback.models.incoming import IncomingDocument
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.books import registers
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject.finding import case_numbered, petition_numbered, read_number
from feedback.services.subject.numbers import CASES, subject_number

DESK = "Bộ phận tiếp nhận, xử lý đơn"


def enter(what: Incoming, actor: Actor, now: datetime) -> int:
    """Write the document down; returns its id. Sent twice, the first one's id."""
    _keeper(actor)
    for refusal in refusals(what, civil_day(now)):
        raise refusal
    with transaction() as session:
        uid = uuid5(NAMESPACE_OID, what.key)
        known = session.scalars(select(IncomingDocument).where(IncomingDocument.uid == uid)).first()
        if known is not None:
            return known.id
        file = _file(session, what.file_number, actor)
        document = IncomingDocument(
            uid=uid,
            restricted=what.restricted or (file is not None and file.confidential),
            arrived_on=what.arrived_on,
            sender=what.sender,
            code=what.code,
            dated=what.dated,
            abstract=what.abstract,
            recipient=what.recipient,
            subject_id=file.id if file else None,
            due_on=what.due_on,
            electronic=what.electronic,
        )
        draft = _number(session, document, actor, now)
        history.record_many(session, [draft])
        return document.id


def forwarded(session: Session, petition: Petition, officer: Actor, now: datetime) -> Draft:
    """Enter the document by which another body sent the petition on; the caller records it."""
    kind = KIND_TITLES[petition.kind]
    numbered = "" if petition.confidential else f" số {subject_number(petition)}"
    document = IncomingDocument(
        uid=uuid4(),
        restricted=petition.confidential,
        arrived_on=civil_day(petition.received_at),
        sender=petition.forwarded_by,
        abstract=f"Chuyển đơn {kind.lower()}{numbered}",
        recipient=DESK,
        subject_id=petition.id,
    )
    return _number(session, document, officer, now)


def cancel(document_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Cancel a wrong entry: its number stays, with the reason."""
    user_id = _keeper(actor)
    if not reason:
        raise InvalidInputError("reason", "Ghi lý do hủy.")
    if bears_secrecy(reason):
        raise InvalidInputError("reason", "Không ghi nội dung có độ mật.")
    with transaction() as session:
        document = session.get(
            IncomingDocument, document_id, with_for_update=True, populate_existing=True
        )
        if document is None or document.agency_id != actor.agency_id:
            raise NotFoundError("Không tìm thấy văn bản đến.")
        if document.cancelled_at is not None:
            raise NotLawfulError("Số đến này đã hủy trước đó.")
        document.cancelled_at, document.cancelled_by_id = now, user_id
        document.cancel_reason = reason
        session.flush()
        draft = _entry(document.uid, "incoming_cancelled", actor, now, None)
        history.record_many(session, [draft])


def _keeper(actor: Actor) -> int:
    return permission.officer(actor, Action.KEEP_INCOMING).user_id


def _file(session: Session, typed: str, actor: Actor) -> Subject | None:
    """The file a number names, if the agency holds it; another's is like one that is not there."""
    if not typed:
        return None
    asked = read_number(typed)
    found: Subject | None = None
    if asked is not None and asked.book == CASES:
        found = case_numbered(session, typed)
    elif asked is not None:
        found = petition_numbered(session, typed)
    if found is None or found.agency_id != actor.agency_id:
        raise InvalidInputError("file_number", "Cơ quan không giữ hồ sơ nào có số này.")
    return found


def _number(session: Session, document: IncomingDocument, actor: Actor, now: datetime) -> Draft:
    """Give the document its number and place in the book."""
    document.agency_id, document.entered_by_id = _of(actor)
    document.entered_at = now
    document.book = incoming_book(actor.agency_code or "", restricted=document.restricted)
    document.year = civil_day(now).year
    document.number = registers.next_number(session, document.book, document.year)
    session.add(document)
    session.flush()
    register = RegisterNumber(document.book, document.year, document.number)
    return _entry(document.uid, "incoming_entered", actor, now, register)


def _of(actor: Actor) -> tuple[int, int]:
    if actor.agency_id is None or actor.user_id is None:
        raise NotAllowedError("Chỉ cán bộ của cơ quan ghi sổ văn bản đến.")
    return actor.agency_id, actor.user_id


def _entry(
    uid: UUID, type_: str, actor: Actor, now: datetime, register: RegisterNumber | None
) -> Draft:
    """Says that a number was given or cancelled; what the document is about stays in the table."""
    return Draft(uid, "system", type_, now, actor.pseudonym, actor.agency_code, {}, register)
