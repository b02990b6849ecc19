"""Officers' accounts as they are now, and whether a password opens one.

A wrong name and a wrong password get the same answer after the same work. Guessing is slowed, by
account and network together, and never locked: a stranger cannot keep an officer out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import DomainError
from feedback.domain.passwords import LONGEST
from feedback.domain.roles import Actor, Role
from feedback.domain.text import clean_line
from feedback.models.agency import Agency, UserAccount
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import passwords, throttle
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent, note

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


_person, _agency = UserAccount.__table__, Agency.__table__
#: Every account that is open, with its agency; ``read`` makes an ``Account`` of a row.
ACCOUNTS = (
    select(
        *(
            _person.c[name]
            for name in ("id", "username", "name", "title", "role", "agency_id", "stamp")
        ),
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


def sign_in(username: str, password: str, network: str, now: datetime) -> int:
    """The id of the account that this password opens; refused in one sentence or slowed down."""
    name = clean_line(username).lower()[:LONGEST]
    about = pseudonyms(name, network, now)
    try:
        throttle.refuse_hasty(name, network, now)
    except throttle.TooHastyError:
        note(SecurityEvent.THROTTLED, **about)
        raise
    with transaction() as session:
        row = session.execute(
            select(UserAccount.id, UserAccount.password_hash).where(
                UserAccount.username == name, UserAccount.active
            )
        ).one_or_none()
    right = passwords.matches(row.password_hash if row else "", password)
    if row is None or not right:
        throttle.note_failure(name, network, now)
        note(SecurityEvent.SIGN_IN_FAILED, **about)
        raise WrongCredentialsError(WRONG)
    throttle.forget(name, network, now)
    return int(row.id)


def pseudonyms(username: str, network: str, now: datetime) -> dict[str, str | int | None]:
    """Whom a line of the log is about, and from where."""
    return {
        "account": security_events.account(username),
        "network": security_events.neighbourhood(network, civil_day(now)),
    }


def account(session: Session, account_id: int) -> Account | None:
    """The account as it is now; None when it was closed."""
    row = session.execute(_ACCOUNT, {"id": account_id}).one_or_none()
    return None if row is None else read(row)


def the_account(session: Session, account_id: int) -> Account:
    """The account that was open a moment ago; closed meanwhile, it is a wrong one."""
    found = account(session, account_id)
    if found is None:
        raise WrongCredentialsError(WRONG)
    return found


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
        stamp=row.stamp,
    )
