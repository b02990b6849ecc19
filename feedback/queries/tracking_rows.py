"""What the tracking page reads of one petition and of the case it became, one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Uuid, any_, bindparam, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.roles import Role
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import Obligation
from feedback.models.petition import Attachment, Petition
from feedback.models.sealed import is_sealed, lodged_at
from feedback.models.subject import Subject
from feedback.models.together import is_followed, is_joint
from feedback.models.words import stored_title
from feedback.vault.identities import Stored
from feedback.vault.words import added


@dataclass(frozen=True, slots=True)
class Duty:
    """The current obligation with the names of those who bear it."""

    task: str
    role: Role
    person: str
    head: str
    head_title: str
    product: str
    due_on: date
    paused: bool


#: Statements are made once: making one costs as much as asking it.
_IDS = any_(bindparam("ids", type_=ARRAY(BigInteger)))
_ACTS = select(PerformedAct).where(PerformedAct.subject_id == _IDS).order_by(PerformedAct.id)
_DEADLINES = (
    select(Deadline)
    .where(Deadline.subject_id == _IDS)
    .order_by(Deadline.due_legal.nulls_last(), Deadline.id)
)
_LETTERS = (
    select(IssuedLetter).where(IssuedLetter.subject_id == _IDS).order_by(IssuedLetter.id.desc())
)
_FILES = (
    select(Attachment)
    .where(Attachment.petition_id == bindparam("petition_id"))
    .order_by(Attachment.id)
)
_UID = bindparam("petition_uid", type_=Uuid())
_PERSON, _HEAD = aliased(UserAccount), aliased(UserAccount)
_HELD = (
    select(
        Agency.name.label("agency"),
        Agency.level,
        Obligation.task,
        Obligation.role,
        Obligation.product,
        Obligation.due_on,
        Obligation.paused,
        _PERSON.name.label("person"),
        _HEAD.name.label("head"),
        _HEAD.title.label("head_title"),
        is_joint(bindparam("case_id", type_=BigInteger)).label("joint"),
        is_followed(bindparam("case_id", type_=BigInteger)).label("followed"),
        stored_title(bindparam("petition_id", type_=BigInteger)).label("title"),
        lodged_at(_UID).label("logged_at"),
        is_sealed(_UID).label("sealed"),
    )
    .select_from(Agency)
    .outerjoin(
        Obligation,
        (Obligation.subject_id == bindparam("subject_id")) & Obligation.done_at.is_(None),
    )
    .outerjoin(_PERSON, _PERSON.id == Obligation.person_id)
    .outerjoin(_HEAD, _HEAD.id == Obligation.head_id)
    .where(Agency.id == bindparam("agency_id"))
)


def held(session: Session, petition: Petition, current: Subject, case: Case | None) -> Any:  # noqa: ANN401 - a row of the statement above
    """Who holds the current file and owes what; and what is known of it in other tables."""
    return session.execute(_HELD, _whose(petition, current, case)).one()


def _whose(petition: Petition, current: Subject, case: Case | None) -> dict[str, object]:
    return {
        "subject_id": current.id,
        "agency_id": current.agency_id,
        "case_id": case.id if case else None,
        "petition_id": petition.id,
        "petition_uid": petition.uid,
    }


def case_of(session: Session, petition: Petition) -> Case | None:
    if petition.case_id is None or petition.joined_to_id is not None:
        return None
    return session.get_one(Case, petition.case_id)


def acts(session: Session, ids: Sequence[int]) -> Sequence[PerformedAct]:
    return session.scalars(_ACTS, {"ids": ids}).all()


def stated(petition: Petition, acts: Sequence[PerformedAct]) -> dict[int, dict[str, str]]:
    texts = current_texts()
    return {
        act.id: texts.said(
            Stored.of(petition.stored(act.sealed)), added(act.action, act.recorded_at)
        )
        for act in acts
        if act.sealed is not None
    }


def deadlines(session: Session, ids: Sequence[int]) -> Sequence[Deadline]:
    return session.scalars(_DEADLINES, {"ids": ids}).all()


def letters(session: Session, ids: Sequence[int]) -> Sequence[IssuedLetter]:
    return session.scalars(_LETTERS, {"ids": ids}).all()


def files(session: Session, petition: Petition) -> tuple[Attachment, ...]:
    return tuple(session.scalars(_FILES, {"petition_id": petition.id}))


def duty(row: Any) -> Duty | None:  # noqa: ANN401 - a row of the statement above
    if row.task is None:
        return None
    return Duty(
        task=row.task,
        role=Role(row.role),
        person=row.person or "",
        head=row.head,
        head_title=row.head_title,
        product=row.product,
        due_on=row.due_on,
        paused=row.paused,
    )
