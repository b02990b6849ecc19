"""Keys of the files that acts state: one of each petition and of each case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class FileKey(Base):
    """Not the key of its sender's identity: papers of a case outlive whoever is forgotten in it.

    A destroyed key leaves its row, which says on what ground.
    """

    __tablename__ = "file_key"
    __table_args__ = (
        CheckConstraint(
            "(wrapped is null) = (destroyed_at is not null)"
            " and (destroyed_for <> '') = (destroyed_at is not null)",
            "destroyed_whole",
        ),
        Index("ix_file_key_kek", "kek", "id"),
    )

    #: stands in the header of every ciphertext that was made with it
    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), unique=True)
    wrapped: Mapped[bytes | None]
    #: the key it is wrapped under, by which a rotation finds it
    kek: Mapped[str]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]
    destroyed_for: Mapped[str] = mapped_column(default="")
