"""Activation codes: an administrator lets somebody in without ever knowing what they enter with.

The code is told once, kept as a hash and good for three days. Whoever uses it sets their own
password; keys and code generators of before are forgotten with it, as they may be what was lost.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import (
    account_events,
    accounts,
    factors,
    own_password,
    paper_codes,
    passwords,
    sessions,
)
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.paper_codes import PaperPurpose

GOOD_FOR = timedelta(days=3)
WRONG = "Mã kích hoạt chưa đúng, đã dùng hoặc đã hết hạn."


def issue(session: Session, user_id: int, now: datetime, *, by: int | None) -> str:
    """A new code as it is written down; earlier ones are void. Part of a use case."""
    paper_codes.void(session, user_id, PaperPurpose.ACTIVATION, now)
    account_events.record(session, user_id, What.ACTIVATION_ISSUED, now, by=by)
    return paper_codes.issue(session, user_id, PaperPurpose.ACTIVATION, now, now + GOOD_FOR)


def activate(typed: str, new: str, now: datetime) -> Account:
    """The account whose code this is, with the password its owner chose."""
    with transaction() as session:
        account = _account_of(session, typed, now)
    own_password.refuse_weak(account, new)
    hashed = passwords.hashed(new)
    with transaction() as session:
        if not paper_codes.use(session, typed, PaperPurpose.ACTIVATION, now, account.id):
            raise InvalidInputError("code", WRONG)
        factors.forget(session, account.id, now)
        sessions.end_all_of(session, account.id, now)
        own_password.put(session, account.id, hashed)
        account_events.record(session, account.id, What.ACTIVATED, now, by=account.id)
        return accounts.the_account(session, account.id)


def _account_of(session: Session, typed: str, now: datetime) -> Account:
    user_id = paper_codes.owner(session, typed, PaperPurpose.ACTIVATION, now)
    account = None if user_id is None else accounts.account(session, user_id)
    if account is None:
        raise InvalidInputError("code", WRONG)
    return account
