"""Register books: their counters, the symbols they carry from a day on, and their closing."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class RegisterCounter(Base):
    """Last number given in a book and year; a locked row, because sequences leave gaps."""

    __tablename__ = "register_counter"
    __table_args__ = (CheckConstraint("last >= 1", "numbers_count_from_one"),)

    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class RegisterClosing(Base):
    """A book as its year ended; from here on a trigger refuses every number of that year."""

    __tablename__ = "register_closing"
    __table_args__ = (CheckConstraint("length(sha256) = 64", "hash_in_hexadecimal"),)

    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    last: Mapped[int]
    #: of the leaves of the entries that gave its numbers, in their order
    sha256: Mapped[str]
    closed_at: Mapped[datetime]


class RegisterSymbol(Base):
    """The symbol of a series from a day on; rows are only added, none holds backwards."""

    __tablename__ = "register_symbol"
    __table_args__ = (
        CheckConstraint(
            "first_day >= (entered_at at time zone 'Asia/Ho_Chi_Minh')::date", "not_backwards"
        ),
        CheckConstraint("symbol <> ''", "has_symbol"),
        Index("ix_register_symbol_series", "agency_id", "type_code", "restricted", "first_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    #: QĐ, TB and so on; empty for a công văn
    type_code: Mapped[str]
    restricted: Mapped[bool]
    symbol: Mapped[str]
    first_day: Mapped[date]
    #: the paper by which the head fixed it
    decision: Mapped[str]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
