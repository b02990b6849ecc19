"""Documents: frozen context first, number next, PDF by a worker, then signed, sealed, issued.

The course of a document is told by its instants alone; no column repeats them:
``approved_at`` (the head approved, the number is reserved), ``rendered_at`` (the PDF made, once),
``signed_at`` (the person's signature), ``issued_at`` (the agency's; from here it is in force), and
``voided_at`` for a number that stays visible with the reason why nothing was issued under it.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Stage(StrEnum):
    """How far a document is; derived from its instants."""

    APPROVED = "approved"
    RENDERED = "rendered"
    SIGNED = "signed"
    ISSUED = "issued"
    VOIDED = "voided"


class Instants(Protocol):
    """What tells the stage: a document, or a row of these columns."""

    rendered_at: Any
    signed_at: Any
    issued_at: Any
    voided_at: Any


def stage_of(letter: Instants) -> Stage:
    """How far a document is."""
    if letter.voided_at:
        return Stage.VOIDED
    if letter.issued_at:
        return Stage.ISSUED
    if letter.signed_at:
        return Stage.SIGNED
    return Stage.RENDERED if letter.rendered_at else Stage.APPROVED


class IssuedLetter(Base):
    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("book", "year", "number"),
        CheckConstraint("own or drafter_id <> signer_id", "drafter_is_not_signer"),
        CheckConstraint("(pdf_sha256 is null) = (rendered_at is null)", "rendered_has_hash"),
        CheckConstraint("(signed_sha256 is null) = (signed_at is null)", "signed_has_hash"),
        CheckConstraint("signed_at is null or rendered_at is not null", "rendered_before_signed"),
        CheckConstraint(
            "issued_at is null or (rendered_at is not null and (own or issued_sha256 is not null))",
            "issued_has_its_file",
        ),
        CheckConstraint("(voided_at is null) = (void_reason = '')", "voided_with_reason"),
        CheckConstraint("voided_at is null or issued_at is null", "nothing_issued_is_voided"),
        Index("ix_letter_subject_id", "subject_id"),
        Index(
            "ix_letter_under_way",
            "signer_id",
            "id",
            postgresql_where=text("issued_at is null and voided_at is null"),
        ),
        Index("ix_letter_issued_sha256", "issued_sha256"),
        Index("ix_letter_pdf_sha256", "pdf_sha256"),
        Index("ix_letter_signed_sha256", "signed_sha256"),
        Index(
            "uq_letter_code",
            text("split_part(book, '/', 1)"),
            "symbol",
            "year",
            "number",
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    name: Mapped[str]
    title: Mapped[str]
    #: null for a paper without a number: a receipt, minutes
    book: Mapped[str | None]
    year: Mapped[int | None]
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(default="")
    #: numbered in the restricted series, printed in the restricted book
    restricted: Mapped[bool] = mapped_column(default=False)
    issued_on: Mapped[date]
    #: what it is drawn from (``vault.frozen``), under the key of what the archive keeps
    frozen: Mapped[bytes]
    #: the act that made it due
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"))
    #: drafted and signed by one officer, by hand: neither signature nor seal is waited for
    own: Mapped[bool] = mapped_column(default=False)
    drafter_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime]
    #: the citizen may read it on the tracking page
    for_citizen: Mapped[bool] = mapped_column(default=True)
    rendered_at: Mapped[datetime | None]
    pdf_sha256: Mapped[str | None]
    pages: Mapped[int | None]
    failure: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    signed_sha256: Mapped[str | None]
    issued_at: Mapped[datetime | None]
    issued_sha256: Mapped[str | None]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="")
    #: a wrong document is replaced by one of the same form, a slip set right by a letter
    #: (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))

    @property
    def stage(self) -> Stage:
        return stage_of(self)

    @property
    def file_sha256(self) -> str | None:
        """The newest file of the document: sealed, else signed, else as it was rendered."""
        return self.issued_sha256 or self.signed_sha256 or self.pdf_sha256


class LetterSignature(Base):
    """A signature in a document's file, as it was verified when it was put there; never changed."""

    __tablename__ = "letter_signature"
    __table_args__ = (
        UniqueConstraint("letter_id", "kind"),
        CheckConstraint("kind in ('person', 'seal')", "person_or_seal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    kind: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    signed_at: Mapped[datetime]
    #: pkcs12, pkcs11 or outside
    method: Mapped[str]
    certificate_subject: Mapped[str]
    certificate_issuer: Mapped[str]
    certificate_sha256: Mapped[str]
    #: signed with a key of the demonstration's own authority: worth nothing outside
    demo: Mapped[bool]


class SigningIdentity(Base):
    """By what a person's signature or an agency's seal is known; the newest row counts."""

    __tablename__ = "signing_identity"
    __table_args__ = (
        CheckConstraint("(user_id is null) <> (agency_id is null)", "one_owner"),
        Index("ix_signing_identity_owner", "user_id", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    certificate_sha256: Mapped[str]
    #: the handwritten signature or the seal, a PNG in the file store
    picture_sha256: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime]
