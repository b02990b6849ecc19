"""Whether what an address names is closed to who asks: for the record alone, never for a page."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from feedback.extensions import db
from feedback.services.ground.transaction import transaction

#: The rows are hidden from who asks, so the database's owner answers.
_CLOSED = text("SELECT closed_file(:place, :number)")


def is_closed(place: str, number: int) -> bool:
    """Of a file, or of a paper of it, by the name that addresses have for it.

    Where the database is away nothing is closed that anybody could be told of.
    """
    db.session.rollback()
    try:
        with transaction() as session:
            return bool(session.scalar(_CLOSED, {"place": place, "number": number}))
    except SQLAlchemyError:
        return False
