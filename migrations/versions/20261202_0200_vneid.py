"""A passkey remembers the make it proved to be of; those from before have proved none."""

import sqlalchemy as sa
from alembic import op

revision = "makes"
down_revision = "words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "passkey", sa.Column("make", sa.Text(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    op.drop_column("passkey", "make")
