"""Who is signed in where: begun, seen, listed, ended.

The browser holds 256 random bits and the database their hash, so neither a dump nor a forged cookie
opens a session, and one that was ended is over with the next request. A session ends after half an
hour without a request, after twelve hours in any case, and with a new password; sooner for who
keeps identities.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.office_session import OfficeSession
from feedback.services import accounts
from feedback.services.accounts import Account
from feedback.services.transaction import transaction

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
#: Whoever keeps identities is signed in for less: a quarter of an hour idle, four hours at all.
KEEPER_IDLE, KEEPER_LONGEST = timedelta(minutes=15), timedelta(hours=4)
#: The row is not written anew with each of many quick requests.
NOTED_EVERY = timedelta(minutes=1)

_SESSION = accounts.ACCOUNTS.join(
    OfficeSession, OfficeSession.user_id == UserAccount.__table__.c.id
).add_columns(
    OfficeSession.id.label("session_id"),
    OfficeSession.stamp,
    OfficeSession.since,
    OfficeSession.seen_at,
)


@dataclass(frozen=True, slots=True)
class Running:
    """One of somebody's sessions, as they recognise it."""

    id: int
    since: datetime
    seen_at: datetime
    browser: str
    network: str
    #: the one that asks
    this: bool


def begin(account: Account, browser: str, network: str, now: datetime) -> str:
    """A new session of this account; the token is told once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    with transaction() as session:
        session.add(
            OfficeSession(
                token_sha256=_hash(token),
                user_id=account.id,
                stamp=account.stamp,
                since=now,
                seen_at=now,
                browser=browser,
                network=network,
            )
        )
    return token


def signed_in(token: str, now: datetime) -> Account | None:
    """Whose session this is; None once it is over, the account closed or its password changed."""
    asked = _SESSION.where(OfficeSession.token_sha256 == _hash(token), _runs(now))
    found = db.session.execute(asked).one_or_none()
    if found is None:
        return None
    account = accounts.read(found)
    if account.stamp != found.stamp or _is_over_for_keeper(account, found, now):
        return None
    if now - found.seen_at > NOTED_EVERY:
        _note_seen(found.session_id, now)
    return account


def running(session: Session, user_id: int, token: str, now: datetime) -> tuple[Running, ...]:
    """Somebody's sessions, the one used last first."""
    stamp = _stamp(session, user_id)
    found = session.scalars(
        select(OfficeSession)
        .where(OfficeSession.user_id == user_id, OfficeSession.stamp == stamp, _runs(now))
        .order_by(OfficeSession.seen_at.desc(), OfficeSession.id.desc())
    )
    mine = _hash(token)
    return tuple(
        Running(
            id=one.id,
            since=one.since,
            seen_at=one.seen_at,
            browser=one.browser,
            network=one.network,
            this=one.token_sha256 == mine,
        )
        for one in found
    )


def end(token: str, now: datetime) -> None:
    """Leave: this session is over, whoever still has its cookie."""
    _end(OfficeSession.token_sha256 == _hash(token), now)


def end_one(user_id: int, session_id: int, now: datetime) -> None:
    """End another session of one's own; nobody ends those of others."""
    if not _end((OfficeSession.id == session_id) & (OfficeSession.user_id == user_id), now):
        msg = "Phiên này đã kết thúc."
        raise NotFoundError(msg)


def end_others(user_id: int, token: str, now: datetime) -> int:
    """End every session of one's own but this; how many there were."""
    return _end(
        (OfficeSession.user_id == user_id) & (OfficeSession.token_sha256 != _hash(token)), now
    )


def _runs(now: datetime) -> ColumnElement[bool]:
    return (
        OfficeSession.ended_at.is_(None)
        & (OfficeSession.since >= now - LONGEST)
        & (OfficeSession.seen_at >= now - IDLE)
    )


def _is_over_for_keeper(account: Account, found: Row[Any], now: datetime) -> bool:
    idle, whole = now - found.seen_at, now - found.since
    return account.role is Role.CUSTODIAN and (idle > KEEPER_IDLE or whole > KEEPER_LONGEST)


def _end(which: ColumnElement[bool], now: datetime) -> int:
    with transaction() as session:
        ended = session.scalars(
            update(OfficeSession)
            .where(which, _runs(now))
            .values(ended_at=now)
            .returning(OfficeSession.id)
        ).all()
    return len(ended)


def _note_seen(session_id: int, now: datetime) -> None:
    with transaction() as session:
        session.execute(
            update(OfficeSession).where(OfficeSession.id == session_id).values(seen_at=now)
        )


def _stamp(session: Session, user_id: int) -> str:
    account = accounts.account(session, user_id)
    return account.stamp if account else ""


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
