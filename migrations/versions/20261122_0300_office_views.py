"""Indexes for the officers' views: what is rare among very many must be found without a walk."""

import sqlalchemy as sa
from alembic import op

revision = "office_views"
down_revision = "protect_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_subject_agency_id", "subject", ["agency_id", "id"])
    op.create_index(
        "ix_subject_confidential",
        "subject",
        ["agency_id"],
        postgresql_where=sa.text("confidential and closed_on is null"),
    )
    op.create_index(
        "ix_subject_received",
        "subject",
        ["agency_id"],
        postgresql_where=sa.text("state = 'received' and closed_on is null"),
    )
    op.create_index(
        "ix_petition_crowd", "petition", ["id"], postgresql_where=sa.text("people >= 5")
    )
    op.create_index(
        "ix_petition_joined_to_id",
        "petition",
        ["joined_to_id"],
        postgresql_where=sa.text("joined_to_id is not null"),
    )


def downgrade() -> None:
    for name in ("joined_to_id", "crowd"):
        op.drop_index(f"ix_petition_{name}", table_name="petition")
    for name in ("received", "confidential", "agency_id"):
        op.drop_index(f"ix_subject_{name}", table_name="subject")
