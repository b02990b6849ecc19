"""Saved views of the officers' queue: what each holds, and how many.

A view is a condition on the current obligations of one agency. Counting stops at a thousand: an
officer acts on "999+" as on any other large number, and a queue of any length costs the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import LateralFromClause

from feedback.domain.roles import Actor, Role
from feedback.models.act import Proposal
from feedback.models.agency import UserAccount
from feedback.models.conflict import conflict_free
from feedback.models.delivery import DeliveryTask
from feedback.models.obligation import Obligation
from feedback.models.outbox import Notice
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.workflows import quarantine
from feedback.workflows.registry import edition_named

#: Counted no further.
MANY = 1000


class View(StrEnum):
    """Values are read in addresses."""

    MINE = "viec-cua-toi"
    OVERDUE = "qua-han"
    TODAY = "hom-nay"
    UNCLASSIFIED = "chua-phan-loai"
    PROPOSED = "cho-lanh-dao"
    UNDELIVERED = "chua-phat-duoc"
    CROWD = "dong-nguoi"
    SECRET = "mat"  # noqa: S105 - a view, no password
    ALL = "tat-ca"


TITLES: Mapping[View, str] = {
    View.MINE: "Việc của tôi",
    View.OVERDUE: "Quá hạn",
    View.TODAY: "Đến hạn hôm nay",
    View.UNCLASSIFIED: "Chưa phân loại",
    View.PROPOSED: "Chờ lãnh đạo",
    View.UNDELIVERED: "Văn bản chưa phát được",
    View.CROWD: "Đông người",
    View.SECRET: "Mật: thông tin tố cáo",
    View.ALL: "Tất cả đơn đang giữ",
}

AGENCY = bindparam("agency_id", type_=BigInteger)
USER = bindparam("user_id", type_=BigInteger)
ROLE = bindparam("role", type_=String)
TODAY = bindparam("today", type_=Date)

#: Tables, not entities: rows are only read, and what the session does for entities costs more than
#: reading them.
subject, petition, obligation = Subject.__table__, Petition.__table__, Obligation.__table__
proposal, notice, account = Proposal.__table__, Notice.__table__, UserAccount.__table__
task = DeliveryTask.__table__

#: What the work is called while a petition waits in the tray of suspects, which is no queue.
TO_LOOK_AT = quarantine.APART.task
#: The current obligations of the reader's agency; every condition below begins with it.
HELD = and_(
    obligation.c.agency_id == AGENCY,
    obligation.c.done_at.is_(None),
    conflict_free(obligation.c.subject_id),
    obligation.c.task != TO_LOOK_AT,
)
#: Files counted for what they are and not for what is owed; those in the tray are none of them.
_IN_THE_QUEUE = and_(
    subject.c.agency_id == AGENCY,
    subject.c.closed_on.is_(None),
    subject.c.state != quarantine.SUSPECTED,
    conflict_free(subject.c.id),
)


#: What the work is called while a petition waits for its kind.
TO_CLASSIFY = edition_named("intake", "TT05-2021").initial.task


def _mine() -> tuple[ColumnElement[bool], ...]:
    """Named for me; or for nobody, in my role. Small agencies have no desk of their own."""
    desk = exists(account.c.id).where(
        account.c.agency_id == AGENCY,
        account.c.role == Role.RECEPTION_OFFICER,
        account.c.active,
    )
    of_my_role = or_(obligation.c.role == ROLE, and_(ROLE == Role.CASE_OFFICER, ~desk))
    return (obligation.c.person_id == USER, and_(obligation.c.person_id.is_(None), of_my_role))


def _among(subjects: Select[int]) -> tuple[ColumnElement[bool], ...]:
    return (obligation.c.subject_id.in_(subjects),)


def _secret() -> Select[int]:
    return select(subject.c.id).where(_IN_THE_QUEUE, subject.c.confidential)


def _crowds() -> Select[int]:
    return select(subject.c.id).where(_IN_THE_QUEUE, subject.c.crowd)


def _undelivered() -> Select[int]:
    """Files the agency still holds; of those it gave away the page of deliveries tells."""
    return (
        select(task.c.subject_id)
        .distinct()
        .join(subject, subject.c.id == task.c.subject_id)
        .where(task.c.agency_id == AGENCY, task.c.done_at.is_(None))
        .where(subject.c.agency_id == AGENCY, subject.c.closed_on.is_(None))
        .where(conflict_free(subject.c.id))
    )


def _proposed() -> Select[int]:
    return select(proposal.c.subject_id).where(
        proposal.c.agency_id == AGENCY,
        proposal.c.decided_at.is_(None),
        conflict_free(proposal.c.subject_id),
    )


#: Each view as branches that an index can walk in the order of the queue, or that find few.
BRANCHES: Mapping[View, tuple[ColumnElement[bool], ...]] = {
    View.MINE: _mine(),
    View.OVERDUE: (obligation.c.due_on < TODAY,),
    View.TODAY: (obligation.c.due_on == TODAY,),
    View.UNCLASSIFIED: (obligation.c.task == TO_CLASSIFY,),
    View.PROPOSED: _among(_proposed()),
    View.UNDELIVERED: _among(_undelivered()),
    View.CROWD: _among(_crowds()),
    View.SECRET: _among(_secret()),
    View.ALL: (true(),),
}
#: What is counted where few are sought: every open file has one current obligation, so counting
#: the files is counting those.
FEW: Mapping[View, Select[int]] = {
    View.PROPOSED: _proposed(),
    View.UNDELIVERED: _undelivered(),
    View.CROWD: _crowds(),
    View.SECRET: _secret(),
}


@dataclass(frozen=True, slots=True)
class Attention:
    """What waits beside the queue: drafts for the head, notices not yet read, suspects."""

    proposals: int
    notices: int
    suspects: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many each view holds, at most ``MANY``."""

    views: Mapping[View, int]
    attention: Attention


