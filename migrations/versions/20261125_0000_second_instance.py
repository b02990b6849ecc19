"""A complaint for the second time names the case it follows."""

import sqlalchemy as sa
from alembic import op

revision = "second_instance"
down_revision = "office_views"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("petition", sa.Column("earlier_case_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_petition_earlier_case_id_legal_case",
        "petition",
        "legal_case",
        ["earlier_case_id"],
        ["id"],
    )
    op.add_column("legal_case", sa.Column("follows_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_legal_case_follows_id_legal_case", "legal_case", "legal_case", ["follows_id"], ["id"]
    )
    op.create_index(
        "uq_legal_case_follows_id",
        "legal_case",
        ["follows_id"],
        unique=True,
        postgresql_where=sa.text("follows_id is not null"),
    )


def downgrade() -> None:
    op.drop_index("uq_legal_case_follows_id", "legal_case")
    op.drop_column("legal_case", "follows_id")
    op.drop_column("petition", "earlier_case_id")
