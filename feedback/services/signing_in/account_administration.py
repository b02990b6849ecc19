"""Accounts are made, given a role, closed and reopened by administrators, never entered by them.

No administrator sets a password or reads a code generator (ASVS 6.4.6): they hand over an
activation code. Nobody changes their own role or closes their own account, so one person alone does
not leave the installation without an administrator. Nobody alone makes a custodian or another
administrator either (``trusted_accounts``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, undefer

from feedback.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.models.agency import Agency, UserAccount
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events, activation, sessions, trusted_accounts
from feedback.services.signing_in.account_events import What
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent, note

#: Whom an account can be made for; citizens have none, the system needs none.
ASSIGNABLE = tuple(role for role in Role if role not in {Role.CITIZEN, Role.SYSTEM})
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}", re.ASCII)
OWN = "Không ai tự đổi vai trò hay tự khóa tài khoản của mình: nhờ quản trị viên khác."
#: One who makes the first administrator waits for the other (see ``first``).
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('first administrator'))")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who gets an account, and which."""

    username: str
    name: str
    title: str
    role: Role
    agency_code: str


def create(wanted: Wanted, by: int | None, now: datetime) -> tuple[int, str]:
    """A new account; its id, and the activation code to hand over."""
    with transaction() as session:
        return _create(session, wanted, by, now)


def first(wanted: Wanted, now: datetime) -> str:
    """The first administrator of an installation; refused for good once there is one."""
    with transaction() as session:
        session.execute(_LOCK)
        if _administrators(session):
            raise NotAllowedError(
                "Đã có quản trị viên; tài khoản mới được lập trên trang quản trị."
            )
        _, code = _create(session, wanted, None, now)
    return code


def change(account_id: int, wanted: Wanted, by: int, now: datetime) -> None:
    """Another role, agency or name; it acts with the next request of whoever is signed in."""
    if account_id == by:
        raise NotAllowedError(OWN)
    with transaction() as session:
        person = _person(session, account_id)
        agency = _agency(session, wanted.agency_code)
        former = session.get_one(Agency, person.agency_id)
        trusted = _is_trusted(person.role, former) or _is_trusted(wanted.role, agency)
        if wanted.role != person.role:
            trusted_accounts.refuse_too_few(session, person)
        before = _standing(person.role, former)
        person.name, person.title = wanted.name, wanted.title
        person.role, person.agency_id = wanted.role, agency.id
        after = _standing(wanted.role, agency)
        if before != after:
            detail = f"{before} → {after}"
            account_events.record(session, account_id, What.ROLE_CHANGED, now, by=by, detail=detail)
            if trusted:
                trusted_accounts.hold(session, person, by, now)
    _tell(person.username)


def close(account_id: int, by: int, now: datetime) -> None:
    """Nobody enters any more, and whoever is inside no longer is."""
    if account_id == by:
        raise NotAllowedError(OWN)
    with transaction() as session:
        person = _person(session, account_id)
        trusted_accounts.refuse_too_few(session, person)
        person.active = False
        sessions.end_all_of(session, account_id, now)
        account_events.record(session, account_id, What.CLOSED, now, by=by)
    _tell(person.username)


def reopen(account_id: int, by: int, now: datetime) -> None:
    with transaction() as session:
        person = _person(session, account_id)
        if trusted_accounts.waiting(session, account_id) is not None:
            raise NotAllowedError(trusted_accounts.WAITS)
        person.active = True
        _hold_trusted(session, person, by, now)
        account_events.record(session, account_id, What.REOPENED, now, by=by)
    _tell(person.username)


def issue_activation(account_id: int, by: int, now: datetime) -> str:
    """The code an administrator hands over in person, told once."""
    with transaction() as session:
        person = _person(session, account_id)
        if not person.active:
            raise NotAllowedError("Tài khoản đang khóa: mở lại trước khi cấp mã.")
        code = activation.issue(session, account_id, now, by=by)
        _hold_trusted(session, person, by, now)
    _tell(person.username)
    return code


def everybody(session: Session) -> Sequence[tuple[UserAccount, str]]:
    """Every account with its agency's name, open ones first."""
    rows = session.execute(
        select(UserAccount, Agency.name)
        .options(undefer(UserAccount.stamp))
        .join(Agency, Agency.id == UserAccount.agency_id)
        .order_by(UserAccount.active.desc(), Agency.name, UserAccount.username)
    )
    return [(person, agency) for person, agency in rows]


def _create(session: Session, wanted: Wanted, by: int | None, now: datetime) -> tuple[int, str]:
    if not USERNAME.fullmatch(wanted.username):
        msg = "Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, số, dấu chấm, gạch."
        raise InvalidInputError("username", msg)
    known = select(UserAccount.id).where(UserAccount.username == wanted.username)
    if session.scalar(known) is not None:
        raise InvalidInputError("username", "Đã có tài khoản tên này.")
    person = UserAccount(
        username=wanted.username,
        name=wanted.name,
        title=wanted.title,
        role=wanted.role,
        agency_id=_agency(session, wanted.agency_code).id,
        created_at=now,
    )
    session.add(person)
    session.flush()
    agency = session.get_one(Agency, person.agency_id)
    detail = _standing(wanted.role, agency)
    account_events.record(session, person.id, What.CREATED, now, by=by, detail=detail)
    code = activation.issue(session, person.id, now, by=by)
    _hold_trusted(session, person, by, now)
    return person.id, code


def _hold_trusted(session: Session, person: UserAccount, by: int | None, now: datetime) -> None:
    if _is_trusted(person.role, session.get_one(Agency, person.agency_id)):
        trusted_accounts.hold(session, person, by, now)


def _is_trusted(role: str, agency: Agency) -> bool:
    return trusted_accounts.is_trusted(Role(role), agency)


def _person(session: Session, account_id: int) -> UserAccount:
    person = session.get(UserAccount, account_id, with_for_update=True)
    if person is None:
        raise NotFoundError("Không có tài khoản này.")
    return person


def _agency(session: Session, code: str) -> Agency:
    agency = session.scalars(select(Agency).where(Agency.code == code)).one_or_none()
    if agency is None:
        raise InvalidInputError("agency", "Không có cơ quan này.")
    return agency


def _standing(role: str, agency: Agency) -> str:
    return f"{ROLE_TITLES[Role(role)]}, {agency.name}"


def _administrators(session: Session) -> int:
    counted = select(func.count()).where(UserAccount.role == Role.ADMINISTRATOR, UserAccount.active)
    return session.scalar(counted) or 0


def _tell(username: str) -> None:
    note(SecurityEvent.ACCOUNT_CHANGED, account=security_events.account(username))
