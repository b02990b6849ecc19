"""The keys of petitions, and marks by which complainants are found.

``data_key`` has a backup of its own, kept for days only: a key that was destroyed must not come
back from an old backup (docs/security/keys-and-erasure.md).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    FromClause,
    Index,
    LargeBinary,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    Text,
    UniqueConstraint,
    cast,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base
from feedback.models.petition import Party, Petition
from feedback.models.subject import Subject

#: Petitions of one sender that are named at most.
ALIKE = 5


class DataKey(Base):
    """The key of one petition, wrapped. A protected sender is under none of these.

    A destroyed key leaves its row, which says on what ground.
    """

    __tablename__ = "data_key"
    __table_args__ = (
        CheckConstraint(
            "(wrapped is null) = (destroyed_at is not null)"
            " and (destroyed_for <> '') = (destroyed_at is not null)",
            "destroyed_whole",
        ),
        Index("ix_data_key_kek", "kek", "id"),
    )

    #: stands in the header of every ciphertext that was made with it
    id: Mapped[UUID] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"), unique=True)
    wrapped: Mapped[bytes | None]
    #: the key it is wrapped under, by which a rotation finds it
    kek: Mapped[str]
    created_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]
    #: the ground of the erasure (``domain.erasure``)
    destroyed_for: Mapped[str] = mapped_column(default="")
    #: the key of the blind index by which this petition is found
    marked_with: Mapped[str] = mapped_column(default="", server_default=text("''"))


class BlindMark(Base):
    """Stands for a number of a complainant; comparable within one book and year only."""

    __tablename__ = "blind_mark"
    __table_args__ = (
        UniqueConstraint("petition_id", "field", "key"),
        CheckConstraint("field in ('identity_number', 'phone')", "field"),
        CheckConstraint("octet_length(mark) = 5", "mark_has_40_bits"),
        Index("ix_blind_mark_mark", "mark"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"))
    field: Mapped[str]
    mark: Mapped[bytes]
    #: the key it was made with; while marks are made anew there is one of each
    key: Mapped[str] = mapped_column(default="", server_default=text("''"))


def alike(petition_id: SQLColumnExpression[Any], agency_id: SQLColumnExpression[Any]) -> Any:  # noqa: ANN401 - a subquery
    """Numbers of other petitions at an agency whose sender stated the same number, at most five.

    Nobody is compared whose name the agency may not read.
    """
    mine, other = BlindMark.__table__, BlindMark.__table__.alias("of_another")
    theirs, paper = Subject.__table__.alias("theirs"), Petition.__table__.alias("alike")
    number = func.concat(
        paper.c.book, "-", paper.c.year, "-", func.lpad(cast(paper.c.number, Text), 5, "0")
    )
    return func.array(
        select(number.label("number"))
        .distinct()
        .select_from(
            mine.join(other, (other.c.mark == mine.c.mark) & (other.c.field == mine.c.field))
            .join(theirs, theirs.c.id == other.c.petition_id)
            .join(paper, paper.c.id == other.c.petition_id)
        )
        .where(mine.c.petition_id == petition_id, other.c.petition_id != petition_id)
        .where(theirs.c.agency_id == agency_id, ~theirs.c.confidential, theirs.c.urgency == "")
        .order_by("number")
        .limit(ALIKE)
        .correlate_except(mine, other, theirs, paper)
        .scalar_subquery()
    )


def stored_person(petition_id: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    """The first sender of a petition as stored, in one column: for ``vault.identities.Stored``."""
    party = Party.__table__
    return (
        stored(party, "person", "petition_id")
        .where(party.c.petition_id == petition_id)
        .order_by(party.c.id)
        .limit(1)
        .scalar_subquery()
    )


def stored(source: FromClause, sealed: str, petition: str) -> Select[Any]:
    """Rows of a sealed column, each with the key of the petition that another column names."""
    petition_id = source.c[petition]
    key, subject = DataKey.__table__, Subject.__table__.alias("of_key")
    told: tuple[Any, ...] = (
        source.c[sealed],
        key.c.wrapped,
        func.uuid_send(subject.c.uid),
        func.convert_to(func.coalesce(key.c.destroyed_for, ""), "UTF8"),
    )
    return select(cast(array(told), ARRAY(LargeBinary))).select_from(
        source.join(subject, subject.c.id == petition_id).outerjoin(
            key, key.c.petition_id == petition_id
        )
    )
