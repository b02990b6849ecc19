"""Officers' accounts: passwords, and whether somebody may come in.

A wrong name and a wrong password get the same answer after the same work. Guessing is slowed, by
account and network together, and never locked: a stranger cannot keep an officer out.
"""

import secrets
import threading
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from feedback.domain import clock
from feedback.domain.errors import DomainError, InvalidInputError, NotFoundError
from feedback.domain.roles import Actor, Role
from feedback.domain.text import clean_line
from feedback.models.agency import Agency, UserAccount
from feedback.services import security_events, throttle
from feedback.services.security_events import SecurityEvent, note
from feedback.services.transaction import transaction

#: Argon2id, 64 MiB and three rounds (RFC 9106); two at a time, so that a flood of tries leaves the
#: machine its cores.
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)
LONGEST = 128
SHORTEST = 15

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


_person, _agency = UserAccount.__table__, Agency.__table__
#: Every account that is open, with its agency; ``read`` makes an ``Account`` of a row.
ACCOUNTS = (
    select(
        *(_person.c[name] for name in ("id", "username", "name", "title", "role", "agency_id")),
        _person.c.password_hash,
        _agency.c.code,
        _agency.c.name.label("agency_name"),
    )
    .select_from(_person.join(_agency, _agency.c.id == _person.c.agency_id))
    .where(_person.c.active)
)
_ACCOUNT = ACCOUNTS.where(_person.c.id == bindparam("id"))


class WrongCredentialsError(DomainError):
    """No such account, or not its password: the two are not told apart."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in, read anew with every request: a changed role acts at once."""

    id: int
    username: str
    name: str
    title: str
    role: Role
    agency_id: int
    agency_code: str
    agency_name: str
    #: changes with the password, so that a new one ends every session of the old
    stamp: str

    @property
    def actor(self) -> Actor:
        return Actor(self.role, f"user:{self.id}", self.id, self.agency_id, self.agency_code)


def sign_in(username: str, password: str, network: str) -> int:
    """The id of the account that this password opens; refused in one sentence or slowed down."""
    name = clean_line(username).lower()[:LONGEST]
    about = {
        "account": security_events.account(name),
        "network": security_events.neighbourhood(network, clock.today()),
    }
    try:
        throttle.refuse_hasty(name, network)
    except throttle.TooHastyError:
        note(SecurityEvent.THROTTLED, **about)
        raise
    with transaction() as session:
        row = session.execute(
            select(UserAccount.id, UserAccount.password_hash).where(
                UserAccount.username == name, UserAccount.active
            )
        ).one_or_none()
    right = _matches(row.password_hash if row else "", password)
    if row is None or not right:
        throttle.note_failure(name, network)
        note(SecurityEvent.SIGN_IN_FAILED, **about)
        raise WrongCredentialsError(WRONG)
    throttle.forget(name, network)
    note(SecurityEvent.SIGN_IN_SUCCEEDED, **about)
    return int(row.id)


def account(session: Session, account_id: int) -> Account | None:
    """The account as it is now; None when it was closed."""
    row = session.execute(_ACCOUNT, {"id": account_id}).one_or_none()
    return None if row is None else read(row)


def read(row: Row[*tuple[Any, ...]]) -> Account:
    """The account in a row of ``ACCOUNTS``."""
    return Account(
        id=row.id,
        username=row.username,
        name=row.name,
        title=row.title,
        role=Role(row.role),
        agency_id=row.agency_id,
        agency_code=row.code,
        agency_name=row.agency_name,
        stamp=sha256(row.password_hash.encode()).hexdigest()[:16],
    )


def set_password(username: str, password: str) -> None:
    """Give one account a new password; every session of the old one ends."""
    wanted = normalize("NFC", password)
    if not SHORTEST <= len(wanted) <= LONGEST or username in wanted.lower():
        msg = f"Mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự và không chứa tên đăng nhập."
        raise InvalidInputError("password", msg)
    with transaction() as session:
        changed = session.scalars(
            update(UserAccount)
            .where(UserAccount.username == username)
            .values(password_hash=_hash(wanted))
            .returning(UserAccount.id)
        ).all()
    if not changed:
        msg = "Không có tài khoản này."
        raise NotFoundError(msg)


def _hash(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(normalize("NFC", password))


def _matches(hashed: str, password: str) -> bool:
    """Always the work of one verification, also where there is nothing to verify."""
    typed = normalize("NFC", password)
    usable = bool(hashed) and len(typed) <= LONGEST
    with _AT_ONCE:
        try:
            _HASHER.verify(hashed if usable else _nobodys_hash(), typed[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return usable


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
