"""A body in charge is asked to protect a denouncer, and answers (Luật Tố cáo, Điều 49 to 52).

It is told what the act states and nothing else of the file; who is to be protected it asks of the
custodians, as everybody does who must know. A body that has nobody here gets the paper alone.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError, NotFoundError, NotLawfulError
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.models.agency import Agency
from feedback.models.outbox import Notice
from feedback.models.petition import Petition
from feedback.models.protection_call import ProtectionCall
from feedback.models.subject import Subject
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import conflicts, permission
from feedback.services.subject.doing import Doing, Said
from feedback.services.subject.subjects import lock

ACCEPTED, DECLINED = "accepted", "declined"
WORDS = {ACCEPTED: "nhận bảo vệ người tố cáo", DECLINED: "không nhận bảo vệ người tố cáo"}
#: What the body is told of what was stated.
TOLD = ("protected", "protection_measures", "protection_reason", "protection_begins")
UNKNOWN = "Không có đề nghị này."


def call(doing: Doing) -> Said:
    """The body that was named, if it is one of the province's agencies here."""
    named, on = doing.act.data["protecting_body"], civil_day(doing.now)
    session, subject = doing.session, doing.subject
    bearers = session.scalars(select(Agency).where(Agency.name == named))
    agency = next((each for each in bearers if each.in_force(on)), None)
    if agency is None:
        return {}
    if session.scalar(select(_denounced_at(subject.id, agency.id))):
        msg = "Người bị tố cáo làm việc ở cơ quan này. Đề nghị cơ quan khác bảo vệ."
        raise InvalidInputError("protecting_body", msg)
    session.add(
        ProtectionCall(
            subject_id=subject.id,
            agency_id=agency.id,
            told={name: doing.act.data.get(name, "") for name in TOLD},
            asked_by_id=doing.actor.user_id,
            asked_at=doing.now,
        )
    )
    return {"protecting_agency": agency.code}


def answer(call_id: int, verdict: str, note: str, actor: Actor, now: datetime) -> None:
    """What the body says to it; whoever asked is told, and the history keeps who answered."""
    if verdict == DECLINED and not note:
        raise InvalidInputError("note", "Ghi lý do không nhận.")
    with transaction() as session:
        asked = session.get(ProtectionCall, call_id, with_for_update=True, populate_existing=True)
        if asked is None or asked.agency_id != actor.agency_id:
            raise NotFoundError(UNKNOWN)
        if conflicts.is_closed_to(session, actor.user_id or 0, asked.subject_id):
            raise NotFoundError(UNKNOWN)
        permission.refuse(session, actor, Action.ANSWER_PROTECTION, asked.subject_id)
        if asked.answer:
            raise NotLawfulError("Đề nghị này đã được trả lời.")
        subject = lock(session, asked.subject_id)
        asked.answer, asked.note = verdict, note
        asked.answered_by_id, asked.answered_at = actor.user_id, now
        _tell(session, asked, now)
        session.flush()
        history.record_many(session, [_entry(subject, verdict, note, actor, now)])


def protecting(session: Session, petition: Petition) -> frozenset[int]:
    """Agencies that were asked to protect who sent it, and did not decline."""
    asked = select(ProtectionCall.agency_id).where(
        ProtectionCall.subject_id.in_((petition.id, petition.case_id)),
        ProtectionCall.answer != DECLINED,
    )
    return frozenset(session.scalars(asked))


def _denounced_at(subject_id: int, agency_id: int) -> ColumnElement[bool]:
    return exists(Petition.id).where(
        or_(Petition.id == subject_id, Petition.case_id == subject_id),
        Petition.denounced_agency_id == agency_id,
    )


def _tell(session: Session, asked: ProtectionCall, now: datetime) -> None:
    if asked.asked_by_id is None:
        return
    name = session.get_one(Agency, asked.agency_id).name
    said = " ".join(filter(None, (f"{name} {WORDS[asked.answer]}.", asked.note)))
    session.add(
        Notice(
            user_id=asked.asked_by_id,
            subject_id=asked.subject_id,
            level=1,
            text=said,
            created_at=now,
        )
    )


def _entry(subject: Subject, verdict: str, note: str, actor: Actor, now: datetime) -> Draft:
    return Draft(
        subject.uid,
        subject.subject_kind,
        "protection_answered",
        now,
        actor.pseudonym,
        actor.agency_code,
        {"answer": verdict},
        confidential=note.encode() or None,
    )
