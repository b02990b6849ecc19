"""Who is signed in where: a row for each browser, so that a session can be seen and ended."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class OfficeSession(Base):
    """The browser holds a random token; here lies its hash, which opens nothing."""

    __tablename__ = "office_session"
    __table_args__ = (
        Index("ix_office_session_user_id", "user_id", "id"),
        CheckConstraint("seen_at >= since", "seen_after_it_began"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    #: of the password it was opened with: a new one ends it
    stamp: Mapped[str]
    since: Mapped[datetime]
    #: the last request, to the minute
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    #: how its owner proved who they are, and when last (``feedback.domain.sign_in``)
    method: Mapped[str]
    stepped_up_at: Mapped[datetime]
    #: in words people know their own device by
    browser: Mapped[str]
    network: Mapped[str]
