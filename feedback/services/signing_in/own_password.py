"""A password is set by its owner alone: changed with the old one, or with an activation code."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.passwords import refusal
from feedback.models.agency import UserAccount
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events, accounts, passwords
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.leaked_passwords import LEAKED, is_leaked


def change(account: Account, old: str, new: str, network: str, now: datetime) -> Account:
    """The old one is proved, every session ends; the account with its new stamp."""
    refuse_weak(account, new)
    try:
        accounts.sign_in(account.username, old, network, now)
    except DomainError as error:
        wrong = isinstance(error, accounts.WrongCredentialsError)
        raise InvalidInputError("old", "Mật khẩu chưa đúng." if wrong else str(error)) from error
    hashed = passwords.hashed(new)
    with transaction() as session:
        put(session, account.id, hashed)
        account_events.record(session, account.id, What.PASSWORD_CHANGED, now, by=account.id)
        return accounts.the_account(session, account.id)


def refuse_weak(account: Account, new: str) -> None:
    about = (account.username, account.name, account.agency_name, account.agency_code)
    if sentence := refusal(new, about):
        raise InvalidInputError("new", sentence)
    if is_leaked(new):
        raise InvalidInputError("new", LEAKED)


def put(session: Session, user_id: int, hashed: str) -> None:
    """The hash in its row; its change ends the sessions of the old one by itself."""
    session.execute(
        update(UserAccount).where(UserAccount.id == user_id).values(password_hash=hashed)
    )
