"""The petition (đơn): the paper, its sender, its files."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.domain.copies import Scan
from feedback.domain.petitions import Kind, SubjectKind
from feedback.models.base import Base
from feedback.models.subject import Subject

if TYPE_CHECKING:
    from feedback.models.identity import DataKey


class Petition(Subject):
    __tablename__ = "petition"
    __table_args__ = (
        UniqueConstraint("book", "year", "number"),
        CheckConstraint("number > 0", "number_positive"),
        CheckConstraint(
            "(denounced_agency_id is null) = (denounced_post is null)", "denounced_where_and_what"
        ),
        CheckConstraint(
            "denounced_post in ('head', 'deputy', 'other', 'agency')", "denounced_post"
        ),
        Index(
            "uq_petition_provisional",
            "provisional",
            unique=True,
            postgresql_where=text("provisional <> ''"),
        ),
        Index("ix_petition_search", "search", postgresql_using="gin"),
        Index(
            "ix_petition_joined_to_id",
            "joined_to_id",
            postgresql_where=text("joined_to_id is not null"),
        ),
        Index(
            "ix_petition_earlier_case_id",
            "earlier_case_id",
            postgresql_where=text("earlier_case_id is not null"),
        ),
        Index(
            "ix_petition_denounced_agency_id",
            "denounced_agency_id",
            postgresql_where=text("denounced_agency_id is not null"),
        ),
    )
    __mapper_args__ = {"polymorphic_identity": SubjectKind.PETITION}  # noqa: RUF012 - declarative spelling

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    book: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    #: the number it was given while it was suspected, as the sender's receipt says it
    provisional: Mapped[str] = mapped_column(default="", server_default=text("''"))
    #: whose register it stands in, wherever it goes from there
    entered_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    #: HMAC-SHA-256 of the receipt code; the code itself is stored nowhere
    code_hash: Mapped[bytes] = mapped_column(unique=True)
    declared_kind: Mapped[Kind]
    channel: Mapped[str]
    forwarded_by: Mapped[str] = mapped_column(default="")
    #: story, what is wanted, against whom and where (``domain.words``) under the data key of the
    #: petition; null once they were destroyed with it
    content: Mapped[bytes | None]
    #: what lists call it, and the case it becomes, under the same key
    title: Mapped[bytes | None]
    known_on: Mapped[date | None]
    signed: Mapped[bool] = mapped_column(default=False)
    anonymous: Mapped[bool] = mapped_column(default=False)
    people: Mapped[int] = mapped_column(default=1)
    transfers: Mapped[int] = mapped_column(default=0)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"), index=True)
    joined_to_id: Mapped[int | None] = mapped_column(ForeignKey("petition.id"))
    #: the case settled for the first time that is complained about again
    earlier_case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    #: about dismissal (buộc thôi việc), the gravest discipline: longer period, way to the court
    dismissal: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    #: who is denounced, as the officer stated it: where, and as what; never in the history
    denounced_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    denounced_post: Mapped[str | None]
    #: for each word of a complaint and of its sender a mark of the blind index, made of the word
    #: without its marks, so that "duong" finds "đường"; of a denunciation none
    search: Mapped[str] = mapped_column(TSVECTOR, deferred=True)

    parties: Mapped[list["Party"]] = relationship(back_populates="petition")
    attachments: Mapped[list["Attachment"]] = relationship(back_populates="petition")
    data_key: Mapped["DataKey | None"] = relationship(viewonly=True)

    def stored(self, sealed: bytes | None) -> tuple[bytes | None, ...]:
        """Something under the key of the petition, as ``models.identity.stored`` selects it."""
        key = self.data_key
        wrapped, erased = (key.wrapped, key.destroyed_for) if key else (None, "")
        return sealed, wrapped, self.uid.bytes, erased.encode()


class Party(Base):
    """Who sent the petition: under the petition's key, or sealed to a custodian; never in clear."""

    __tablename__ = "party"
    __table_args__ = (
        CheckConstraint("(sealed is null) or (person is null)", "sealed_is_not_readable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"), index=True)
    role: Mapped[str]
    #: a complainant's identity (``domain.identity``) under the data key of the petition
    person: Mapped[bytes | None]
    #: an envelope for custodians (``feedback.vault.originals``); the application cannot open it
    sealed: Mapped[bytes | None]

    petition: Mapped[Petition] = relationship(back_populates="parties")


class Attachment(Base):
    """A file that came with the petition. The bytes lie in the store, flushed before the commit.

    A denouncer's is an envelope (``feedback.vault.originals``): the row names it by a number and
    its commitment, and its size is that of whole pieces.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint(
            "(commitment is null) or (name ~ '^Tệp [0-9]+$' and"
            " media_type = 'application/octet-stream' and size % 65536 = 0)",
            "closed_is_not_told",
        ),
        CheckConstraint("(scan is null) or (commitment is not null)", "an_open_file_has_its_copy"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(ForeignKey("petition.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    #: of the bytes in the store
    sha256: Mapped[str]
    #: of a file closed for custodians: the field its envelope is bound to
    commitment: Mapped[str | None]
    #: of such a file: what a scanner said before it was closed; None where it was never asked
    scan: Mapped[Scan | None]
    added_at: Mapped[datetime]

    petition: Mapped[Petition] = relationship(back_populates="attachments")


class Draft(Base):
    """Answers of a form under way, encrypted under a key that only the citizen's cookie holds."""

    __tablename__ = "draft"

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    updated_at: Mapped[datetime] = mapped_column(index=True)
