"""Bản lược danh: a denunciation without who denounces, for those who verify it.

A row is never changed; a better copy is a new row, and the newest counts.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Exists,
    ForeignKey,
    Index,
    ScalarSelect,
    SQLColumnExpression,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base
from feedback.models.identity import stored
from feedback.models.petition import Petition


class RedactedCopy(Base):
    __tablename__ = "redacted_copy"
    __table_args__ = (
        CheckConstraint("(sealed is null) = (pages > 0)", "retyped_or_masked"),
        Index("ix_redacted_copy_petition_id", "petition_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    #: retyped by the custodian, under the data key of the petition; null where there are pages
    sealed: Mapped[bytes | None]
    #: of the text, or of the PDF of pictures in the file store
    sha256: Mapped[str]
    pages: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))


def stored_text(copy_id: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    """The text of a copy as stored, in one column: for ``vault.words.Texts``."""
    copied = RedactedCopy.__table__.alias("of_text")
    return stored(copied, "sealed", "petition_id").where(copied.c.id == copy_id).scalar_subquery()


def is_redacted(subject: ColumnElement[Any] | int) -> Exists:
    """Whether of a petition, or of the one a case was opened for, there is a copy."""
    about = or_(Petition.__table__.c.id == subject, Petition.__table__.c.case_id == subject)
    petitions = select(Petition.__table__.c.id).where(about)
    return exists().where(RedactedCopy.petition_id.in_(petitions))
