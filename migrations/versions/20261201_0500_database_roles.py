"""A role for each part of the product, a record of changed definitions, records nobody deletes.

What each role may do is no part of a migration: ``feedback.models.grants`` says it, and every
upgrade ends by making it so. What only a superuser can set up is ``feedback/launch/superuser.sql``.
"""

import sqlalchemy as sa
from alembic import op

revision = "database_roles"
down_revision = "case_keys"
branch_labels = None
depends_on = None

#: Made beforehand where the owner may not (docs/running.md); the rights come after the upgrade.
ROLES = """
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['feedback_public', 'feedback_office', 'feedback_worker',
                              'feedback_sealer', 'feedback_inspector'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    END IF;
  END LOOP;
END $$;
"""
#: Rows that change as the work goes on, but of which none is ever taken away.
RECORDS = (
    "subject", "petition", "legal_case", "party", "letter", "deadline", "clock_pause",
    "obligation", "proposal",
)  # fmt: skip


def upgrade() -> None:
    op.execute(ROLES)
    op.create_table(
        "ddl_event",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ddl_event")),
    )  # fmt: skip
    op.execute("SELECT protect_append_only('ddl_event')")
    for table in RECORDS:
        op.execute(
            f"CREATE TRIGGER never_fewer BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_fewer")


def downgrade() -> None:
    """The fence stays, as those before it."""
    raise NotImplementedError("the protection of the records is not taken down")
