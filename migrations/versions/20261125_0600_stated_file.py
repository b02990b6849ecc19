"""Files that acts state: rows only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "stated_file"
down_revision = "target_period"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stated_file",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_stated_file_subject_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["user_account.id"],
            name=op.f("fk_stated_file_added_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_file")),
        sa.UniqueConstraint("subject_id", "sha256", name=op.f("uq_stated_file_subject_id_sha256")),
    )
    op.execute("SELECT protect_append_only('stated_file')")
    op.execute("GRANT USAGE ON SEQUENCE stated_file_id_seq TO feedback_app")


def downgrade() -> None:
    op.drop_table("stated_file")
