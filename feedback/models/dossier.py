"""Dossiers for the archive: asked for, made by a worker, kept by the hash of their bytes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Progress(StrEnum):
    """How far a dossier is; derived from its instants."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class BoundDossier(Base):
    __tablename__ = "dossier"
    __table_args__ = (
        CheckConstraint(
            "num_nulls(made_at, pdf_sha256, zip_sha256, pages) in (0, 4)", "made_has_its_files"
        ),
        CheckConstraint("given_up_at is null or made_at is null", "made_is_not_given_up"),
        CheckConstraint("done >= 0 and done <= total", "done_of_total"),
        Index("ix_dossier_subject_id", "subject_id", "id"),
        Index(
            "uq_dossier_under_way",
            "subject_id",
            unique=True,
            postgresql_where=text("made_at is null and given_up_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: null where the machine's keeper asked from the command line
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    #: also the instant written into it, so that trying again gives the same bytes
    requested_at: Mapped[datetime]
    #: pieces read so far, and how many there are
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None]
    made_at: Mapped[datetime | None]
    pdf_sha256: Mapped[str | None]
    zip_sha256: Mapped[str | None]
    pages: Mapped[int | None]

    @property
    def progress(self) -> Progress:
        if self.made_at:
            return Progress.MADE
        return Progress.FAILED if self.given_up_at else Progress.WAITING
