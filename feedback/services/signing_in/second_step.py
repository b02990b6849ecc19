"""After the right password: is the second proof right, and may what was proved open the rooms.

Guessing codes is slowed like guessing passwords, under a name of its own: a right password forgets
the tries at the password, never those at the code.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, InvalidInputError, NotAllowedError
from feedback.domain.roles import Role
from feedback.domain.sign_in import Demand, Method, is_enough
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import (
    account_events,
    accounts,
    one_time_codes,
    passkeys,
    throttle,
)
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.accounts import Account
from feedback.services.watch.security_events import SecurityEvent, note

NEEDS_MORE = (
    "Vai trò của bạn cần khóa đăng nhập hoặc mã một lần."
    " Đăng nhập bằng khóa, hoặc xin quản trị viên cấp mã kích hoạt."
)
KEY_ONLY = "Bạn có khóa đăng nhập: xác nhận bằng khóa."


class NotEnoughError(NotAllowedError):
    """The proof is right, and too weak for the role."""


def refuse_weak(role: Role, method: Method, *, demanded: Demand) -> None:
    """At the door; where hardware is demanded, a lesser second factor lets in to set it up."""
    if demanded is Demand.HARDWARE:
        demanded = Demand.SECOND_FACTOR
    if not is_enough(role, method, demanded=demanded):
        raise NotEnoughError(NEEDS_MORE)


def check_code(account: Account, typed: str, network: str, now: datetime) -> None:
    """Raise unless the code is right; who has the password and guesses at codes is told of."""
    name = f"{account.username} code"
    about = accounts.pseudonyms(account.username, network, now)
    try:
        throttle.refuse_hasty(name, network, now)
    except throttle.TooHastyError:
        note(SecurityEvent.THROTTLED, **about)
        raise
    if one_time_codes.accept(account.id, typed, now):
        throttle.forget(name, network, now)
        return
    throttle.note_failure(name, network, now)
    note(SecurityEvent.SIGN_IN_FAILED, **about)
    with transaction() as session:
        account_events.record(session, account.id, What.WRONG_CODE, now, by=None)
    raise InvalidInputError("code", one_time_codes.WRONG)


def prove_again(
    session: Session, account: Account, password: str, code: str, network: str, now: datetime
) -> Method:
    """What password and code prove of somebody signed in; a second factor they have is asked."""
    generator = one_time_codes.is_set_up(session, account.id)
    if not generator and passkeys.keys_of(session, account.id):
        raise InvalidInputError("password", KEY_ONLY)
    try:
        accounts.sign_in(account.username, password, network, now)
    except accounts.WrongCredentialsError as error:
        raise InvalidInputError("password", "Mật khẩu chưa đúng.") from error
    except DomainError as error:
        raise InvalidInputError("password", str(error)) from error
    if not generator:
        return Method.PASSWORD
    check_code(account, code, network, now)
    return Method.PASSWORD_AND_CODE
