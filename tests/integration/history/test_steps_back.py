"""A step of the schema that promises a way back leads there, and forward again."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import text

import feedback.models.everything  # noqa: F401 - makes the metadata whole
from feedback.models.base import Base

TRIGGERS = text("""
    SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal
     ORDER BY 1, 2
""")
POLICIES = text("SELECT tablename, policyname, roles, qual FROM pg_policies ORDER BY 1, 2")


def fences(connection):
    return [connection.execute(asked).all() for asked in (TRIGGERS, POLICIES)]


def test_the_newest_steps_go_back_and_forward_over_empty_tables(engine):
    """As far as the step that seals what stood in clear, which says that it does not go."""
    steps = ScriptDirectory("migrations")
    newest = [steps.get_revision(name).module for name in ("papers", "events")]
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        before = fences(connection)
        for step in newest:
            step.downgrade()
        for step in reversed(newest):
            step.upgrade()
        assert fences(connection) == before
        whole = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(whole, Base.metadata) == []
