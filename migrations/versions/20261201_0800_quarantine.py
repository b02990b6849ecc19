"""What arrives is counted; what looks like junk is set apart; of files there are safe copies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "quarantine"
down_revision = "cosignatures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _arrivals()
    _safe_copies()
    _provisional_numbers()


def downgrade() -> None:
    op.drop_column("petition", "provisional")
    op.drop_index("ix_subject_apart", "subject")
    for table in ("safe_copy", "arrival", "arrival_key"):
        op.drop_table(table)


def _arrivals() -> None:
    op.create_table(
        "arrival_key",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_arrival_key")),
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "what",
            sa.Enum("petition", "wrong code", name="arriving", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("prefix", sa.LargeBinary(), nullable=True),
        sa.Column("sketch", postgresql.ARRAY(sa.BigInteger()), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    op.create_index("ix_arrival_what_at", "arrival", ["what", "at"])
    op.create_index("ix_arrival_sketch", "arrival", ["sketch"], postgresql_using="gin")
    op.create_index("ix_arrival_prefix_at", "arrival", ["prefix", "at"])
    op.execute("GRANT SELECT, INSERT, DELETE ON arrival, arrival_key TO feedback_app")
    op.execute("GRANT USAGE ON SEQUENCE arrival_id_seq TO feedback_app")


def _safe_copies() -> None:
    op.create_table(
        "safe_copy",
        sa.Column("attachment_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "scanning",
                "released",
                "held",
                "rejected",
                name="copystate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "scan",
            sa.Enum("unscanned", "clean", "infected", name="scan", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'released') = (sha256 is not null)",
            name=op.f("ck_safe_copy_only_a_released_copy_has_bytes"),
        ),
        sa.CheckConstraint(
            "state in ('received', 'scanning') or done_at is not null",
            name=op.f("ck_safe_copy_what_is_over_has_its_time"),
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_safe_copy_attachment_id_attachment")
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_safe_copy")),
    )
    op.create_index(
        "ix_safe_copy_waiting",
        "safe_copy",
        ["asked_at"],
        postgresql_where=sa.text("state in ('received', 'scanning')"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON safe_copy TO feedback_app")


def _provisional_numbers() -> None:
    op.add_column(
        "petition", sa.Column("provisional", sa.Text(), nullable=False, server_default="")
    )
    op.create_index(
        "uq_petition_provisional",
        "petition",
        ["provisional"],
        unique=True,
        postgresql_where=sa.text("provisional <> ''"),
    )
    op.create_index(
        "ix_subject_apart",
        "subject",
        ["agency_id", "state"],
        postgresql_where=sa.text("state in ('suspected', 'junk')"),
    )
