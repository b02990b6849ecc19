"""A body that is asked to protect a denouncer, what it is told, and what it answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class ProtectionCall(Base):
    __tablename__ = "protection_call"
    __table_args__ = (
        Index("ix_protection_call_agency_id", "agency_id"),
        Index("ix_protection_call_subject_id", "subject_id"),
        CheckConstraint("(answer = '') = (answered_at is null)", "answered_at_once"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: the case, or the petition that is none
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: who is to protect
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    #: what the act stated: whom by relation, measures, reason, from when; never a name
    told: Mapped[dict[str, Any]]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    #: accepted or declined; empty while it waits
    answer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime | None]
