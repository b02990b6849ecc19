"""Documents are written as drafts whose versions are kept; agencies keep paragraphs for them."""

import sqlalchemy as sa
from alembic import op

revision = "drafts"
down_revision = "delivery"
branch_labels = None
depends_on = None

APPEND_ONLY = ("draft_version", "paragraph_version")


def upgrade() -> None:
    _drafts()
    _paragraphs()
    op.execute("GRANT SELECT, INSERT, UPDATE ON document_draft TO feedback_app")
    for table in APPEND_ONLY:
        op.execute(f"SELECT protect_append_only('{table}')")
    for table in ("document_draft", *APPEND_ONLY):
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def _drafts() -> None:
    op.create_table(
        "document_draft",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("proposal_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(closed_at is null) = (ending = '')",
            name=op.f("ck_document_draft_closed_with_its_ending"),
        ),
        sa.CheckConstraint(
            "ending in ('', 'approved', 'dropped')",
            name=op.f("ck_document_draft_approved_or_dropped"),
        ),
        *_owned("document_draft", subject_id="subject", agency_id="agency", proposal_id="proposal"),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_document_draft_proposal_id")),
    )
    op.create_index(
        "uq_document_draft_open",
        "document_draft",
        ["subject_id", "agency_id", "action"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "draft_version",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("draft_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.dialects.postgresql.JSONB(), nullable=False),
        *_owned("draft_version", draft_id="document_draft", saved_by_id="user_account"),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_draft_version_draft_id_number")),
    )


def _paragraphs() -> None:
    op.create_table(
        "paragraph_version",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_paragraph_version_has_a_title")),
        *_owned("paragraph_version", agency_id="agency", saved_by_id="user_account"),
        sa.UniqueConstraint(
            "agency_id",
            "number",
            "version",
            name=op.f("uq_paragraph_version_agency_id_number_version"),
        ),
    )


def _owned(table: str, **refers: str) -> tuple[sa.Constraint, ...]:
    """The primary key of a table, and the rows its columns refer to."""
    keys = (
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
        for column, to in refers.items()
    )
    return (sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *keys)


def downgrade() -> None:
    for table in ("paragraph_version", "draft_version", "document_draft"):
        op.drop_table(table)
