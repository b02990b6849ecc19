"""Clocks of the law on a subject: deadlines, pauses, extensions, escalations.

Overdue is never stored: it is a date and today. ``next_level_at`` is where the ladder of escalation
stands, so that a sweep looks only at what is due and not at all that is open.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Deadline(Base):
    __tablename__ = "deadline"
    __table_args__ = (
        CheckConstraint("state in ('open', 'met', 'void')", "state"),
        CheckConstraint("(state = 'open') = (closed_on is null)", "closed_has_day"),
        Index(
            "uq_deadline_open_rule",
            "subject_id",
            "rule",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_deadline_alarm", "next_level_at", postgresql_where=text("state = 'open'")),
        Index("ix_deadline_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    limit_id: Mapped[str]
    rule: Mapped[str]
    started_on: Mapped[date]
    #: the instant it is counted from, and the instant it ends, for periods in hours
    started_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    #: null while the clock stands still
    due_raw: Mapped[date | None]
    due_legal: Mapped[date | None]
    guard_on: Mapped[date | None]
    #: an event to wait for, which nobody can be late with
    waits: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="open")
    closed_on: Mapped[date | None]
    #: flags that chose the variant, e.g. ["complex", "remote"]
    flags: Mapped[list[str]] = mapped_column(default=list)
    #: the lines of the arithmetic as told on the day it was computed
    explanation: Mapped[list[str]] = mapped_column(default=list)
    next_level: Mapped[int | None]
    next_level_at: Mapped[datetime | None]


class ClockPause(Base):
    """A legal act stopped the clocks of a subject: ground, document, from, until."""

    __tablename__ = "clock_pause"
    __table_args__ = (
        CheckConstraint("until is null or until >= since", "ends_after_start"),
        Index(
            "uq_clock_pause_open", "subject_id", unique=True, postgresql_where=text("until is null")
        ),
        Index("ix_clock_pause_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    ground: Mapped[str]
    document: Mapped[str] = mapped_column(default="")


class ClockExtension(Base):
    """A granted addition to one deadline, with the document that grants it."""

    __tablename__ = "clock_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"), index=True)
    length: Mapped[int]
    unit: Mapped[str]
    document: Mapped[str]


class Escalation(Base):
    """One level of the ladder reached by one deadline, addressed to one person, once."""

    __tablename__ = "escalation"
    __table_args__ = (UniqueConstraint("deadline_id", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"))
    level: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    #: when the level was truly reached, however late a sweep found it
    due_at: Mapped[datetime]
    found_at: Mapped[datetime]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
