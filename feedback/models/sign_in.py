"""How people prove who they are: keys, codes, ceremonies, wrong tries, and what was changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.models.base import Base


class SignInTry(Base):
    """Wrong tries at one account from one network, both as pseudonyms.

    Unlogged: a crash forgets them, and a flood of tries does not fill the journal.
    """

    __tablename__ = "sign_in_try"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012 - SQLAlchemy's own way

    account: Mapped[str] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime]
    wait_until: Mapped[datetime]


class Ceremony(Base):
    """A question put to one browser, to be answered once and soon; the browser holds a token."""

    __tablename__ = "ceremony"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012 - SQLAlchemy's own way

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    #: whom it is about, where that is known already
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    #: what a passkey signs, or what an identity provider must give back
    secret: Mapped[bytes]
    expires_at: Mapped[datetime]


class Passkey(Base):
    """A key that lies with its owner; here is its public half. A removed one stays as a row."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    #: how often it signed, where it counts: one that does not grow was copied
    sign_count: Mapped[int]
    name: Mapped[str]
    #: kept by a service that copies it among its owner's devices
    copied: Mapped[bool]
    #: number of the make it proved to be of (AAGUID); empty where it proved none
    make: Mapped[str] = mapped_column(default="", server_default=text("''"))
    since: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class CodeGenerator(Base):
    """What an application on somebody's telephone makes one-time codes from (RFC 6238)."""

    __tablename__ = "code_generator"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True, autoincrement=False
    )
    #: encrypted under the installation's ``factor_key`` and bound to the account
    sealed: Mapped[bytes]
    #: the step of the last code taken; none is taken twice
    last_step: Mapped[int]
    since: Mapped[datetime]


class PaperCode(Base):
    """A code that somebody holds on paper and uses once: to activate, or instead of a telephone."""

    __tablename__ = "paper_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    purpose: Mapped[str]
    code_sha256: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class SignOnLink(Base):
    """Who somebody is at the province's identity provider; linked by hand, never by a claim."""

    __tablename__ = "sign_on_link"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    since: Mapped[datetime]


class AccountEvent(Base):
    """What was done to an account, for its owner to see: only ever added to."""

    __tablename__ = "account_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    what: Mapped[str]
    detail: Mapped[str]
    #: None: its owner at the door, or a command on the machine
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class AccountConfirmation(Base):
    """One administrator opened an account that names or accounts hang on; another has to agree."""

    __tablename__ = "account_confirmation"
    __table_args__ = (
        Index(
            "uq_account_confirmation_user_id",
            "user_id",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
        CheckConstraint(
            "user_id not in (proposed_by_id, coalesce(decided_by_id, 0))"
            " and proposed_by_id is distinct from decided_by_id",
            "two_others",
        ),
        CheckConstraint("(state = 'waiting') = (decided_by_id is null)", "decided_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[str] = mapped_column(default="waiting")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
