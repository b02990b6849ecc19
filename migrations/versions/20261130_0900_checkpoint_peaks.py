"""A checkpoint keeps the full subtrees of its tree, so that a proof need not read the whole log."""

import sqlalchemy as sa
from alembic import op

revision = "checkpoint_peaks"
down_revision = "office_session"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "log_checkpoint",
        sa.Column(
            "peaks",
            sa.LargeBinary(),
            nullable=True,
            comment="full subtrees of the tree, from which later proofs go on",
        ),
    )
    op.create_check_constraint(
        op.f("ck_log_checkpoint_peaks_are_hashes"), "log_checkpoint", "octet_length(peaks) % 32 = 0"
    )


def downgrade() -> None:
    op.drop_column("log_checkpoint", "peaks")
