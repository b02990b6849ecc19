"""What arrives is counted; what looks like junk is set apart; of files there are safe copies."""

import sqlalchemy as sa
from alembic import op

revision = "quarantine"
down_revision = "checkpoint_peaks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _arrivals()


def downgrade() -> None:
    for table in ("arrival", "arrival_key"):
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
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    op.create_index("ix_arrival_what_at", "arrival", ["what", "at"])
    op.create_index("ix_arrival_prefix_at", "arrival", ["prefix", "at"])
    op.execute("GRANT SELECT, INSERT, DELETE ON arrival, arrival_key TO feedback_app")
    op.execute("GRANT USAGE ON SEQUENCE arrival_id_seq TO feedback_app")
