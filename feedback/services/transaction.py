"""One use case, one transaction; after the commit, the queue is woken.

Services that open a transaction do not call one another: what they share takes the session.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.extensions import db
from feedback.services.outbox import wake


class OutcomeUnknownError(Exception):
    """The database was lost while it was asked to commit: it has, or it has not."""


@contextmanager
def transaction() -> Iterator[Session]:
    """The scoped session; commits at the end, rolls back whatever went wrong."""
    session = db.session()
    try:
        yield session
        session.flush()
        _commit(session)
    except BaseException:
        session.rollback()
        session.info.pop("woken", None)
        raise
    wake(session)


def _commit(session: Session) -> None:
    """Nobody may be told that nothing was recorded when only the answer was lost."""
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise OutcomeUnknownError from error
        raise
