"""Documents: frozen context first, number and signature next, PDF by a worker."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class IssuedLetter(Base):
    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("book", "year", "number"),
        CheckConstraint(
            "name = 'proposal_slip' or drafter_id <> signer_id",
            "drafter_is_not_signer",
        ),
        CheckConstraint("(pdf_sha256 is null) = (rendered_at is null)", "rendered_has_hash"),
        Index("ix_letter_subject_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    name: Mapped[str]
    title: Mapped[str]
    #: null for a receipt, which is no outgoing document
    book: Mapped[str | None]
    year: Mapped[int | None]
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date]
    context: Mapped[dict[str, Any]]
    drafter_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    signed_at: Mapped[datetime]
    #: the citizen may read it on the tracking page
    for_citizen: Mapped[bool] = mapped_column(default=True)
    rendered_at: Mapped[datetime | None]
    pdf_sha256: Mapped[str | None]
    pages: Mapped[int | None]
    failure: Mapped[str] = mapped_column(default="")
