"""What each machine's clock showed when it was looked at last, and when it was doubted last."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class ClockLook(Base):
    __tablename__ = "clock_look"
    __table_args__ = (CheckConstraint("(doubt = '') = (doubted_at is null)", "doubted_once"),)

    #: as the machine calls itself
    machine: Mapped[str] = mapped_column(primary_key=True)
    looked_at: Mapped[datetime]
    #: seconds that it is ahead of the database; unknown where that could not be asked
    apart: Mapped[float | None]
    #: a word of ``feedback.domain.clock_watch``; empty where there was none yet
    doubt: Mapped[str]
    doubted_at: Mapped[datetime | None]
