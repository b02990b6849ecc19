"""Writing the levels that deadlines reached: many in one statement, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, DateTime, bindparam, insert, text
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.orm import Session

from feedback.delivery import portal
from feedback.delivery.messages import LevelReached
from feedback.domain.clock import civil_day
from feedback.domain.escalation import Level
from feedback.domain.history.entries import Draft, stamp
from feedback.domain.roles import SYSTEM
from feedback.models.deadline import Escalation
from feedback.models.outbox import Notice, OutboxItem
from feedback.services.addressees import Recipient
from feedback.services.due_deadlines import Due
from feedback.workflows.limits.registry import limit_named

_MOVE: Final = text("""
    UPDATE deadline SET next_level = moved.level, next_level_at = moved.at
      FROM unnest(:ids, :levels, :moments) AS moved (id, level, at)
     WHERE deadline.id = moved.id
""").bindparams(
    bindparam("ids", type_=ARRAY(BigInteger())),
    bindparam("levels", type_=ARRAY(BigInteger())),
    bindparam("moments", type_=ARRAY(DateTime(timezone=True))),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One level reached by one deadline, and who is told."""

    due: Due
    level: Level
    moment: datetime
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class Move:
    deadline_id: int
    level: int
    moment: datetime | None


def set_positions(session: Session, moves: Sequence[Move]) -> None:
    """Set where deadlines stand on the ladder."""
    if moves:
        told = {
            "ids": [move.deadline_id for move in moves],
            "levels": [move.level for move in moves],
            "moments": [move.moment for move in moves],
        }
        session.execute(_MOVE, told)


def write(session: Session, rungs: Sequence[Rung], now: datetime) -> list[Draft]:
    """Write escalations with notices and mails to come; the history entries of those new.

    A level that has its row already is left alone: the unique constraint is the last guard.
    """
    if not rungs:
        return []
    once = (
        insert_once(Escalation)
        .on_conflict_do_nothing()
        .returning(Escalation.deadline_id, Escalation.level, Escalation.id)
    )
    rows = session.execute(once, [_row(rung, now) for rung in rungs])
    ids = {(deadline_id, level): id_ for deadline_id, level, id_ in rows}
    fresh = [rung for rung in rungs if (rung.due.id, rung.level.number) in ids]
    if not fresh:
        return []
    session.execute(insert(Notice), [_notice(rung, now) for rung in fresh])
    mails = [
        _mail(ids[rung.due.id, rung.level.number], now) for rung in fresh if rung.recipient.email
    ]
    if mails:
        session.execute(insert(OutboxItem), mails)
    return [_entry(rung, now) for rung in sorted(fresh, key=lambda rung: rung.moment)]


def _row(rung: Rung, now: datetime) -> dict[str, Any]:
    return {
        "deadline_id": rung.due.id,
        "level": rung.level.number,
        "user_id": rung.recipient.user_id,
        "due_at": rung.moment,
        "found_at": now,
        "details": {
            "addressee": rung.level.addressee,
            "due_on": rung.due.due_legal.isoformat(),
        },
    }


def message_of(
    level: Level, moment: datetime, number: str, limit_id: str, due_on: date
) -> LevelReached:
    """What is told of one level, by whichever channel."""
    return LevelReached(
        level=level.title,
        on=civil_day(moment),
        number=number,
        limit=limit_named(limit_id).title,
        due_on=due_on,
    )


def _notice(rung: Rung, now: datetime) -> dict[str, Any]:
    file = rung.due
    message = message_of(rung.level, rung.moment, file.number, file.limit_id, file.due_legal)
    return {
        "user_id": rung.recipient.user_id,
        "subject_id": file.subject_id,
        "level": rung.level.number,
        "text": portal.sentence(message),
        "created_at": now,
    }


def _mail(escalation_id: int, now: datetime) -> dict[str, Any]:
    """Due at once: the relay brings it, so a sweep of thousands does not wait for the queue."""
    return {
        "key": f"escalation-{escalation_id}",
        "queue": "notices",
        "payload": {"escalation": escalation_id},
        "created_at": now,
        "next_try_at": now,
    }


def _entry(rung: Rung, now: datetime) -> Draft:
    data = {
        "deadline": rung.due.uid.hex,
        "level": rung.level.number,
        "to": f"user:{rung.recipient.user_id}",
        "due": stamp(rung.moment),
    }
    return Draft(
        subject=rung.due.subject,
        kind=rung.due.kind,
        type="escalated",
        at=now,
        actor=SYSTEM.pseudonym,
        unit=rung.due.agency,
        data=data,
    )
