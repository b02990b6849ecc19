"""Clocks that count hours keep their instants; a report keeps how urgent it is."""

import sqlalchemy as sa
from alembic import op

revision = "hours_and_urgency"
down_revision = "discipline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deadline", sa.Column("started_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deadline", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "subject", sa.Column("urgency", sa.Text(), server_default=sa.text("''"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("subject", "urgency")
    op.drop_column("deadline", "due_at")
    op.drop_column("deadline", "started_at")
