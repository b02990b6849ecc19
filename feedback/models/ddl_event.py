"""What was changed about the tables themselves, by whom: written by PostgreSQL, read by people."""

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class DdlEvent(Base):
    """A command that made, altered or dropped a definition; not its text, which may hold data."""

    __tablename__ = "ddl_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    login: Mapped[str]
    command: Mapped[str]
    object: Mapped[str]
