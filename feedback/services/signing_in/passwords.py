"""Hashing passwords: slow on purpose, as much work for everybody, two at a time."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from feedback.domain.passwords import LONGEST, composed

#: Argon2id, 64 MiB and three rounds (RFC 9106); two at a time, so that a flood of tries leaves the
#: machine its cores.
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)


def hashed(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(composed(password))


def matches(known: str, password: str) -> bool:
    """Always the work of one verification, also where there is nothing to verify."""
    typed = composed(password)
    usable = bool(known) and len(typed) <= LONGEST
    with _AT_ONCE:
        try:
            _HASHER.verify(known if usable else _nobodys_hash(), typed[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return usable


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
