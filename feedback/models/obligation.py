"""Five things made clear: what, who, who answers for it, until when, with which result.

Every open subject has exactly one current obligation; the partial unique index holds at most one,
the transaction that opens and moves subjects keeps at least one, ``flask history verify`` checks.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base

#: Where no clock runs, the work still has a date: it goes to the end of the queue.
NO_CLOCK = date(9999, 12, 31)


class Obligation(Base):
    __tablename__ = "obligation"
    __table_args__ = (
        Index(
            "uq_obligation_current",
            "subject_id",
            unique=True,
            postgresql_where=text("done_at is null"),
        ),
        Index(
            "ix_obligation_queue",
            "agency_id",
            "due_on",
            "id",
            postgresql_where=text("done_at is null"),
        ),
        Index(
            "ix_obligation_task",
            "agency_id",
            "task",
            "due_on",
            "id",
            postgresql_where=text("done_at is null"),
        ),
        Index(
            "ix_obligation_unassigned",
            "agency_id",
            "due_on",
            "id",
            postgresql_include=["role"],
            postgresql_where=text("done_at is null and person_id is null"),
        ),
        Index(
            "ix_obligation_person",
            "person_id",
            "due_on",
            "id",
            postgresql_where=text("done_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: rõ việc
    task: Mapped[str]
    role: Mapped[str]
    #: rõ người: the desk while nobody in person is named
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    #: rõ trách nhiệm
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    head_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    #: rõ tiến độ: the nearest legal date of a duty, else ``NO_CLOCK``
    due_on: Mapped[date]
    paused: Mapped[bool] = mapped_column(default=False)
    #: rõ kết quả
    product: Mapped[str]
    opened_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
