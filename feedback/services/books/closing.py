"""Closing the registers of a year that is over (Nghị định 30/2020/NĐ-CP, Điều 16 khoản 2 điểm b).

Every number of a book was given in one entry of the history; the hash of a closed book is that of
the leaves of these entries in their order. From the closing on the database gives no number of the
year (trigger ``closed_year``).
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import DomainError, NotLawfulError
from feedback.domain.history.entries import Draft
from feedback.domain.roles import SYSTEM
from feedback.models.entry import Entry
from feedback.models.register import RegisterClosing, RegisterCounter
from feedback.services.ground.transaction import transaction
from feedback.services.log import history

#: First half of the lock under which numbers of a year are taken; the year is the second.
NUMBERING: Final = 5270


class BrokenRegisterError(DomainError):
    """The numbers of a book are not those of its entries: nothing closes until that is cleared."""


def close_past(now: datetime) -> list[RegisterClosing]:
    """Close every year that is over and not closed yet; harmless when run twice."""
    with transaction() as session:
        closed = select(RegisterClosing.year)
        years = session.scalars(
            select(RegisterCounter.year)
            .where(RegisterCounter.year < civil_day(now).year, RegisterCounter.year.not_in(closed))
            .distinct()
            .order_by(RegisterCounter.year)
        ).all()
    return [closing for year in years for closing in close(year, now)]


def close(year: int, now: datetime) -> list[RegisterClosing]:
    """Close every register of a year that is over; nothing when that was done."""
    if year >= civil_day(now).year:
        raise NotLawfulError(f"Năm {year} chưa hết; sổ chỉ khóa sau ngày 31 tháng 12 năm {year}.")
    with transaction() as session:
        session.execute(select(func.pg_advisory_xact_lock(NUMBERING, year)))
        done = select(RegisterClosing.book).where(RegisterClosing.year == year)
        if session.scalars(done).first() is not None:
            return []
        counters = session.scalars(
            select(RegisterCounter)
            .where(RegisterCounter.year == year)
            .order_by(RegisterCounter.book)
        ).all()
        closings = [_closing(session, counter, now) for counter in counters]
        session.add_all(closings)
        session.flush()
        history.record_many(session, [_entry(closing, now) for closing in closings])
        return closings


def digest(session: Session, book: str, year: int, last: int) -> str:
    """The hash over the entries that gave the numbers 1 to ``last``; ``BrokenRegisterError``."""
    entries = session.execute(
        select(Entry.number, Entry.leaf)
        .where(Entry.book == book, Entry.year == year)
        .order_by(Entry.number)
    )
    return _digest(book, last, ((one.number, one.leaf) for one in entries))


def _digest(book: str, last: int, entries: Iterable[tuple[int | None, bytes]]) -> str:
    seen, whole = 0, sha256()
    for number, leaf in entries:
        seen += 1
        if number != seen:
            raise BrokenRegisterError(f"Sổ “{book}” thiếu số {seen}; chưa khóa được.")
        whole.update(leaf)
    if seen != last:
        raise BrokenRegisterError(
            f"Sổ “{book}” đã cấp {last} số nhưng lịch sử chỉ có {seen}; chưa khóa được."
        )
    return whole.hexdigest()


def _closing(session: Session, counter: RegisterCounter, now: datetime) -> RegisterClosing:
    return RegisterClosing(
        book=counter.book,
        year=counter.year,
        uid=uuid4(),
        last=counter.last,
        sha256=digest(session, counter.book, counter.year, counter.last),
        closed_at=now,
    )


def _entry(closing: RegisterClosing, now: datetime) -> Draft:
    data = {
        "book": closing.book,
        "year": closing.year,
        "last": closing.last,
        "sha256": closing.sha256,
    }
    return Draft(closing.uid, "system", "register_closed", now, SYSTEM.pseudonym, None, data)
