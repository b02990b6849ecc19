"""What runs a procedure: the common part of a petition and a case.

One row says where a subject rests, under which edition, who holds it. Clocks, acts, letters and the
current obligation hang on it, whichever of the two it is.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.domain.petitions import Kind, SubjectKind
from feedback.models.base import Base


class Subject(Base):
    __tablename__ = "subject"
    __table_args__: Any = (
        CheckConstraint("subject_kind in ('petition', 'case')", "subject_kind"),
        CheckConstraint("(closed_on is null) or (paused_on is null)", "closed_is_not_paused"),
        CheckConstraint("(paused_on is null) = (paused_for = '')", "paused_has_ground"),
        Index(
            "ix_subject_open_by_agency",
            "agency_id",
            "id",
            postgresql_where=text("closed_on is null"),
        ),
        Index("ix_subject_agency_id", "agency_id", "id"),
        Index(
            "ix_subject_crowd",
            "agency_id",
            "id",
            postgresql_where=text("crowd and closed_on is null"),
        ),
        Index(
            "ix_subject_apart",
            "agency_id",
            "state",
            postgresql_where=text("state in ('suspected', 'junk')"),
        ),
        Index(
            "ix_subject_confidential",
            "agency_id",
            postgresql_where=text("confidential and closed_on is null"),
        ),
    )
    __mapper_args__ = {"polymorphic_on": "subject_kind"}  # noqa: RUF012 - declarative spelling

    id: Mapped[int] = mapped_column(primary_key=True)
    #: the name in the history, which carries no number that could be guessed
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    subject_kind: Mapped[SubjectKind]
    kind: Mapped[Kind]
    procedure: Mapped[str]
    #: written once: the edition in force when the law says the subject counts
    edition: Mapped[str]
    state: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("commune.code"))
    field: Mapped[str] = mapped_column(default="other")
    #: D0 of the visibility classes: the identity of a denouncer, closed by default
    confidential: Mapped[bool] = mapped_column(default=False)
    #: sent by many: this petition, or any about this case; here, where the agency is, for an index
    crowd: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    #: how urgent a thing at a place is (``domain.urgency``); empty where a file is about none
    urgency: Mapped[str] = mapped_column(default="", server_default=text("''"))
    received_at: Mapped[datetime]
    paused_on: Mapped[date | None]
    #: the ground of the open pause; empty while the clocks run
    paused_for: Mapped[str] = mapped_column(default="", server_default=text("''"))
    #: what lengthens its periods beside the place: specially_complex, check_in_several_places
    flags: Mapped[list[str]] = mapped_column(default=list, server_default=text("'[]'::jsonb"))
    closed_on: Mapped[date | None]
    #: grows with every change; a form that was opened on an older one is refused
    version: Mapped[int] = mapped_column(default=1)
