"""Lengths the province sets for its own targets: rows only ever added, never of the law."""

import sqlalchemy as sa
from alembic import op

revision = "target_period"
down_revision = "calendar_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target_period",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("limit_id", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "limit_id LIKE '%-PROPOSED'", name=op.f("ck_target_period_never_a_rule_of_the_law")
        ),
        sa.CheckConstraint("length > 0", name=op.f("ck_target_period_length_is_positive")),
        sa.CheckConstraint(
            "decided_by <> '' AND document <> '' AND reason <> ''",
            name=op.f("ck_target_period_who_by_what_and_why"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_period")),
    )
    op.create_index("ix_target_period_limit_id", "target_period", ["limit_id", "in_force_from"])
    op.execute("SELECT protect_append_only('target_period')")
    op.execute("GRANT USAGE ON SEQUENCE target_period_id_seq TO feedback_app")


def downgrade() -> None:
    op.drop_table("target_period")
