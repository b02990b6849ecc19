"""Writing the levels that deadlines reached: many in one statement, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, DateTime, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from feedback.delivery import portal
from feedback.delivery.messages import LevelReached
from feedback.domain.clock import civil_day
from feedback.domain.escalation import Level
from feedback.domain.history.entries import Draft, stamp
from feedback.domain.roles import SYSTEM
from feedback.services.ladder.addressees import Recipient
from feedback.services.ladder.due_deadlines import Due
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


#: Escalation, notice and mail of each level in one statement; answers with the levels that are new.
_WRITE: Final = text("""
    WITH rung AS (
        SELECT * FROM jsonb_to_recordset(:rungs) AS rung (
            deadline_id bigint, level bigint, user_id bigint, subject_id bigint,
            due_at timestamptz, sentence text, by_mail boolean, details jsonb)
    ), fresh AS (
        INSERT INTO escalation (deadline_id, level, user_id, due_at, found_at, details)
        SELECT deadline_id, level, user_id, due_at, :now, details FROM rung
         ORDER BY due_at, deadline_id, level
        ON CONFLICT (deadline_id, level) DO NOTHING
        RETURNING id, deadline_id, level
    ), noticed AS (
        INSERT INTO notice (user_id, subject_id, level, text, created_at)
        SELECT user_id, subject_id, level, sentence, :now
          FROM fresh JOIN rung USING (deadline_id, level) ORDER BY id
    ), mailed AS (
        INSERT INTO outbox (key, queue, payload, created_at, next_try_at, attempts, error)
        SELECT 'escalation-' || id, 'notices', jsonb_build_object('escalation', id),
               :now, :now, 0, ''
          FROM fresh JOIN rung USING (deadline_id, level) WHERE by_mail ORDER BY id
    )
    SELECT deadline_id, level FROM fresh
""").bindparams(bindparam("rungs", type_=JSONB()), bindparam("now", type_=DateTime(timezone=True)))


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

    A level that has its row already is left alone: the unique constraint is the last guard. Mails
    are due at once and brought by the relay, so a sweep of thousands does not wait for the queue.
    """
    if not rungs:
        return []
    told = {"rungs": [_told(rung) for rung in rungs], "now": now}
    fresh = {(deadline_id, level) for deadline_id, level in session.execute(_WRITE, told)}
    new = [rung for rung in rungs if (rung.due.id, rung.level.number) in fresh]
    return [_entry(rung, now) for rung in sorted(new, key=lambda rung: rung.moment)]


def _told(rung: Rung) -> dict[str, Any]:
    file = rung.due
    message = message_of(rung.level, rung.moment, file.number, file.limit_id, file.due_legal)
    return {
        "deadline_id": file.id,
        "level": rung.level.number,
        "user_id": rung.recipient.user_id,
        "subject_id": file.subject_id,
        "due_at": rung.moment.isoformat(),
        "sentence": portal.sentence(message),
        "by_mail": bool(rung.recipient.email),
        "details": {
            "addressee": rung.level.addressee,
            "due_on": file.due_legal.isoformat(),
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
