"""What whoever audits the system reads: events by pseudonyms, counts, states; never content."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.domain.clock import midnight
from feedback.domain.figures import Period
from feedback.models.clock_look import ClockLook
from feedback.models.entry import LogCheckpoint, LogCosignature, LogHead
from feedback.models.identity_reading import (
    IdentityAlarm,
    IdentityDecision,
    IdentityOpening,
    IdentityRequest,
)
from feedback.models.security_event import KeptEvent
from feedback.models.sign_in import AccountEvent

#: Rows of one page.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for."""

    period: Period
    #: any of these; all where none is named
    events: Collection[str] = ()
    account: str = ""
    #: older than this one
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """How far the history is sealed."""

    entries: int
    sealed: int
    sealed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The newest head that a witness signed, and when by its own clock."""

    witness: str
    size: int
    at: datetime


def events(session: Session, wanted: Wanted) -> tuple[Sequence[KeptEvent], int | None]:
    """One page, the newest first; where the next begins, None on the last."""
    first, after = wanted.period.first, wanted.period.last + timedelta(days=1)
    query = select(KeptEvent).where(KeptEvent.at >= midnight(first), KeptEvent.at < midnight(after))
    if wanted.events:
        query = query.where(KeptEvent.event.in_(wanted.events))
    if wanted.account:
        query = query.where(KeptEvent.account == wanted.account)
    if wanted.before is not None:
        query = query.where(KeptEvent.id < wanted.before)
    rows = session.scalars(query.order_by(KeptEvent.id.desc()).limit(PAGE + 1)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def seal(session: Session) -> Seal:
    entries = session.scalar(select(LogHead.size)) or 0
    newest = session.scalars(select(LogCheckpoint).order_by(LogCheckpoint.size.desc())).first()
    return Seal(entries, newest.size if newest else 0, newest.sealed_at if newest else None)


def newest_of(
    session: Session, events: Collection[str], since: datetime | None = None
) -> KeptEvent | None:
    """The last of these that happened."""
    kept = select(KeptEvent).where(KeptEvent.event.in_(events))
    if since is not None:
        kept = kept.where(KeptEvent.at >= since)
    return session.scalars(kept.order_by(KeptEvent.id.desc()).limit(1)).one_or_none()


def clocks(session: Session) -> Sequence[ClockLook]:
    return session.scalars(select(ClockLook).order_by(ClockLook.machine)).all()


def witnesses(session: Session) -> list[Witnessed]:
    rows = session.execute(
        select(LogCosignature.witness, func.max(LogCosignature.size), func.max(LogCosignature.at))
        .group_by(LogCosignature.witness)
        .order_by(LogCosignature.witness)
    )
    return [Witnessed(*row) for row in rows]


def readings(session: Session, since: datetime) -> tuple[int, ...]:
    """Since then: names asked for, approved, refused, opened; alarms. Counts and nothing else."""
    decided = select(func.count(IdentityDecision.request_id)).where(
        IdentityDecision.decided_at >= since
    )
    parts = (
        _since(IdentityRequest.asked_at, since),
        decided.where(IdentityDecision.approved),
        decided.where(~IdentityDecision.approved),
        _since(IdentityOpening.opened_at, since),
        _since(IdentityAlarm.raised_at, since),
    )
    row = session.execute(select(*(part.scalar_subquery() for part in parts))).one()
    return tuple(row)


def done_to_accounts(session: Session, what: Collection[str]) -> Sequence[AccountEvent]:
    """What was done to accounts, of these kinds, the newest first; by accounts' numbers."""
    return session.scalars(
        select(AccountEvent)
        .where(AccountEvent.what.in_(what))
        .order_by(AccountEvent.id.desc())
        .limit(PAGE)
    ).all()


def _since(moment: InstrumentedAttribute[datetime], since: datetime) -> Select[int]:
    return select(func.count()).where(moment >= since)
