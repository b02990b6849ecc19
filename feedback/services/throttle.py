"""Slowing down who guesses: a growing wait for one account from one network, never a lock.

Failures are counted in the queue's server, which forgets them by itself. Without that server
signing in still works, held back by the cost of a password check alone.
"""

import logging
from hashlib import sha256

from redis.exceptions import RedisError

from feedback.domain.errors import DomainError
from feedback.extensions import current_settings, queues

log = logging.getLogger(__name__)

#: failures that cost nothing: everybody mistypes
FREE = 4
LONGEST_WAIT = 300
REMEMBERED = 900


class TooHastyError(DomainError):
    """Too many wrong tries; ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Bạn đã thử sai nhiều lần. Đợi {seconds} giây rồi thử lại.")
        self.seconds = seconds


def refuse_hasty(name: str, network: str) -> None:
    """Raise while the wait of this account from this network is not over."""
    try:
        left = int(queues.connection.ttl(_key("wait", name, network)))
    except (RedisError, OSError) as error:
        log.warning("wrong tries are not counted: %s", error)
        return
    if left > 0:
        raise TooHastyError(left)


def note_failure(name: str, network: str) -> None:
    """Count one more; from the fifth on each doubles the wait."""
    count, wait = _key("count", name, network), _key("wait", name, network)
    try:
        tries = int(queues.connection.incr(count))
        queues.connection.expire(count, REMEMBERED)
        if tries > FREE:
            queues.connection.set(wait, 1, ex=min(2 ** (tries - FREE), LONGEST_WAIT))
    except (RedisError, OSError) as error:
        log.warning("wrong tries are not counted: %s", error)


def forget(name: str, network: str) -> None:
    try:
        queues.connection.delete(_key("count", name, network), _key("wait", name, network))
    except (RedisError, OSError) as error:
        log.warning("wrong tries are not counted: %s", error)


def _key(what: str, name: str, network: str) -> str:
    """Names and networks are hashed: this server's dump shall not list who signs in.

    Two installations on one queue server do not slow each other down.
    """
    whose = f"{current_settings().database_url}|{name}|{network}"
    return f"signin:{what}:{sha256(whose.encode()).hexdigest()[:32]}"
