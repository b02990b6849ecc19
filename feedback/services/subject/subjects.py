"""Loading a subject for a change, and showing it to the law as facts."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, with_polymorphic

from feedback.domain.clock import civil_day
from feedback.domain.errors import NotFoundError, StaleFormError
from feedback.domain.lodging import Channel
from feedback.domain.petitions import DoneAct, Facts, Kind, documents
from feedback.domain.service_of_documents import facts_of as facts_of_deliveries
from feedback.extensions import current_settings
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.delivered import SENT, sent
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.redaction import is_redacted
from feedback.models.subject import Subject
from feedback.models.together import is_followed, is_joint


def lock(session: Session, subject_id: int, version: int | None = None) -> Subject:
    """The row, held until the transaction ends; refuses a form opened on an older version.

    A page may have read the row before: what it saw is replaced by what is true under the lock.
    """
    whole = with_polymorphic(Subject, [Petition, Case])
    subject = session.scalars(
        select(whole)
        .where(whole.id == subject_id)
        .with_for_update(of=Subject)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if subject is None:
        msg = "Không tìm thấy hồ sơ."
        raise NotFoundError(msg)
    if version is not None and version != subject.version:
        msg = (
            "Hồ sơ đã được người khác cập nhật sau khi bạn mở trang này. "
            "Hãy xem lại nội dung mới rồi làm tiếp."
        )
        raise StaleFormError(msg)
    return subject


def facts_of(session: Session, subject: Subject) -> Facts:
    """What the conditions of the law may ask about this subject."""
    of_subject, portal = {"subject_id": subject.id}, current_settings().portal_service
    return Facts(
        subject=subject.subject_kind,
        kind=subject.kind,
        state=subject.state,
        received_on=civil_day(subject.received_at),
        accepted_on=subject.accepted_on if isinstance(subject, Case) else None,
        paused_for=subject.paused_for,
        signed=isinstance(subject, Petition) and subject.signed,
        anonymous=isinstance(subject, Petition) and subject.anonymous,
        online=isinstance(subject, Petition) and subject.channel == Channel.WEB,
        transfers=subject.transfers if isinstance(subject, Petition) else 0,
        urgency=subject.urgency,
        second=_is_second(subject),
        crowd=subject.crowd,
        redacted=_is_redacted(session, subject),
        **_others(session, subject),
        acts=_acts(session, subject),
        **_documents(session, subject),
        **_clocks(session, subject),
        **facts_of_deliveries(sent(session.execute(SENT, of_subject)), portal),
    )


def _is_redacted(session: Session, subject: Subject) -> bool:
    of_one = subject.kind is Kind.DENUNCIATION
    return of_one and bool(session.scalar(select(is_redacted(subject.id))))


def _is_second(subject: Subject) -> bool:
    if isinstance(subject, Petition):
        return subject.earlier_case_id is not None
    return isinstance(subject, Case) and subject.follows_id is not None


def _others(session: Session, subject: Subject) -> dict[str, Any]:
    """Of a case: who else complains, what became of its decision, and who settles it."""
    if not isinstance(subject, Case):
        return {}
    level = select(Agency.level).where(Agency.id == subject.agency_id).scalar_subquery()
    asked = select(
        is_joint(subject.id).label("joint"),
        is_followed(subject.id).label("followed"),
        level.label("level"),
    )
    return dict(session.execute(asked).mappings().one())


def _acts(session: Session, subject: Subject) -> dict[str, DoneAct]:
    rows = session.execute(
        select(PerformedAct.action, PerformedAct.happened_on, PerformedAct.data)
        .where(PerformedAct.subject_id == subject.id)
        .order_by(PerformedAct.id)
    )
    return {action: DoneAct(on, data) for action, on, data in rows}


def _documents(session: Session, subject: Subject) -> dict[str, Any]:
    rows = session.execute(
        select(IssuedLetter.name, IssuedLetter.issued_at.is_not(None)).where(
            IssuedLetter.subject_id == subject.id, IssuedLetter.voided_at.is_(None)
        )
    )
    return documents((name, issued) for name, issued in rows)


def _clocks(session: Session, subject: Subject) -> dict[str, Any]:
    """The last date of each rule's clocks, and the rules of those that run."""
    is_open = func.bool_or(Deadline.state == "open")
    rows = session.execute(
        select(Deadline.rule, func.max(Deadline.due_legal), is_open)
        .where(Deadline.subject_id == subject.id)
        .group_by(Deadline.rule)
    ).all()
    return {
        "closing_dates": {rule: due for rule, due, _ in rows},
        "running": frozenset(rule for rule, _, runs in rows if runs),
    }
