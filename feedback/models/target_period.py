"""How long the province gives itself where the law sets no period."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class TargetPeriod(Base):
    """A length in force from a day, until a row of a later day; only ever added, never of the law.

    The ids of targets end with ``-PROPOSED`` (a test of the tables sees to it), so that the
    database refuses a length for a rule of the law.
    """

    __tablename__ = "target_period"
    __table_args__ = (
        CheckConstraint("limit_id LIKE '%-PROPOSED'", "never_a_rule_of_the_law"),
        CheckConstraint("length > 0", "length_is_positive"),
        CheckConstraint(
            "decided_by <> '' AND document <> '' AND reason <> ''", "who_by_what_and_why"
        ),
        Index("ix_target_period_limit_id", "limit_id", "in_force_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    limit_id: Mapped[str]
    length: Mapped[int]
    unit: Mapped[str]
    in_force_from: Mapped[date]
    decided_by: Mapped[str]
    document: Mapped[str]
    reason: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
