"""One-time codes of an application on somebody's telephone (TOTP, RFC 6238), and codes on paper.

A code of the step before or after is taken, as telephones go wrong by some seconds; none is taken
twice, nor an older one after it. Nothing is kept before the first code has shown that the
application holds the secret. No codes by mail or message: both can be read by others.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

import pyotp
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.extensions import current_settings
from feedback.models.sign_in import CodeGenerator
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events, paper_codes
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.paper_codes import PaperPurpose
from feedback.services.signing_in.relying_party import NAME
from feedback.vault.factors import DoesNotOpenError, open_factor, seal_factor
from feedback.vault.keys import KeyRing

WRONG = "Mã chưa đúng hoặc đã dùng. Chờ mã kế tiếp rồi nhập."
#: Steps of thirty seconds that a telephone's clock may be wrong by.
DRIFT = 1
RECOVERY_CODES = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A secret to be carried to the telephone; ``sealed`` comes back with the first code."""

    address: str
    letters: str
    sealed: str


def offer(account: Account) -> Offered:
    """A new secret for this account, kept nowhere yet."""
    letters = pyotp.random_base32()
    address = pyotp.TOTP(letters).provisioning_uri(name=account.username, issuer_name=NAME)
    sealed = seal_factor(letters.encode(), _key(), account.id, "offered")
    return Offered(address, letters, urlsafe_b64encode(sealed).decode())


def offered_again(account: Account, sealed: str) -> Offered | None:
    """The same offer, after a wrong code; None when it is not one of ours to this account."""
    letters = _letters_of(account, sealed)
    if letters is None:
        return None
    address = pyotp.TOTP(letters).provisioning_uri(name=account.username, issuer_name=NAME)
    return Offered(address, letters, sealed)


def set_up(account: Account, sealed: str, typed: str, now: datetime) -> list[str]:
    """Keep the secret whose code was typed; the answer: codes to be written down, told once."""
    letters = _letters_of(account, sealed)
    step = None if letters is None else step_of(letters, typed, now)
    if letters is None or step is None:
        raise InvalidInputError("code", WRONG)
    with transaction() as session:
        kept = seal_factor(letters.encode(), _key(), account.id, "kept")
        values = {"sealed": kept, "last_step": step, "since": now}
        session.execute(
            insert(CodeGenerator)
            .values(user_id=account.id, **values)
            .on_conflict_do_update(index_elements=[CodeGenerator.user_id], set_=values)
        )
        paper_codes.void(session, account.id, PaperPurpose.RECOVERY, now)
        account_events.record(session, account.id, What.GENERATOR_SET, now, by=account.id)
        return [
            paper_codes.issue(session, account.id, PaperPurpose.RECOVERY, now)
            for _ in range(RECOVERY_CODES)
        ]


def remove(account: Account, now: datetime) -> None:
    with transaction() as session:
        forget(session, account.id, now)
        account_events.record(session, account.id, What.GENERATOR_REMOVED, now, by=account.id)


def forget(session: Session, user_id: int, now: datetime) -> None:
    """The secret and its codes on paper are worth nothing any more; part of a use case."""
    session.execute(delete(CodeGenerator).where(CodeGenerator.user_id == user_id))
    paper_codes.void(session, user_id, PaperPurpose.RECOVERY, now)


def is_set_up(session: Session, user_id: int) -> bool:
    found = select(CodeGenerator.user_id).where(CodeGenerator.user_id == user_id)
    return session.scalar(found) is not None


def accept(user_id: int, typed: str, now: datetime) -> bool:
    """Whether this code proves that the telephone, or the paper, is at hand; never twice."""
    with transaction() as session:
        generator = session.get(CodeGenerator, user_id)
        if generator is None:
            return False
        letters = open_factor(generator.sealed, _key(), user_id, "kept").decode()
        step = step_of(letters, typed, now)
        if step is not None:
            return _use_up(session, user_id, step)
        if not paper_codes.use(session, typed, PaperPurpose.RECOVERY, now, user_id):
            return False
        account_events.record(session, user_id, What.RECOVERY_USED, now, by=user_id)
        return True


def step_of(letters: str, typed: str, now: datetime) -> int | None:
    """The step whose code was typed; None when it is none of now."""
    digits = "".join(typed.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    generator = pyotp.TOTP(letters)
    current = generator.timecode(now)
    near = range(current - DRIFT, current + DRIFT + 1)
    return next(
        (step for step in near if compare_digest(generator.generate_otp(step), digits)), None
    )


def _use_up(session: Session, user_id: int, step: int) -> bool:
    """One statement, so that of two who type the same code at once one is refused."""
    used = session.scalar(
        update(CodeGenerator)
        .where(CodeGenerator.user_id == user_id, CodeGenerator.last_step < step)
        .values(last_step=step)
        .returning(CodeGenerator.user_id)
    )
    return used is not None


def _letters_of(account: Account, sealed: str) -> str | None:
    try:
        raw = urlsafe_b64decode(sealed.encode())
        return open_factor(raw, _key(), account.id, "offered").decode()
    except (DoesNotOpenError, ValueError):
        return None


def _key() -> bytes:
    return KeyRing(current_settings().keys_dir).factor_key
