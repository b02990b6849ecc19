"""Incoming documents (văn bản đến); a wrong entry is cancelled with its reason, never deleted."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class IncomingDocument(Base):
    __tablename__ = "incoming_document"
    __table_args__ = (
        UniqueConstraint("book", "year", "number"),
        CheckConstraint("number > 0", "number_positive"),
        CheckConstraint("(cancelled_at is null) = (cancel_reason = '')", "cancelled_with_reason"),
        CheckConstraint("(cancelled_at is null) = (cancelled_by_id is null)", "cancelled_by_one"),
        CheckConstraint("due_on is null or due_on >= arrived_on", "due_after_arrival"),
        Index("ix_incoming_document_agency_id", "agency_id", "id"),
        Index("ix_incoming_document_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: the name in the history, made from the form's own key
    uid: Mapped[UUID] = mapped_column(unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    book: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    restricted: Mapped[bool] = mapped_column(default=False)
    arrived_on: Mapped[date]
    sender: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    abstract: Mapped[str]
    recipient: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"))
    due_on: Mapped[date | None]
    electronic: Mapped[bool] = mapped_column(default=False)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    cancel_reason: Mapped[str] = mapped_column(default="")
