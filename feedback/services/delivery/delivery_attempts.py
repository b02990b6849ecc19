"""Writing down what came of an attempt to deliver: its row, the task it opens or ends, its entry.

An attempt is never changed: who erred records anew, and the newest counts. Whoever records holds
the lock of the file, as every change does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.deliveries import (
    DISPLAYS,
    FAILURES,
    NO_ADDRESS,
    RECORDED,
    RESULT_TITLES,
    DeliveryChannel,
    Result,
)
from feedback.domain.errors import InvalidInputError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.lodging import KeptFile
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.domain.service_of_documents import Attempted, display_of
from feedback.models.agency import Agency
from feedback.models.delivery import Delivery, DeliveryAttempt
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.services.delivery import delivery_tasks
from feedback.services.delivery.delivery_addresses import address_of
from feedback.services.delivery.delivery_rows import attempts_of, dated
from feedback.services.files import stated_files
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject.subjects import lock

EVENTS = {
    Result.SENT: "letter_sent",
    Result.DELIVERED: "letter_delivered",
    Result.REFUSED: "delivery_failed",
    Result.BOUNCED: "delivery_failed",
    Result.ABSENT: "delivery_failed",
    Result.DISPLAYED: "letter_displayed",
    Result.TAKEN_DOWN: "letter_taken_down",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What came of an attempt, as somebody states it."""

    result: Result
    on: date
    note: str = ""
    proof: KeptFile | None = None


def record(delivery_ids: Iterable[int], said: Statement, actor: Actor, now: datetime) -> int:
    """Write down the same of one delivery or of many, all or none; how many."""
    with transaction() as session:
        drafts = [
            _recorded(session, delivery_id, said, actor, now)
            for delivery_id in sorted(set(delivery_ids))
        ]
        history.record_many(session, drafts)
        return len(drafts)


def _recorded(
    session: Session, delivery_id: int, said: Statement, actor: Actor, now: datetime
) -> Draft:
    row = session.get(Delivery, delivery_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy lượt gửi.")
    permission.refuse_role(actor, Action.DELIVER)
    subject = lock(session, row.subject_id)
    _refuse(session, row, said, now)
    if said.proof is not None:
        stated_files.add(session, subject, [said.proof], actor, now)
    return write(session, row, said, actor, now)


def _refuse(session: Session, row: Delivery, said: Statement, now: datetime) -> None:
    if said.result not in RECORDED[row.channel]:
        raise InvalidInputError("result", "Cách gửi này không có kết quả ấy.")
    if said.on > civil_day(now):
        raise InvalidInputError("on", "Ngày này chưa đến. Nhập ngày hôm nay hoặc ngày trước đó.")
    letter = session.get_one(IssuedLetter, row.letter_id)
    if letter.issued_at is not None and said.on < civil_day(letter.issued_at):
        raise InvalidInputError("on", "Ngày này trước ngày ban hành văn bản.")
    tried = attempts_of(session, row.id)
    if row.channel is DeliveryChannel.POST and not tried and not address_of(session, row).whole:
        raise InvalidInputError("result", f"{NO_ADDRESS} nên chưa gửi bưu chính được.")
    if row.channel in DISPLAYS:
        _refuse_display(dated(tried), said)


def _refuse_display(attempts: Sequence[Attempted], said: Statement) -> None:
    shown = display_of(attempts)
    on_show = shown is not None and shown.taken_down_on is None
    if said.result is Result.DISPLAYED and on_show:
        raise InvalidInputError("result", "Văn bản đang được niêm yết, đăng tải.")
    if said.result is Result.TAKEN_DOWN and not on_show:
        raise InvalidInputError("result", "Văn bản chưa được niêm yết, đăng tải.")
    if shown is not None and said.on < (shown.taken_down_on or shown.first_day):
        raise InvalidInputError("on", "Ngày này trước ngày bắt đầu hoặc ngày gỡ trước đó.")


def write(session: Session, row: Delivery, said: Statement, actor: Actor, now: datetime) -> Draft:
    """The attempt in the caller's transaction, which holds the file; its entry, to be recorded."""
    session.add(
        DeliveryAttempt(
            delivery_id=row.id,
            result=said.result,
            happened_on=said.on,
            recorded_at=now,
            user_id=actor.user_id,
            proof_sha256=said.proof.sha256 if said.proof else None,
            note=said.note,
        )
    )
    session.flush()
    reason = RESULT_TITLES[said.result] if said.result in FAILURES else ""
    delivery_tasks.renew(session, row, now, reason=reason)
    return _entry(session, row, said, actor, now)


def _entry(session: Session, row: Delivery, said: Statement, actor: Actor, now: datetime) -> Draft:
    subject = session.get_one(Subject, row.subject_id)
    return Draft(
        subject=subject.uid,
        kind=subject.subject_kind,
        type=EVENTS[said.result],
        at=now,
        actor=actor.pseudonym,
        unit=actor.agency_code or session.get_one(Agency, row.agency_id).code,
        data={
            "letter": session.get_one(IssuedLetter, row.letter_id).uid.hex,
            "delivery": row.uid.hex,
            "to": row.role,
            "channel": row.channel,
            "result": said.result,
            "on": said.on.isoformat(),
            **({"proof": said.proof.sha256} if said.proof else {}),
        },
    )
