"""Accounts that open names, or make accounts: one administrator alone lets nobody in as these.

Whoever could make a custodian and enter as one, or a second administrator to agree with, would be
two people alone. So such an account stays closed until another administrator has confirmed who it
was given to: after it was made, given its role, reopened, or handed a code. Once there are two
administrators there stay two. The first one makes the second alone: nobody else is there.
"""

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError, NotFoundError
from feedback.domain.roles import Actor, Role
from feedback.models.agency import Agency, UserAccount
from feedback.models.sign_in import AccountConfirmation
from feedback.services.ground import four_eyes
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events, sessions
from feedback.services.signing_in.account_events import What

WAITING, CONFIRMED = "waiting", "confirmed"
TRUSTED = frozenset({Role.CUSTODIAN, Role.PROTECTOR, Role.ADMINISTRATOR})
FEWEST = 2
TOO_FEW = "Phải còn ít nhất hai quản trị viên: lập người khác trước."
WAITS = "Tài khoản này chờ quản trị viên thứ hai xác nhận."


_WAITING = select(AccountConfirmation).where(
    AccountConfirmation.user_id == bindparam("user_id"), AccountConfirmation.state == WAITING
)


def is_trusted(role: Role, agency: Agency) -> bool:
    """Who leads the inspectorate decides on names as well."""
    return role in TRUSTED or (role is Role.HEAD and agency.level == "inspectorate")


def hold(session: Session, person: UserAccount, by: int | None, now: datetime) -> None:
    """Closed from here on, until somebody else says yes; part of a use case."""
    if by is None or not _others(session, by, person.id):
        return
    person.active = False
    sessions.end_all_of(session, person.id, now)
    waits = waiting(session, person.id)
    if waits is None:
        session.add(AccountConfirmation(user_id=person.id, proposed_by_id=by, proposed_at=now))
    else:
        waits.proposed_by_id, waits.proposed_at = by, now


def waiting(session: Session, user_id: int) -> AccountConfirmation | None:
    return session.scalars(_WAITING, {"user_id": user_id}).one_or_none()


def confirm(account_id: int, actor: Actor, now: datetime) -> str:
    """The second administrator's yes; the name of the account, which is open from now on."""
    with transaction() as session:
        locked = _WAITING.with_for_update()
        waits = session.scalars(locked, {"user_id": account_id}).one_or_none()
        if waits is None or actor.user_id is None or actor.user_id == account_id:
            raise NotFoundError("Tài khoản này không chờ xác nhận.")
        four_eyes.refuse_decided_or_own(waits, WAITING, actor.user_id)
        four_eyes.decide(waits, CONFIRMED, actor, now)
        person = session.get_one(UserAccount, account_id)
        person.active = True
        account_events.record(session, account_id, What.CONFIRMED, now, by=actor.user_id)
        return person.username


def refuse_too_few(session: Session, person: UserAccount) -> None:
    """Of two administrators none goes: the other would be alone with everything."""
    if not person.active or person.role != Role.ADMINISTRATOR:
        return
    counted = select(func.count()).where(UserAccount.role == Role.ADMINISTRATOR, UserAccount.active)
    if (session.scalar(counted) or 0) <= FEWEST:
        raise NotAllowedError(TOO_FEW)


def _others(session: Session, by: int, person_id: int) -> bool:
    """Whether there is an administrator who could confirm."""
    found = select(UserAccount.id).where(
        UserAccount.role == Role.ADMINISTRATOR,
        UserAccount.active,
        UserAccount.id.not_in((by, person_id)),
    )
    return session.scalar(found.limit(1)) is not None
