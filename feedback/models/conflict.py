"""Who is kept out of which file beside whom the denunciation names; never taken back."""

from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    all_,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from feedback.domain.conflicts import Ground
from feedback.models.base import Base


class Conflict(Base):
    __tablename__ = "conflict"
    __table_args__ = (Index("uq_conflict_user_id", "user_id", "subject_id", "ground", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    ground: Mapped[Ground]
    #: themselves, or a superior; nobody where it was found when the petition came
    declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    declared_at: Mapped[datetime]


#: Files closed to whoever asks, as the transaction was opened for them; unknown where it was opened
#: for nobody, and then every comparison with it hides the row.
_CLOSED = cast(select(func.closed_to_reader()).scalar_subquery(), ARRAY(BigInteger))


def conflict_free(
    subject_id: ColumnElement[int] | InstrumentedAttribute[int],
) -> ColumnElement[bool]:
    """Whether the reader may know of this file; every query of officers' pages asks it.

    Row policies guard the tables with the same question: each of the two hides alone.
    """
    return subject_id != all_(_CLOSED)


def about_nobody_here(
    subject_id: ColumnElement[int],
) -> ColumnElement[bool]:
    """The same of a paper that may belong to no file."""
    return or_(subject_id.is_(None), conflict_free(subject_id))
