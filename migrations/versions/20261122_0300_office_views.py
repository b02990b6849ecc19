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
        "ix_obligation_task",
        "obligation",
        ["agency_id", "task", "due_on", "id"],
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index(
        "ix_obligation_unassigned",
        "obligation",
        ["agency_id", "due_on", "id"],
        postgresql_include=["role"],
        postgresql_where=sa.text("done_at is null and person_id is null"),
    )
    op.create_index("ix_proposal_subject_id", "proposal", ["subject_id"])
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
    op.drop_index("ix_proposal_subject_id", table_name="proposal")
    for name in ("joined_to_id", "crowd"):
        op.drop_index(f"ix_petition_{name}", table_name="petition")
    for name in ("task", "unassigned"):
        op.drop_index(f"ix_obligation_{name}", table_name="obligation")
    for name in ("confidential", "agency_id"):
        op.drop_index(f"ix_subject_{name}", table_name="subject")
