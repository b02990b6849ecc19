"""Requests to read who denounced, and what came of them. Rows are only ever added.

The history has an entry for each; the rows add what a person wrote and who they are. That nobody
decides on their own request, and that only who asked reads, the database refuses as well.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


def _asked_by(column: str) -> ForeignKeyConstraint:
    """The request together with who asked, so that a row cannot name another asker."""
    return ForeignKeyConstraint(
        ["request_id", column], ["identity_request.id", "identity_request.asker_id"]
    )


class IdentityRequest(Base):
    __tablename__ = "identity_request"
    __table_args__ = (
        UniqueConstraint("id", "asker_id"),
        Index("ix_identity_request_asker_id", "asker_id", "asked_at"),
        CheckConstraint("explanation <> ''", "says_why"),
        CheckConstraint("jsonb_array_length(fields) > 0", "says_what"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: by which the entries of the history belong together
    uid: Mapped[UUID] = mapped_column(unique=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asker_role: Mapped[str]
    #: ``feedback.domain.identity_reasons``
    reason: Mapped[str]
    #: the history keeps its salted hash
    explanation: Mapped[str]
    fields: Mapped[list[str]]
    asked_at: Mapped[datetime]


class IdentityDecision(Base):
    """The second person's answer; one for each request."""

    __tablename__ = "identity_decision"
    __table_args__ = (
        _asked_by("asker_id"),
        CheckConstraint("decided_by_id <> asker_id", "by_a_second_person"),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asker_id: Mapped[int]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    approved: Mapped[bool]
    note: Mapped[str]
    decided_at: Mapped[datetime]


class IdentityOpening(Base):
    """A reading that was announced; the vault's own count tells whether it took place."""

    __tablename__ = "identity_opening"
    __table_args__ = (
        _asked_by("reader_id"),
        Index("ix_identity_opening_request_id", "request_id", "id"),
        Index("ix_identity_opening_reader_id", "reader_id", "opened_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    reader_id: Mapped[int]
    #: which envelope: ``identity``, or one paper
    what: Mapped[str]
    opened_at: Mapped[datetime]
    #: place of its entry in the log
    log_index: Mapped[int] = mapped_column(unique=True)


class IdentityReview(Base):
    """What a second person found of an emergency."""

    __tablename__ = "identity_review"
    __table_args__ = (
        _asked_by("asker_id"),
        CheckConstraint("reviewed_by_id <> asker_id", "by_a_second_person"),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asker_id: Mapped[int]
    reviewed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    justified: Mapped[bool]
    note: Mapped[str]
    reviewed_at: Mapped[datetime]


class IdentityAlarm(Base):
    """What inspectors must see at once: too many in an hour, an emergency nobody looked at."""

    __tablename__ = "identity_alarm"
    __table_args__ = (
        CheckConstraint("kind in ('too_many', 'unreviewed')", "known_kind"),
        Index(
            "uq_identity_alarm_unreviewed",
            "request_id",
            unique=True,
            postgresql_where="kind = 'unreviewed'",
        ),
        Index("ix_identity_alarm_user_id", "user_id", "raised_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("identity_request.id"))
    raised_at: Mapped[datetime]
