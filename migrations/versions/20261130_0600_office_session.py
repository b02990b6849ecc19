"""Sessions of those who have an account are rows: seen by their owner, ended one by one."""

import sqlalchemy as sa
from alembic import op

revision = "office_session"
down_revision = "delivery_address"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_session",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.CheckConstraint("seen_at >= since", name=op.f("ck_office_session_seen_after_it_began")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_office_session_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_session")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_office_session_token_sha256")),
    )
    op.create_index("ix_office_session_user_id", "office_session", ["user_id", "id"])
    op.execute("GRANT SELECT, INSERT ON office_session TO feedback_app")
    op.execute("GRANT UPDATE (seen_at, ended_at) ON office_session TO feedback_app")
    op.execute("GRANT USAGE ON SEQUENCE office_session_id_seq TO feedback_app")


def downgrade() -> None:
    op.drop_table("office_session")
