"""Counters of the register books."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class RegisterCounter(Base):
    """Last number given in a book and year; a locked row, because sequences leave gaps."""

    __tablename__ = "register_counter"
    __table_args__ = (CheckConstraint("last >= 1", "numbers_count_from_one"),)

    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
