"""Deliveries of issued documents, addresses stated for them, attempts made: only ever added to.

No row names the sender of a petition: where the law lets the name be read, it is read from the
petition at that moment, since a petition may become confidential later.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from feedback.domain.deliveries import DeliveryChannel, RecipientRole, Result
from feedback.models.base import Base


class Delivery(Base):
    """One document for one recipient by one channel."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("letter_id", "recipient", "channel", "address"),
        UniqueConstraint("id", "role"),
        CheckConstraint("(role = 'sender') = (petition_id is not null)", "sender_by_petition"),
        CheckConstraint("(role = 'agency') = (receiver_id is not null)", "agency_by_row"),
        CheckConstraint("role <> 'sender' or label = ''", "sender_is_not_named"),
        CheckConstraint("(channel = 'web') = (token is not null)", "web_has_token"),
        CheckConstraint(
            "(sealed_address is not null) = (role = 'sender' and address <> '')",
            "senders_address_is_sealed",
        ),
        Index("ix_delivery_agency_id", "agency_id", "channel", "id"),
        Index("ix_delivery_subject_id", "subject_id"),
        Index(
            "ix_delivery_receiver_id", "receiver_id", postgresql_where=text("channel = 'agency'")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: who delivers: the agency that issued it, also after the file has moved on
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    #: one recipient, one word, whatever the channel: ``sender:12``, ``agency:3``, ``public``
    recipient: Mapped[str]
    role: Mapped[RecipientRole]
    #: what a body is called; empty for the sender
    label: Mapped[str] = mapped_column(default="")
    #: where to, if not where the recipient is known to be; of a sender a mark, to tell two apart
    address: Mapped[str] = mapped_column(default="")
    #: the sender's, under the data key of the petition
    sealed_address: Mapped[bytes | None]
    petition_id: Mapped[int | None] = mapped_column(ForeignKey("petition.id"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    channel: Mapped[DeliveryChannel]
    #: named by the document itself; others were added by an officer
    mandatory: Mapped[bool]
    #: the address of the public page
    token: Mapped[str | None] = mapped_column(unique=True)
    planned_at: Mapped[datetime]


class DeliveryAddress(Base):
    """Who an envelope goes to and where, as an officer states it; the newest counts.

    Of the sender of a petition nothing is ever stated here.
    """

    __tablename__ = "delivery_address"
    __table_args__ = (
        ForeignKeyConstraint(["delivery_id", "role"], ["delivery.id", "delivery.role"]),
        CheckConstraint("role in ('denounced', 'other')", "never_the_sender"),
        CheckConstraint("name <> '' and address <> ''", "whole"),
        Index("ix_delivery_address_delivery_id", "delivery_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int]
    role: Mapped[RecipientRole]
    name: Mapped[str]
    address: Mapped[str]
    recorded_at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))


class DeliveryAttempt(Base):
    __tablename__ = "delivery_attempt"
    __table_args__ = (Index("ix_delivery_attempt_delivery_id", "delivery_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"))
    result: Mapped[Result]
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    #: nobody where the system or the citizen did it
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    proof_sha256: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")


class DeliveryTask(Base):
    """A document that does not arrive: somebody must try another way; the clock runs on."""

    __tablename__ = "delivery_task"
    __table_args__ = (
        Index(
            "uq_delivery_task_open",
            "letter_id",
            "recipient",
            unique=True,
            postgresql_where=text("done_at is null"),
        ),
        Index("ix_delivery_task_waiting", "agency_id", postgresql_where=text("done_at is null")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"))
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    recipient: Mapped[str]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    reason: Mapped[str]
    next_step: Mapped[str]
    opened_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
