"""A question put to one browser and answered once: what a passkey must sign, a second step.

The browser's cookie holds a random token, the row its hash and 256 random bits. Taking the answer
deletes the row, so that no answer counts twice, whoever recorded it (WebAuthn level 3, 13.4.3).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from feedback.models.sign_in import Ceremony
from feedback.services.ground.transaction import transaction

LASTS = timedelta(minutes=5)


class Purpose(StrEnum):
    ENTER = "enter"
    ENROL = "enrol"
    STEP_UP = "step_up"
    #: the password was right, the one-time code is awaited
    SECOND_STEP = "second_step"
    SIGN_ON = "sign_on"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser is given, and what it must answer to."""

    token: str
    secret: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A ceremony that still runs: about whom, and over which secret."""

    user_id: int | None
    secret: bytes


def begin(purpose: Purpose, user_id: int | None, now: datetime) -> Begun:
    """A new one; those that ran out are swept away with it."""
    begun = Begun(secrets.token_urlsafe(32), secrets.token_bytes(32))
    with transaction() as session:
        session.execute(delete(Ceremony).where(Ceremony.expires_at < now))
        session.add(
            Ceremony(
                token_sha256=_hash(begun.token),
                purpose=purpose,
                user_id=user_id,
                secret=begun.secret,
                expires_at=now + LASTS,
            )
        )
    return begun


def look(session: Session, token: str, purpose: Purpose, now: datetime) -> Asked | None:
    """The ceremony as it stands, to be answered later."""
    found = session.execute(
        select(Ceremony.user_id, Ceremony.secret).where(*_meant(token, purpose, now))
    ).one_or_none()
    return found and Asked(*found)


def take(token: str, purpose: Purpose, now: datetime) -> Asked | None:
    """The ceremony, for good: nobody takes it again."""
    with transaction() as session:
        found = session.execute(
            delete(Ceremony)
            .where(*_meant(token, purpose, now))
            .returning(Ceremony.user_id, Ceremony.secret)
        ).one_or_none()
    return found and Asked(*found)


def _meant(token: str, purpose: Purpose, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Ceremony.token_sha256 == _hash(token),
        Ceremony.purpose == purpose,
        Ceremony.expires_at >= now,
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
