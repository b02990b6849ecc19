"""Dossiers for the archive, and finding a document by the hash of any of its files."""

import sqlalchemy as sa
from alembic import op

revision = "dossier"
down_revision = "drafts"
branch_labels = None
depends_on = None

FILES = ("pdf_sha256", "signed_sha256")


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("requested_by_id", sa.BigInteger(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pdf_sha256", sa.Text(), nullable=True),
        sa.Column("zip_sha256", sa.Text(), nullable=True),
        sa.Column("pages", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "num_nulls(made_at, pdf_sha256, zip_sha256, pages) in (0, 4)",
            name=op.f("ck_dossier_made_has_its_files"),
        ),
        sa.CheckConstraint(
            "given_up_at is null or made_at is null", name=op.f("ck_dossier_made_is_not_given_up")
        ),
        sa.CheckConstraint("done >= 0 and done <= total", name=op.f("ck_dossier_done_of_total")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_dossier_subject_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"],
            ["user_account.id"],
            name=op.f("fk_dossier_requested_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("uid", name=op.f("uq_dossier_uid")),
    )
    op.create_index("ix_dossier_subject_id", "dossier", ["subject_id", "id"])
    op.create_index(
        "uq_dossier_under_way",
        "dossier",
        ["subject_id"],
        unique=True,
        postgresql_where=sa.text("made_at is null and given_up_at is null"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON dossier TO feedback_app")
    op.execute("GRANT USAGE ON SEQUENCE dossier_id_seq TO feedback_app")
    for name in FILES:
        op.create_index(f"ix_letter_{name}", "letter", [name])


def downgrade() -> None:
    for name in FILES:
        op.drop_index(f"ix_letter_{name}", "letter")
    op.drop_table("dossier")
