"""One use case, one transaction; after the commit, the queue is woken.

Services that open a transaction do not call one another: what they share takes the session.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from feedback.extensions import db
from feedback.services.outbox import wake


@contextmanager
def transaction() -> Iterator[Session]:
    """The scoped session; commits at the end, rolls back whatever went wrong."""
    session = db.session()
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        session.info.pop("woken", None)
        raise
    wake(session)
