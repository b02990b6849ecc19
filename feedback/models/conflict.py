"""Who is kept out of which file beside whom the denunciation names; two people may lift it."""

from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    all_,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from feedback.domain.conflicts import Ground
from feedback.models.base import Base


class Conflict(Base):
    __tablename__ = "conflict"
    __table_args__ = (Index("ix_conflict_user_id", "user_id", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    ground: Mapped[Ground]
    #: themselves, or a superior; nobody where it was found when the petition came
    declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    declared_at: Mapped[datetime]


#: How a request to lift one stands.
PROPOSED, LIFTED, REFUSED = "proposed", "lifted", "refused"


class ConflictLifting(Base):
    """A conflict was declared wrongly: who asks to lift it, and what a second person decided.

    The second person is neither who asked nor who is concerned; the database holds to it as well.
    """

    __tablename__ = "conflict_lifting"
    __table_args__ = (
        Index("ix_conflict_lifting_subject_id", "subject_id", "user_id"),
        CheckConstraint(
            "user_id not in (proposed_by_id, coalesce(decided_by_id, 0))"
            " and proposed_by_id is distinct from decided_by_id",
            "two_others",
        ),
        CheckConstraint(
            "(state = 'proposed') = (decided_by_id is null)"
            " and (decided_by_id is null) = (decided_at is null)",
            "decided_by_somebody",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: who is kept out
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str]
    state: Mapped[str] = mapped_column(default=PROPOSED)
    note: Mapped[str] = mapped_column(default="")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]


def stands() -> ColumnElement[bool]:
    """Whether a declared conflict holds: nobody lifted it since. ``closed_to`` asks the same."""
    return ~exists(ConflictLifting.id).where(
        ConflictLifting.subject_id == Conflict.subject_id,
        ConflictLifting.user_id == Conflict.user_id,
        ConflictLifting.state == LIFTED,
        ConflictLifting.decided_at >= Conflict.declared_at,
    )


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
