"""Whether this installation can serve, and whether what happens in the background happens.

Only the database decides over *ready*: without the queue a petition is still recorded and nothing
is lost, so a web server must not be taken out of service for it. Everything else is *well* or an
alarm for the people who keep the machines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from feedback.domain.history.policy import MalformedPolicyError
from feedback.domain.windows import EVERYBODY
from feedback.extensions import current_settings, queues
from feedback.models.clock_look import ClockLook
from feedback.models.entry import Entry, LogCheckpoint
from feedback.models.outbox import OutboxItem, SweepReport
from feedback.models.safe_copy import SafeCopy
from feedback.services.files import safe_copies
from feedback.services.ground.transaction import transaction
from feedback.services.lodging import arrivals
from feedback.services.log import log_standing, witness_policy
from feedback.services.log.log_proof import unwitnessed_since

#: Something that should have happened within minutes did not: people have to look.
ALARM = timedelta(minutes=15)
#: So long heads are published without the word of a witness that is away.
A_DAY = timedelta(days=1)
#: What was wrong with a clock is said for so long; a step is over when it is seen.
CLOCK_ALARM = timedelta(hours=1)
#: Files without a safe copy are no petition without a reader; half an hour, as GOV.UK Notify.
COPIES_ALARM = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Check:
    ok: bool
    said: str = ""
    #: seconds that something is old or late, where the check is about time
    seconds: int | None = None


def readiness(now: datetime) -> dict[str, Any]:
    """``ready``, ``well``, and each check by name; never raises, never waits long."""
    checks = {"database": _asked(_database), "queue": _queue(), "scanner": _scanner()}
    if checks["database"].ok:
        checks |= {
            "sweep": _asked(lambda session: _sweep(session, now)),
            "relay": _asked(lambda session: _relay(session, now)),
            "history": _asked(_history),
            "checkpoint": _asked(lambda session: _checkpoint(session, now)),
            "witnesses": _witnesses(now),
            "flood": _asked(lambda session: _flood(session, now)),
            "copies": _asked(lambda session: _copies(session, now)),
            "clock": _asked(lambda session: _clock(session, now)),
        }
    return {
        "ready": checks["database"].ok,
        "well": all(check.ok for check in checks.values()),
        "checks": {name: _told(check) for name, check in checks.items()},
    }


def _asked(question: Callable[[Session], Check]) -> Check:
    try:
        with transaction() as session:
            return question(session)
    except SQLAlchemyError as error:
        return Check(ok=False, said=type(error).__name__)


def _database(session: Session) -> Check:
    session.execute(select(1))
    return Check(ok=True)


def _history(session: Session) -> Check:
    """Whether something may be recorded; while it may not, pages are still there to be read."""
    found = log_standing.standing(session, current_settings())
    same = found is log_standing.Standing.SAME
    return Check(ok=same, said="" if same else found.value)


def _queue() -> Check:
    try:
        queues.connection.ping()
    except (RedisError, OSError) as error:
        return Check(ok=False, said=type(error).__name__)
    return Check(ok=True)


def _scanner() -> Check:
    """Without one files are handed on unscanned, and say so: no alarm, but no silence either."""
    if not current_settings().clamd:
        return Check(ok=True, said="none set")
    answers = safe_copies.scanner_answers()
    return Check(ok=answers, said="" if answers else "does not answer")


def _flood(session: Session, now: datetime) -> Check:
    """Petitions come faster than people write: whoever keeps the machines looks, the desk too."""
    lately = arrivals.within_a_minute(session, now)
    return Check(ok=lately <= EVERYBODY.most, said=f"{lately} petitions within a minute")


def _copies(session: Session, now: datetime) -> Check:
    """How long the oldest file has waited for its safe copy."""
    waiting = select(func.min(SafeCopy.asked_at)).where(SafeCopy.state.in_(safe_copies.WAITING))
    return _age(_since(session.scalars(waiting).one(), now), COPIES_ALARM)


def _clock(session: Session, now: datetime) -> Check:
    """Whether somebody watches the clocks, and what was wrong with one lately."""
    asked = select(ClockLook.looked_at, ClockLook.doubt, ClockLook.doubted_at)
    looks = session.execute(asked).all()
    newest = max((look.looked_at for look in looks if look.looked_at <= now), default=None)
    if newest is None:
        return Check(ok=False, said="never")
    # one that was ahead dated its doubt ahead
    doubted = (look for look in looks if look.doubted_at and look.doubted_at > now - CLOCK_ALARM)
    if found := next(doubted, None):
        return Check(ok=False, said=found.doubt)
    return _age(now - newest, ALARM)


def _sweep(session: Session, now: datetime) -> Check:
    """A sweep a person dated into the future says nothing about the present."""
    newest = session.scalars(select(func.max(SweepReport.at)).where(SweepReport.at <= now)).one()
    if newest is None:
        return Check(ok=False, said="never")
    patience = max(ALARM, 3 * timedelta(seconds=current_settings().sweep_seconds))
    return _age(now - newest, patience)


def _relay(session: Session, now: datetime) -> Check:
    """How long the row most overdue has waited past its time."""
    waiting = (
        select(OutboxItem.next_try_at)
        .where(OutboxItem.done_at.is_(None), OutboxItem.failed_at.is_(None))
        .order_by(OutboxItem.next_try_at)
        .limit(1)
    )
    return _age(_since(session.scalars(waiting).one_or_none(), now), ALARM)


def _checkpoint(session: Session, now: datetime) -> Check:
    """How long the oldest entry that no checkpoint covers has been there."""
    covered = select(func.coalesce(func.max(LogCheckpoint.size), 0)).scalar_subquery()
    since = session.scalars(select(Entry.at).where(Entry.index == covered)).one_or_none()
    patience = max(ALARM, 3 * timedelta(seconds=current_settings().checkpoint_seconds))
    return _age(_since(since, now), patience)


def _witnesses(now: datetime) -> Check:
    """How long the oldest signed head waits that not enough witnesses saw, nor one after it."""
    try:
        policy = witness_policy.load(current_settings().keys_dir)
    except (MalformedPolicyError, OSError) as error:
        return Check(ok=False, said=type(error).__name__)
    return _asked(lambda session: _age(_since(unwitnessed_since(session, policy), now), A_DAY))


def _since(instant: datetime | None, now: datetime) -> timedelta:
    """How long ago; nothing when there is nothing, or it is still to come."""
    return timedelta(0) if instant is None else max(now - instant, timedelta(0))


def _age(age: timedelta, patience: timedelta) -> Check:
    return Check(ok=age <= patience, seconds=int(age.total_seconds()))


def _told(check: Check) -> dict[str, Any]:
    members = {"ok": check.ok, "said": check.said, "seconds": check.seconds}
    return {name: value for name, value in members.items() if value not in ("", None)}
