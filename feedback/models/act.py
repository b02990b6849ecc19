"""Acts performed and acts proposed.

An act is what somebody lawfully did, with what was stated; rows are only ever added. A proposal is
an act that an officer drafts and the head performs or sends back, so that no drafter signs.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class PerformedAct(Base):
    __tablename__ = "act"
    __table_args__ = (
        CheckConstraint("(sealed is null) or (data = '{}')", "sealed_is_not_plain"),
        Index("ix_act_subject_id_id", "subject_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    action: Mapped[str]
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    actor_role: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    basis: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: what a denouncer stated, under the key of the petition; then ``data`` is empty
    sealed: Mapped[bytes | None]


class StatedFile(Base):
    """A file that an act or a proposal states; its bytes lie in the file store, sealed."""

    __tablename__ = "stated_file"
    __table_args__ = (
        UniqueConstraint("subject_id", "sha256"),
        Index("ix_stated_file_stored_as", "stored_as"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: of its content, as acts and the history name it
    sha256: Mapped[str]
    #: of the sealed bytes, by which the store finds them
    stored_as: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class Proposal(Base):
    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(
            "decided_by_id is null or decided_by_id <> proposed_by_id", "drafter_is_not_signer"
        ),
        CheckConstraint("(decided_at is null) = (verdict = '')", "decided_has_verdict"),
        Index(
            "uq_proposal_open",
            "subject_id",
            unique=True,
            postgresql_where=text("decided_at is null"),
        ),
        Index("ix_proposal_subject_id", "subject_id"),
        Index(
            "ix_proposal_waiting", "agency_id", "id", postgresql_where=text("decided_at is null")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    action: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: the document that this one replaces; then the act itself is not done again
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
    #: approved or returned
    verdict: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
