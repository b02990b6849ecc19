"""Codes that people hold on paper and use once: to activate an account, or without a telephone.

Made and read like receipt codes (``feedback.vault.codes``): 130 random bits, so that a plain hash
is enough (ASVS 6.5.2), in letters that are not mistaken for others.
"""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from feedback.models.sign_in import PaperCode
from feedback.vault.codes import grouped, new_code, read_code


class PaperPurpose(StrEnum):
    ACTIVATION = "activation"
    RECOVERY = "recovery"


def issue(
    session: Session,
    user_id: int,
    purpose: PaperPurpose,
    now: datetime,
    expires_at: datetime | None = None,
) -> str:
    """A new code as it is written down; told once and kept nowhere."""
    code = new_code()
    session.add(
        PaperCode(
            user_id=user_id,
            purpose=purpose,
            code_sha256=_hash(code),
            made_at=now,
            expires_at=expires_at,
        )
    )
    return grouped(code)


def owner(session: Session, typed: str, purpose: PaperPurpose, now: datetime) -> int | None:
    """Whose code this is, still to be used; None when it opens nothing."""
    return session.scalar(select(PaperCode.user_id).where(_opens(typed, purpose, now)))


def use(session: Session, typed: str, purpose: PaperPurpose, now: datetime, user_id: int) -> bool:
    """Whether this is a code of that account; from now on it opens nothing."""
    mine = _opens(typed, purpose, now) & (PaperCode.user_id == user_id)
    used = update(PaperCode).where(mine).values(used_at=now).returning(PaperCode.id)
    return session.scalar(used) is not None


def _opens(typed: str, purpose: PaperPurpose, now: datetime) -> ColumnElement[bool]:
    return (
        (PaperCode.code_sha256 == _hash(read_code(typed) or ""))
        & (PaperCode.purpose == purpose)
        & PaperCode.used_at.is_(None)
        & (func.coalesce(PaperCode.expires_at, now) >= now)
    )


def void(session: Session, user_id: int, purpose: PaperPurpose, now: datetime) -> None:
    """Those of before open nothing any more."""
    session.execute(
        update(PaperCode)
        .where(
            PaperCode.user_id == user_id,
            PaperCode.purpose == purpose,
            PaperCode.used_at.is_(None),
        )
        .values(used_at=now)
    )


def left(session: Session, user_id: int, purpose: PaperPurpose) -> int:
    """How many still open something."""
    unused = select(func.count()).where(
        PaperCode.user_id == user_id, PaperCode.purpose == purpose, PaperCode.used_at.is_(None)
    )
    return session.scalar(unused) or 0


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
