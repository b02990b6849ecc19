"""Documents while they are written, and the paragraphs an agency keeps ready for them.

A draft belongs to a file and an act; what was typed lies in its versions, which are only added.
Whether it was submitted, returned or approved is told by the proposal it became last.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class DocumentDraft(Base):
    __tablename__ = "document_draft"
    __table_args__ = (
        CheckConstraint("(closed_at is null) = (ending = '')", "closed_with_its_ending"),
        CheckConstraint("ending in ('', 'approved', 'dropped')", "approved_or_dropped"),
        Index(
            "uq_document_draft_open",
            "subject_id",
            "agency_id",
            "action",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    action: Mapped[str]
    #: the number of the newest version
    version: Mapped[int]
    #: what it was submitted as, the last time
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), unique=True)
    closed_at: Mapped[datetime | None]
    #: approved or dropped
    ending: Mapped[str] = mapped_column(default="")


class DraftVersion(Base):
    """What stood in a draft at an instant, and who had written it; never changed."""

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("document_draft.id"))
    number: Mapped[int]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    data: Mapped[dict[str, Any]]


class ParagraphVersion(Base):
    """A paragraph as an agency wrote it; the newest of its number counts, none is changed."""

    __tablename__ = "paragraph_version"
    __table_args__ = (
        UniqueConstraint("agency_id", "number", "version"),
        CheckConstraint("title <> ''", "has_a_title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    #: of the paragraph within its agency, from 1
    number: Mapped[int]
    version: Mapped[int]
    #: the field it is for, by the name of its input
    field: Mapped[str]
    #: the act it is for; empty for every act that asks for the field
    action: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    #: no longer offered
    retired: Mapped[bool]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
