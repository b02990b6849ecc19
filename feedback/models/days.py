"""Changes of the calendar, and the communes that count as remote: each with the paper it rests on.

A change is proposed by one person and decided by another; the rows of the table of days name the
change that brought them. Nothing here is deleted.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class CalendarChange(Base):
    __tablename__ = "calendar_change"
    __table_args__ = (
        CheckConstraint("state in ('proposed', 'confirmed', 'refused')", "state"),
        CheckConstraint("decided_by_id <> proposed_by_id", "second_person"),
        CheckConstraint(
            "(state = 'proposed') = (decided_by_id is null)"
            " and (state = 'proposed') = (decided_at is null)",
            "decided_by_somebody",
        ),
        CheckConstraint("finished_at is null or state = 'confirmed'", "finished_is_confirmed"),
        Index(
            "ix_calendar_change_unfinished",
            "id",
            postgresql_where=text("state = 'confirmed' and finished_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: the name in the history
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    action: Mapped[str]
    #: ``{"days": [{"day": "2026-11-24", "kind": "holiday", "reason": "…"}]}``
    content: Mapped[dict[str, Any]]
    reason: Mapped[str]
    #: number of the decision or notice it rests on, and where that was read
    decision: Mapped[str]
    source: Mapped[str]
    state: Mapped[str] = mapped_column(default="proposed")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    #: the recomputation: subjects up to this id are done, so many clocks moved
    reached_subject_id: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]


class RemotePeriod(Base):
    """A commune counts as remote between two days, by a document of the province.

    ``verified``: somebody has read that document. What nobody has read is told as such.
    """

    __tablename__ = "remote_period"
    __table_args__ = (
        CheckConstraint("basis <> ''", "has_basis"),
        CheckConstraint("last_day is null or last_day >= first_day", "ends_after_start"),
        Index("uq_remote_period_start", "commune_code", "first_day", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    basis: Mapped[str]
    source: Mapped[str]
    verified: Mapped[bool] = mapped_column(default=False)
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
