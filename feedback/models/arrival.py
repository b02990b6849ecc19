"""What arrived lately, from which neighbourhood: counted for a day, then forgotten.

The neighbourhood is an HMAC under a random key that is another one each day and is erased with it:
after that nobody, not even who holds a copy of the database and all keys of the installation, can
ask whether somebody wrote. Of denunciations no neighbourhood is kept at all.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from feedback.domain.windows import Arriving
from feedback.models.base import Base


class ArrivalKey(Base):
    __tablename__ = "arrival_key"

    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[bytes]


class Arrival(Base):
    __tablename__ = "arrival"
    __table_args__ = (
        Index("ix_arrival_what_at", "what", "at"),
        Index("ix_arrival_prefix_at", "prefix", "at"),
        Index("ix_arrival_sketch", "sketch", postgresql_using="gin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[Arriving]
    #: of the neighbourhood, under the key of the day; none for a denunciation
    prefix: Mapped[bytes | None]
    #: keyed hashes of a few of its rows of words, by which copies are told; none likewise
    sketch: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))
    at: Mapped[datetime]
