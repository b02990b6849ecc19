"""Agencies and who leads them, communes, people and special days: dated data of the province."""

from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class Commune(Base):
    """One of the 54 commune-level units."""

    __tablename__ = "commune"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[str]


class Agency(Base):
    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    level: Mapped[str]
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("commune.code"))
    #: lines of the letterhead: the superior body in regular, the issuing body in bold type
    superior_lines: Mapped[list[str]] = mapped_column(default=list)
    issuing_lines: Mapped[list[str]] = mapped_column(default=list)
    place: Mapped[str] = mapped_column(default="")
    symbol: Mapped[str]
    head_title: Mapped[str]
    fields: Mapped[list[str]] = mapped_column(default=list)
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


class Succession(Base):
    """An agency that ended, and one that continues it: from which day, by which document."""

    __tablename__ = "succession"
    __table_args__ = (
        UniqueConstraint("agency_id", "successor_id"),
        CheckConstraint("agency_id <> successor_id", "not_itself"),
        CheckConstraint("document <> ''", "by_which_document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    first_day: Mapped[date]
    document: Mapped[str]


class PostHolding(Base):
    """Who held a leading post of an agency, from which day to which; open while they hold it."""

    __tablename__ = "post_holding"
    __table_args__ = (
        Index("ix_post_holding_agency_id", "agency_id", "post", "first_day"),
        CheckConstraint("post in ('head', 'deputy')", "leading_post"),
        CheckConstraint("last_day is null or last_day >= first_day", "ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    post: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    document: Mapped[str] = mapped_column(default="")


#: Of a hash that is salted at random: who reads it has nothing to try passwords against.
STAMP = "left(encode(sha256(password_hash::bytea), 'hex'), 16)"
#: Where no password was set yet.
NONE_YET = sha256(b"").hexdigest()[:16]


class UserAccount(Base):
    __tablename__ = "user_account"
    __table_args__ = (Index("ix_user_account_agency_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    email: Mapped[str] = mapped_column(default="")
    #: read where somebody signs in, and nowhere along with the rest
    password_hash: Mapped[str] = mapped_column(default="", deferred=True)
    #: changes with the password; tells nothing of it, so that every room may read it
    stamp: Mapped[str] = mapped_column(Computed(STAMP, persisted=True), deferred=True)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    @property
    def has_password(self) -> bool:
        return self.stamp != NONE_YET


class CalendarDay(Base):
    """A day that differs from the rule of the week: who entered it, by which decision and source.

    A row is switched off or superseded, never deleted; one row of a day counts at most.
    """

    __tablename__ = "calendar_day"
    __table_args__ = (
        Index("uq_calendar_day_active", "day", unique=True, postgresql_where=text("active")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    kind: Mapped[str]
    reason: Mapped[str]
    source: Mapped[str]
    entered_by: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    #: number of the decision or notice; empty for the seed, which only has its source
    decision: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime | None]
    #: the change that entered, switched or superseded the row last
    change_id: Mapped[int | None] = mapped_column(ForeignKey("calendar_change.id"))
