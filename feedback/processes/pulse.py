"""A process that does one small thing every few seconds until it is told to end.

A server that is away is waited for, longer each time; anything else that goes wrong ends the
process, and whoever supervises it starts it again.
"""

import logging
import signal
from collections.abc import Callable

from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError

from feedback.services.ground.transaction import transaction
from feedback.services.log.log_standing import NotTheSealedLogError, refuse_other

log = logging.getLogger(__name__)

FAREWELLS = (signal.SIGTERM, signal.SIGINT)
LONGEST_WAIT = 30.0
AWAY = (RedisError, DBAPIError, OSError)


def keep_doing(thing: Callable[[], object], *, every: float) -> None:
    """Do it until SIGTERM or SIGINT, which are only heard between two times."""
    signal.pthread_sigmask(signal.SIG_BLOCK, FAREWELLS)
    wait = every
    while True:
        try:
            thing()
        except NotTheSealedLogError:
            wait = min(2 * wait, LONGEST_WAIT)
            log.error("nothing is done: this is not the database that was sealed")  # noqa: TRY400 - a finding, not a fault
        except AWAY as error:
            wait = min(2 * wait, LONGEST_WAIT)
            log.warning("a server is away, next try in %.0f s: %s", wait, error)
        else:
            wait = every
        if signal.sigtimedwait(FAREWELLS, wait) is not None:
            log.info("told to end")
            return


def on_the_sealed_log(thing: Callable[[], object]) -> Callable[[], object]:
    """The same, left undone while the database is not the one whose history was signed.

    After a restore mails would go out twice, and what people decided since would be decided anew.
    """

    def done() -> object:
        with transaction() as session:
            refuse_other(session)
        return thing()

    return done
