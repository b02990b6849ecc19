"""Files of many senders by agency: counting them walked those of the whole province."""

import sqlalchemy as sa
from alembic import op

revision = "crowds"
down_revision = "second_instance"
branch_labels = None
depends_on = None

#: Of a petition its own people; of a case those of any petition about it.
FILL = """
UPDATE subject SET crowd = true FROM petition
 WHERE petition.people >= 5 AND subject.id IN (petition.id, petition.case_id)
"""


def upgrade() -> None:
    column = sa.Column("crowd", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    op.add_column("subject", column)
    op.execute(FILL)
    op.create_index(
        "ix_subject_crowd",
        "subject",
        ["agency_id", "id"],
        postgresql_where=sa.text("crowd and closed_on is null"),
    )
    op.drop_index("ix_petition_crowd", table_name="petition")


def downgrade() -> None:
    op.create_index(
        "ix_petition_crowd", "petition", ["id"], postgresql_where=sa.text("people >= 5")
    )
    op.drop_index("ix_subject_crowd", table_name="subject")
    op.drop_column("subject", "crowd")
