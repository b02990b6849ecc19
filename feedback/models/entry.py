"""Tables of the history. What may change in them, and how, is fenced in by the migration."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Entry(Base):
    """One entry of the log; ``body`` is what counts, the other columns only find it again."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("index >= 0", "index_counts_from_zero"),
        CheckConstraint("seq >= 1", "seq_counts_from_one"),
        CheckConstraint("at = date_trunc('milliseconds', at)", "at_in_milliseconds"),
        CheckConstraint("octet_length(body) BETWEEN 1 AND 65535", "body_fits_a_bundle"),
        CheckConstraint("octet_length(leaf) = 32", "leaf_is_a_hash"),
        CheckConstraint("num_nulls(book, year, number) IN (0, 3)", "register_number_is_whole"),
        Index("uq_entry_subject_seq", "subject", "seq", unique=True),
        Index(
            "uq_entry_book_year_number",
            "book",
            "year",
            "number",
            unique=True,
            postgresql_where="book IS NOT NULL",
        ),
    )

    index: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, comment="place in the log, from 0"
    )
    subject: Mapped[UUID] = mapped_column(comment="uid of the petition or case it is about")
    seq: Mapped[int] = mapped_column(comment="place in the chain of the subject, from 1")
    kind: Mapped[str] = mapped_column(comment="petition, case or system")
    type: Mapped[str] = mapped_column(comment="what happened, in the past tense")
    at: Mapped[datetime] = mapped_column(comment="never before the entry at the index below")
    book: Mapped[str | None] = mapped_column(comment="register book the entry gives a number of")
    year: Mapped[int | None]
    number: Mapped[int | None]
    body: Mapped[bytes] = mapped_column(LargeBinary, comment="canonical bytes, as hashed")
    leaf: Mapped[bytes] = mapped_column(LargeBinary, comment="SHA-256 of 0x00 and body")


class EntrySalt(Base):
    """Salt of an entry's commitment. It may be deleted: then nobody can tell what it stood for."""

    __tablename__ = "entry_salt"
    __table_args__ = (CheckConstraint("octet_length(salt) = 32", "salt_has_32_bytes"),)

    index: Mapped[int] = mapped_column(
        BigInteger, ForeignKey(Entry.index), primary_key=True, autoincrement=False
    )
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class LogHead(Base):
    """The one row that hands out places in the log; locked until the change commits."""

    __tablename__ = "log_head"
    __table_args__ = (
        CheckConstraint("id = 1", "only_one_row"),
        CheckConstraint("size >= 0", "size_is_a_count"),
    )

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(comment="entries so far; the next index")
    last_at: Mapped[datetime] = mapped_column(comment="time of the newest entry")


class LogCheckpoint(Base):
    """A copy of each signed checkpoint, to show. The ones that prove lie outside the database."""

    __tablename__ = "log_checkpoint"
    __table_args__ = (
        CheckConstraint("octet_length(root) = 32", "root_is_a_hash"),
        CheckConstraint("octet_length(peaks) % 32 = 0", "peaks_are_hashes"),
    )

    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[str] = mapped_column(comment="signed note, c2sp.org/tlog-checkpoint")
    sealed_at: Mapped[datetime]
    peaks: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="full subtrees of the tree, from which later proofs go on"
    )


class LogCosignature(Base):
    """The first cosignature of each witness for a head, to show; all of them lie in files too."""

    __tablename__ = "log_cosignature"

    size: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey(LogCheckpoint.size),
        primary_key=True,
        autoincrement=False,
        comment="of the head",
    )
    witness: Mapped[str] = mapped_column(primary_key=True, comment="its name in the policy")
    line: Mapped[str] = mapped_column(comment="as it stands in the signed note")
    at: Mapped[datetime] = mapped_column(comment="the witness's own clock")


event.listen(
    LogHead.__table__,
    "after_create",
    DDL("INSERT INTO log_head (id, size, last_at) VALUES (1, 0, 'epoch')"),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves DDL untyped
)
