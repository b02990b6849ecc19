"""Keys of files of petitions and cases, by what takes each away."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Purpose(StrEnum):
    """Which files of a subject."""

    #: what officers state with acts; it goes with a denouncer: nobody can tell what a scan shows
    STATED = "stated"
    #: what the archive keeps, whoever is forgotten: documents, dossiers, copies without a name
    KEPT = "kept"


class FileKey(Base):
    """Not the key of its sender's identity: papers of a case outlive whoever is forgotten in it.

    A destroyed key leaves its row, which says on what ground.
    """

    __tablename__ = "file_key"
    __table_args__ = (
        UniqueConstraint("subject_id", "purpose"),
        CheckConstraint("purpose in ('stated', 'kept')", "purpose"),
        CheckConstraint(
            "(wrapped is null) = (destroyed_at is not null)"
            " and (destroyed_for <> '') = (destroyed_at is not null)",
            "destroyed_whole",
        ),
        Index("ix_file_key_kek", "kek", "id"),
    )

    #: stands in the header of every ciphertext that was made with it
    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    purpose: Mapped[Purpose]
    wrapped: Mapped[bytes | None]
    #: the key it is wrapped under, by which a rotation finds it
    kek: Mapped[str]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]
    destroyed_for: Mapped[str] = mapped_column(default="")
