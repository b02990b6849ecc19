"""What whoever audits the system wants to see: by pseudonyms, only added to, for two years."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class KeptEvent(Base):
    __tablename__ = "security_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    #: a word of ``feedback.services.watch.security_events``
    event: Mapped[str]
    #: keyed hashes as in the log; empty where nobody is known
    account: Mapped[str]
    network: Mapped[str]
    #: the pattern of the address, never what was filled in; a process or a command by its name
    route: Mapped[str]
    #: a figure or words of our own code that belong to the event; mostly empty
    detail: Mapped[str]
