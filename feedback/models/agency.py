"""Agencies, communes, people and special days: dated reference data of the province."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
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
    password_hash: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


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
