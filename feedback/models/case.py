"""The case (vụ việc): the matter that one or several petitions are about."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.domain.petitions import SubjectKind
from feedback.models.subject import Subject


class Case(Subject):
    __tablename__ = "legal_case"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("number > 0", "number_positive"),
        Index(
            "uq_legal_case_follows_id",
            "follows_id",
            unique=True,
            postgresql_where=text("follows_id is not null"),
        ),
    )
    __mapper_args__ = {"polymorphic_identity": SubjectKind.CASE}  # noqa: RUF012 - declarative spelling

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    accepted_on: Mapped[date]
    settled_on: Mapped[date | None]
    verdict: Mapped[str] = mapped_column(default="")
    complex: Mapped[bool] = mapped_column(default=False)
    #: settled for the first time there, for the second time here
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
