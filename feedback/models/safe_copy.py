"""The safe copy of a citizen's file, beside the original that is evidence."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.domain.copies import CopyState, Scan
from feedback.models.base import Base


class SafeCopy(Base):
    __tablename__ = "safe_copy"
    __table_args__ = (
        CheckConstraint(
            "(state = 'released') = (sha256 is not null)", "only_a_released_copy_has_bytes"
        ),
        CheckConstraint(
            "state in ('received', 'scanning') or done_at is not null", "what_is_over_has_its_time"
        ),
        Index(
            "ix_safe_copy_waiting",
            "asked_at",
            postgresql_where=text("state in ('received', 'scanning')"),
        ),
    )

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True)
    state: Mapped[CopyState] = mapped_column(default=CopyState.RECEIVED)
    scan: Mapped[Scan] = mapped_column(default=Scan.UNSCANNED)
    sha256: Mapped[str | None]
    #: why there is no copy, in a sentence for officers
    finding: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
