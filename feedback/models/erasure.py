"""Decisions to destroy who a complainant was, and what forbids it for the time being.

An erasure is proposed by one person and decided by another. Holds are set and lifted with a reason.
Nothing here is deleted, and nothing here names the sender.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Erasure(Base):
    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint("state in ('proposed', 'confirmed', 'refused')", "state"),
        CheckConstraint("decided_by_id <> proposed_by_id", "second_person"),
        CheckConstraint(
            "(state = 'proposed') = (decided_by_id is null)"
            " and (state = 'proposed') = (decided_at is null)",
            "decided_by_somebody",
        ),
        CheckConstraint("decision <> ''", "rests_on_a_paper"),
        Index(
            "uq_erasure_undecided",
            "petition_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: the name in the history
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    ground: Mapped[str]
    #: number of the request or decision it rests on
    decision: Mapped[str]
    state: Mapped[str] = mapped_column(default="proposed")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class LegalHold(Base):
    """Somebody answers for it that this identity must still be known."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        CheckConstraint("reason <> ''", "has_reason"),
        CheckConstraint(
            "(lifted_at is null) = (lifted_by_id is null)"
            " and (lifted_at is null) = (lift_reason = '')",
            "lifted_by_somebody",
        ),
        Index(
            "uq_legal_hold_standing",
            "petition_id",
            unique=True,
            postgresql_where=text("lifted_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    reason: Mapped[str]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    lifted_at: Mapped[datetime | None]
    lift_reason: Mapped[str] = mapped_column(default="")
