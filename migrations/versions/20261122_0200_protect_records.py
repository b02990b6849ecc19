"""Acts and escalations are only ever added; nothing but drafts is ever deleted."""

from alembic import op

revision = "protect_records"
down_revision = "history"
branch_labels = None
depends_on = None

TABLES = ("act", "escalation", "attachment", "clock_extension")


def upgrade() -> None:
    for table in TABLES:
        op.execute(f"SELECT protect_append_only('{table}')")


def downgrade() -> None:
    """The fence stays: a history without it proves less than its documents say."""
    raise NotImplementedError("the protection of the records is not taken down")
