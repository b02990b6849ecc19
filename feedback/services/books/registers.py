"""Numbers of the register books: no gap, no double, whatever crashes.

The number is the caller's only when its transaction commits; until then nobody else gets one of
that book. Locks are always taken in one order, register before log: ``next_number`` therefore
refuses to run after ``history.record`` in the same transaction instead of risking a deadlock.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.domain.errors import NotLawfulError
from feedback.services.log import history

#: What the database answers when the year of a book is closed.
CLOSED: Final = "QN001"

#: Locks the row of the book, or makes it.
_TAKE: Final = text("""
    INSERT INTO register_counter AS counter (book, year, last) VALUES (:book, :year, :taken)
    ON CONFLICT (book, year) DO UPDATE SET last = counter.last + excluded.last
    RETURNING last
""")


def next_number(session: Session, book: str, year: int) -> int:
    """Take the next number of a book and year, from 1."""
    return next_numbers(session, book, year, 1)[0]


def next_numbers(session: Session, book: str, year: int, count: int) -> range:
    """Take several numbers at once; each must be used in an entry of this transaction."""
    history.refuse_when_log_is_locked(session)
    if count < 1:
        raise ValueError("no number asked for")
    try:
        last = session.execute(_TAKE, {"book": book, "year": year, "taken": count}).scalar_one()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != CLOSED:
            raise
        raise NotLawfulError(f"Sổ năm {year} đã khóa, không cấp thêm số của năm đó.") from error
    return range(last - count + 1, last + 1)
