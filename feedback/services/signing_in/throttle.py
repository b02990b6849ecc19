"""Slowing down who guesses: a growing wait for one account from one network, never a lock.

A colleague in another network is not held back by who guesses at their account, so nobody keeps an
officer out by trying wrong. Tries are rows: nothing hangs on the queue's server, and all machines
count together. Names and networks stand there as the log's pseudonyms (``security_events``): what
is typed as a name may be a password.
"""

from datetime import datetime, timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from feedback.domain.clock import civil_day
from feedback.domain.errors import DomainError
from feedback.models.sign_in import SignInTry
from feedback.services.ground.transaction import transaction
from feedback.services.watch import security_events

#: failures that cost nothing: everybody mistypes
FREE = 4
LONGEST_WAIT = timedelta(minutes=5)
REMEMBERED = timedelta(minutes=15)


class TooHastyError(DomainError):
    """Too many wrong tries; ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Bạn đã thử sai nhiều lần. Đợi {seconds} giây rồi thử lại.")
        self.seconds = seconds


def wait_after(tries: int) -> timedelta:
    """From the fifth wrong try on, each doubles the wait."""
    if tries <= FREE:
        return timedelta()
    doubled: int = 2 ** min(tries - FREE, 16)
    return min(timedelta(seconds=doubled), LONGEST_WAIT)


def refuse_hasty(name: str, network: str, now: datetime) -> None:
    """Raise while the wait of this account from this network is not over."""
    account, neighbourhood = _pair(name, network, now)
    with transaction() as session:
        until = session.scalar(
            select(SignInTry.wait_until).where(
                SignInTry.account == account, SignInTry.network == neighbourhood
            )
        )
    if until is not None and until > now:
        raise TooHastyError(int((until - now).total_seconds()) + 1)


def note_failure(name: str, network: str, now: datetime) -> None:
    """Count one more; what is long past counts as never."""
    account, neighbourhood = _pair(name, network, now)
    first = insert(SignInTry).values(
        account=account, network=neighbourhood, tries=1, last_at=now, wait_until=now
    )
    again = {
        "tries": case((SignInTry.last_at < now - REMEMBERED, 1), else_=SignInTry.tries + 1),
        "last_at": now,
    }
    counted = first.on_conflict_do_update(
        index_elements=[SignInTry.account, SignInTry.network], set_=again
    ).returning(SignInTry.tries)
    with transaction() as session:
        wait = wait_after(session.execute(counted).scalar_one())
        session.execute(
            update(SignInTry)
            .where(SignInTry.account == account, SignInTry.network == neighbourhood)
            .values(wait_until=now + wait)
        )


def forget(name: str, network: str, now: datetime) -> None:
    """Who proved to be right has mistyped before; and what is past is swept out with it."""
    account, neighbourhood = _pair(name, network, now)
    with transaction() as session:
        session.execute(
            delete(SignInTry).where(
                (SignInTry.account == account) & (SignInTry.network == neighbourhood)
                | (SignInTry.last_at < now - REMEMBERED)
            )
        )


def _pair(name: str, network: str, now: datetime) -> tuple[str, str]:
    return security_events.account(name), security_events.neighbourhood(network, civil_day(now))
