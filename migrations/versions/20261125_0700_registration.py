"""Petitions written down by officers; what stops and what lengthens the clocks of a file."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registration"
down_revision = "stated_file"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "petition", sa.Column("forwarded_by", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("subject", sa.Column("paused_for", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "subject",
        sa.Column(
            "flags", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'::jsonb")
        ),
    )
    op.execute("UPDATE subject SET paused_for = 'suspended' WHERE paused_on IS NOT NULL")
    op.alter_column("petition", "forwarded_by", server_default=None)
    op.create_check_constraint(
        op.f("ck_subject_paused_has_ground"), "subject", "(paused_on is null) = (paused_for = '')"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_subject_paused_has_ground"), "subject")
    op.drop_column("subject", "flags")
    op.drop_column("subject", "paused_for")
    op.drop_column("petition", "forwarded_by")