def parameters(actor: Actor, on: date) -> dict[str, object]:
    """What every statement of the queue is asked for."""
    return {
        "agency_id": actor.agency_id,
        "user_id": actor.user_id,
        "role": actor.role,
        "today": on,
    }


def first_petition(name: str) -> LateralFromClause:
    """The first petition a case was opened for, beside each row of subjects; none for petitions."""
    earlier = petition.alias(f"{name}_petition")
    return (
        select(earlier.c.id, earlier.c.people)
        .where(earlier.c.case_id == subject.c.id)
        .order_by(earlier.c.id)
        .limit(1)
        .lateral(name)
    )


def _capped(inner: Select[int]) -> ColumnElement[int]:
    return select(func.count()).select_from(inner.limit(MANY).subquery()).scalar_subquery()


_ATTENTION = (
    _capped(_proposed()).label("proposals"),
    _capped(
        select(notice.c.id).where(
            notice.c.user_id == USER, notice.c.read_at.is_(None), conflict_free(notice.c.subject_id)
        )
    ).label("notices"),
    _capped(
        select(subject.c.id).where(
            subject.c.agency_id == AGENCY,
            subject.c.state == quarantine.SUSPECTED,
            conflict_free(subject.c.id),
        )
    ).label("suspects"),
)


def _count(view: View) -> ColumnElement[int]:
    if view in FEW:
        return _capped(FEW[view])
    found = [select(obligation.c.id).where(HELD, branch) for branch in BRANCHES[view]]
    parts = [_capped(each.order_by(obligation.c.due_on, obligation.c.id)) for each in found]
    return func.least(MANY, sum(parts[1:], parts[0]))


_COUNTS = select(*(_count(view).label(view.name.lower()) for view in View), *_ATTENTION)
_ATTENTION_ALONE = select(*_ATTENTION)


def counts(session: Session, actor: Actor, on: date) -> Counts:
    """All counts in one statement."""
    row = session.execute(_COUNTS, parameters(actor, on)).mappings().one()
    attention = Attention(row["proposals"], row["notices"], row["suspects"])
    return Counts({view: row[view.name.lower()] for view in View}, attention)


def attention(session: Session, actor: Actor) -> Attention:
    """What waits, for pages that do not count views."""
    given = {"agency_id": actor.agency_id, "user_id": actor.user_id}
    return Attention(*session.execute(_ATTENTION_ALONE, given).one())
