"""Issued documents are delivered: to whom, by which channel, what came of each attempt."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "delivery"
down_revision = "registers"
branch_labels = None
depends_on = None


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=40), nullable=False)


def _key(table: str, name: str, to: str, *, nullable: bool = False) -> tuple[SchemaItem, ...]:
    return (
        sa.Column(name, sa.BigInteger(), nullable=nullable),
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}_{to}")),
    )


def upgrade() -> None:
    _deliveries()
    _attempts()
    _tasks()
    for table in ("delivery", "delivery_attempt"):
        op.execute(f"SELECT protect_append_only('{table}')")
    op.execute("GRANT SELECT, INSERT, UPDATE ON delivery_task TO feedback_app")
    for table in ("delivery", "delivery_attempt", "delivery_task"):
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        *_key("delivery", "letter_id", "letter"),
        *_key("delivery", "subject_id", "subject"),
        *_key("delivery", "agency_id", "agency"),
        sa.Column("recipient", sa.Text(), nullable=False),
        _word("role"),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        *_key("delivery", "petition_id", "petition", nullable=True),
        *_key("delivery", "receiver_id", "agency", nullable=True),
        _word("channel"),
        sa.Column("mandatory", sa.Boolean(), nullable=False),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(role = 'sender') = (petition_id is not null)",
            name=op.f("ck_delivery_sender_by_petition"),
        ),
        sa.CheckConstraint(
            "(role = 'agency') = (receiver_id is not null)",
            name=op.f("ck_delivery_agency_by_row"),
        ),
        sa.CheckConstraint(
            "role <> 'sender' or label = ''", name=op.f("ck_delivery_sender_is_not_named")
        ),
        sa.CheckConstraint(
            "(channel = 'web') = (token is not null)", name=op.f("ck_delivery_web_has_token")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("uid", name=op.f("uq_delivery_uid")),
        sa.UniqueConstraint("token", name=op.f("uq_delivery_token")),
        sa.UniqueConstraint(
            "letter_id",
            "recipient",
            "channel",
            "address",
            name=op.f("uq_delivery_letter_id_recipient_channel_address"),
        ),
    )
    op.create_index("ix_delivery_agency_id", "delivery", ["agency_id", "channel", "id"])
    op.create_index("ix_delivery_subject_id", "delivery", ["subject_id"])
    op.create_index(
        "ix_delivery_receiver_id",
        "delivery",
        ["receiver_id"],
        postgresql_where=sa.text("channel = 'agency'"),
    )


def _attempts() -> None:
    op.create_table(
        "delivery_attempt",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_key("delivery_attempt", "delivery_id", "delivery"),
        _word("result"),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *_key("delivery_attempt", "user_id", "user_account", nullable=True),
        sa.Column("proof_sha256", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempt")),
    )
    op.create_index("ix_delivery_attempt_delivery_id", "delivery_attempt", ["delivery_id", "id"])


def _tasks() -> None:
    op.create_table(
        "delivery_task",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_key("delivery_task", "delivery_id", "delivery"),
        *_key("delivery_task", "letter_id", "letter"),
        sa.Column("recipient", sa.Text(), nullable=False),
        *_key("delivery_task", "subject_id", "subject"),
        *_key("delivery_task", "agency_id", "agency"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_task")),
    )
    op.create_index(
        "uq_delivery_task_open",
        "delivery_task",
        ["letter_id", "recipient"],
        unique=True,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index(
        "ix_delivery_task_waiting",
        "delivery_task",
        ["agency_id"],
        postgresql_where=sa.text("done_at is null"),
    )


def downgrade() -> None:
    """What was delivered cannot be undelivered."""
    raise NotImplementedError("deliveries are not taken back")
