"""Who is signed in where: begun, seen, renewed, listed, ended.

The browser holds 256 random bits and the database their hash, so neither a dump nor a forged cookie
opens a session, and one that was ended is over with the next request. How long it lasts is a table
by role (``feedback.domain.sign_in``); a new password ends it too. The token changes whenever its
owner proves anew who they are: one that was copied before is then worth nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.roles import Role
from feedback.domain.sign_in import Method, is_over, limits
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.office_session import OfficeSession
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import accounts
from feedback.services.signing_in.accounts import Account

#: The row is not written anew with each of many quick requests.
NOTED_EVERY = timedelta(minutes=1)
OVER = "Phiên này đã kết thúc."

_SESSION = accounts.ACCOUNTS.join(
    OfficeSession, OfficeSession.user_id == UserAccount.__table__.c.id
).add_columns(
    OfficeSession.id.label("session_id"),
    OfficeSession.stamp.label("begun_with"),
    OfficeSession.since,
    OfficeSession.seen_at,
    OfficeSession.method,
    OfficeSession.stepped_up_at,
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who asks, how they proved it, and when last."""

    account: Account
    method: Method
    proved_at: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """One of somebody's sessions, as they recognise it."""

    id: int
    since: datetime
    seen_at: datetime
    browser: str
    network: str
    method: Method
    #: the one that asks
    this: bool


def begin(account: Account, method: Method, browser: str, network: str, now: datetime) -> str:
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
                method=method,
                stepped_up_at=now,
                browser=browser,
                network=network,
            )
        )
    return token


def signed_in(token: str, now: datetime) -> SignedIn | None:
    """Whose session this is; None once it is over, the account closed or its password changed."""
    asked = _SESSION.where(OfficeSession.token_sha256 == _hash(token), _not_ended())
    found = db.session.execute(asked).one_or_none()
    if found is None:
        return None
    account = accounts.read(found)
    if account.stamp != found.begun_with or is_over(account.role, found.since, found.seen_at, now):
        return None
    if now - found.seen_at > NOTED_EVERY:
        _note_seen(found.session_id, now)
    return SignedIn(account, Method(found.method), found.stepped_up_at)


def renew(token: str, account: Account, method: Method, proved_at: datetime) -> str:
    """Its owner has proved anew who they are: the session goes on under another token."""
    fresh = secrets.token_urlsafe(32)
    with transaction() as session:
        renewed = session.scalars(
            update(OfficeSession)
            .where(OfficeSession.token_sha256 == _hash(token), _not_ended())
            .values(
                token_sha256=_hash(fresh),
                method=method,
                stamp=account.stamp,
                stepped_up_at=proved_at,
            )
            .returning(OfficeSession.id)
        ).all()
    if not renewed:
        raise NotFoundError(OVER)
    return fresh


def running(session: Session, account: Account, token: str, now: datetime) -> tuple[Running, ...]:
    """Somebody's sessions, the one used last first."""
    found = session.scalars(
        select(OfficeSession)
        .where(
            OfficeSession.user_id == account.id,
            OfficeSession.stamp == account.stamp,
            _runs(account.role, now),
        )
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
            method=Method(one.method),
            this=one.token_sha256 == mine,
        )
        for one in found
    )


def end(token: str, now: datetime) -> None:
    """Leave: this session is over, whoever still has its cookie."""
    _end(OfficeSession.token_sha256 == _hash(token), now)


def end_one(account: Account, session_id: int, now: datetime) -> None:
    """End another session of one's own; nobody ends those of others."""
    mine = (OfficeSession.id == session_id) & (OfficeSession.user_id == account.id)
    if not _end(mine & _runs(account.role, now), now):
        raise NotFoundError(OVER)


def end_others(account: Account, token: str, now: datetime) -> int:
    """End every session of one's own but this; how many there were."""
    others = (OfficeSession.user_id == account.id) & (OfficeSession.token_sha256 != _hash(token))
    return _end(others & _runs(account.role, now), now)


def end_all_of(session: Session, user_id: int, now: datetime) -> None:
    """Whoever is signed in as this account no longer is; part of a caller's use case."""
    session.execute(
        update(OfficeSession)
        .where(OfficeSession.user_id == user_id, _not_ended())
        .values(ended_at=now)
    )


def _not_ended() -> ColumnElement[bool]:
    return OfficeSession.ended_at.is_(None)


def _runs(role: Role, now: datetime) -> ColumnElement[bool]:
    longest = limits(role)
    return (
        _not_ended()
        & (OfficeSession.since >= now - longest.whole)
        & (OfficeSession.seen_at >= now - longest.idle)
    )


def _end(which: ColumnElement[bool], now: datetime) -> int:
    with transaction() as session:
        ended = session.scalars(
            update(OfficeSession)
            .where(which, _not_ended())
            .values(ended_at=now)
            .returning(OfficeSession.id)
        ).all()
    return len(ended)


def _note_seen(session_id: int, now: datetime) -> None:
    with transaction() as session:
        session.execute(
            update(OfficeSession).where(OfficeSession.id == session_id).values(seen_at=now)
        )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
