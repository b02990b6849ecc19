"""What must happen later is a row first: renderings and mails wait here until done.

A queue job only carries the row's id. A row is done when ``done_at`` is set in the transaction of
its effect; losing Redis loses nothing.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class OutboxItem(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "next_try_at",
            postgresql_where=text("done_at is null and failed_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: one effect, one key, e.g. "letter-42"; doubles are refused by the database
    key: Mapped[str] = mapped_column(unique=True)
    #: the queue, and the kind of effect: letters, notices, sweeps (a recomputation)
    queue: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


class Notice(Base):
    """A sentence for an officer's page; mail repeats it."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_unread", "user_id", "id", postgresql_where=text("read_at is null")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    level: Mapped[int]
    text: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class SweepReport(Base):
    """What a sweep found and when; readiness asks how old the newest is."""

    __tablename__ = "sweep_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    escalations: Mapped[int]
    seconds: Mapped[float]
