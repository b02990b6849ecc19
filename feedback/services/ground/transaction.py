"""One use case, one transaction; after the commit, the queue is woken.

Services that open a transaction do not call one another: what they share takes the session.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.extensions import db
from feedback.services.ground.outbox import wake
from feedback.services.log.log_standing import refuse_entries_of_other

_AFTERWARDS: Final = "feedback.afterwards"


class OutcomeUnknownError(Exception):
    """The database was lost while it was asked to commit: it has, or it has not."""


@contextmanager
def transaction() -> Iterator[Session]:
    """The scoped session; commits at the end, rolls back whatever went wrong.

    The one door that changes files: no entry goes through it into a database that lost others.
    """
    session = db.session()
    try:
        yield session
        session.flush()
        refuse_entries_of_other(session)
        _commit(session)
    except BaseException:
        session.rollback()
        session.info.pop("woken", None)
        session.info.pop(_AFTERWARDS, None)
        raise
    for thing in session.info.pop(_AFTERWARDS, ()):
        thing()
    wake(session)


def afterwards(session: Session, thing: Callable[[], None]) -> None:
    """Have something done once the transaction is committed, and never if it is not."""
    session.info[_AFTERWARDS] = (*session.info.get(_AFTERWARDS, ()), thing)


def _commit(session: Session) -> None:
    """Nobody may be told that nothing was recorded when only the answer was lost."""
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise OutcomeUnknownError from error
        raise
