"""A complaint against a decision of discipline says whether it was dismissal."""

import sqlalchemy as sa
from alembic import op

revision = "discipline"
down_revision = "registration"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("dismissal", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    op.add_column("petition", column)


def downgrade() -> None:
    op.drop_column("petition", "dismissal")
