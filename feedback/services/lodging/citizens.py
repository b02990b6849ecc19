"""What the holder of a receipt code may do: find the petition, add to it, withdraw it.

The code is the only key. Whatever is wrong with a code, the same work is done and the same answer
given, so nobody learns whether a petition exists.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.roles import CITIZEN
from feedback.models.act import PerformedAct
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import added, casework
from feedback.services.ground.transaction import transaction
from feedback.services.lodging.submission import find
from feedback.services.subject.subjects import lock
from feedback.vault.codes import NOBODYS, code_hash, read_code
from feedback.vault.keys import KeyRing

UNKNOWN = "Không tìm thấy đơn có mã này. Kiểm tra từng nhóm bốn chữ trên giấy biên nhận."


def petition_of_code(session: Session, typed: str, keys: KeyRing) -> int:
    """The petition that this code opens; NotFoundError is the one answer to every other code."""
    code = read_code(typed)
    found = find(session, code_hash(code or NOBODYS, keys.code_pepper))
    if code is None or found is None:
        raise NotFoundError(UNKNOWN)
    return found


def add_information(petition_id: int, information: str, now: datetime) -> None:
    """Add what the sender has to say to the petition, or to the case it became."""
    _act(petition_id, "add_information", {"information": information}, now)


def withdraw(petition_id: int, reason: str, now: datetime) -> None:
    """Withdraw; what follows from it is the law's to say (``available`` and ``decide``)."""
    _act(petition_id, "withdraw", {"reason": reason}, now)


def withdraw_part(petition_id: int, content: str, now: datetime) -> None:
    """Withdraw a part; the rest is settled."""
    _act(petition_id, "withdraw_part", {"withdrawn_content": content}, now)


def _act(petition_id: int, action: str, data: Mapping[str, str], now: datetime) -> None:
    with transaction() as session:
        petition = lock(session, petition_id)
        if not isinstance(petition, Petition):
            raise NotFoundError(UNKNOWN)
        subject = _at_work(session, petition)
        if not _just_said(session, petition, subject, action, data):
            casework.perform(session, subject, action, CITIZEN, now, data)


def _at_work(session: Session, petition: Petition) -> Subject:
    """The case once there is one; a petition joined to another's never acts on that case."""
    if petition.case_id is None or petition.joined_to_id is not None:
        return petition
    return lock(session, petition.case_id)


def _just_said(
    session: Session, petition: Petition, subject: Subject, action: str, data: Mapping[str, str]
) -> bool:
    """The same words as the last act: a double click or a repeated post, not a second wish."""
    last = session.scalars(
        select(PerformedAct)
        .where(PerformedAct.subject_id == subject.id)
        .order_by(PerformedAct.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.action != action:
        return False
    return dict(added.stated(petition, last)) == dict(data)
