"""The case (vụ việc): the matter that one or several petitions are about."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.domain.petitions import SubjectKind
from feedback.models.subject import Subject


class Case(Subject):
    __tablename__ = "legal_case"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("number > 0", "number_positive"),
    )
    __mapper_args__ = {"polymorphic_identity": SubjectKind.CASE}  # noqa: RUF012 - declarative spelling

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    accepted_on: Mapped[date]
    settled_on: Mapped[date | None]
    verdict: Mapped[str] = mapped_column(default="")
    complex: Mapped[bool] = mapped_column(default=False)
