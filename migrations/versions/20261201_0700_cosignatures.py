"""Cosignatures of witnesses, to be handed out with proofs."""

import sqlalchemy as sa
from alembic import op

revision = "cosignatures"
down_revision = "second_factors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "log_cosignature",
        sa.Column(
            "size", sa.BigInteger(), autoincrement=False, nullable=False, comment="of the head"
        ),
        sa.Column("witness", sa.Text(), nullable=False, comment="its name in the policy"),
        sa.Column("line", sa.Text(), nullable=False, comment="as it stands in the signed note"),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, comment="the witness's own clock"
        ),
        sa.ForeignKeyConstraint(
            ["size"], ["log_checkpoint.size"], name=op.f("fk_log_cosignature_size_log_checkpoint")
        ),
        sa.PrimaryKeyConstraint("size", "witness", name=op.f("pk_log_cosignature")),
    )
    op.execute("SELECT protect_append_only('log_cosignature')")


def downgrade() -> None:
    op.drop_table("log_cosignature")
