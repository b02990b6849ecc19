"""Clocks of machines; which files are closed; old events may go; a sign-in of commands."""

import sqlalchemy as sa
from alembic import op

revision = "events"
down_revision = "vault"
branch_labels = None
depends_on = None

#: Commands may what background work may, and more; made beforehand where the owner may not.
ROLE = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'feedback_command') THEN
    CREATE ROLE feedback_command NOLOGIN IN ROLE feedback_worker;
  END IF;
END $$;
"""
#: Whether the file that an address names is closed to whoever asks. Row policies hide it, so that
#: only the owner can say of a closed one what it is a paper of; a test compares the places. (Asked
#: for is not ``number``: letters have a column of that name.)
CLOSED_FILE = """
CREATE FUNCTION closed_file(place text, asked bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE place
    WHEN 'subject_id' THEN asked
    WHEN 'petition_id' THEN asked
    WHEN 'letter_id' THEN (SELECT subject_id FROM letter WHERE id = asked)
    WHEN 'act_id' THEN (SELECT subject_id FROM act WHERE id = asked)
    WHEN 'proposal_id' THEN (SELECT subject_id FROM proposal WHERE id = asked)
    WHEN 'call_id' THEN (SELECT subject_id FROM protection_call WHERE id = asked)
    WHEN 'lifting_id' THEN (SELECT subject_id FROM conflict_lifting WHERE id = asked)
    WHEN 'attachment_id' THEN (SELECT petition_id FROM attachment WHERE id = asked)
    WHEN 'delivery_id' THEN (SELECT subject_id FROM delivery WHERE id = asked)
  END = ANY (closed_subjects()), false)
$$;
REVOKE ALL ON FUNCTION closed_file FROM PUBLIC;
GRANT EXECUTE ON FUNCTION closed_file
   TO feedback_office, feedback_inspector, feedback_administration;
"""
#: The last year stays whatever a clock, a sign-in or the owner says; how long events are kept is
#: ``feedback.services.upkeep.kept_events``.
OLD_MAY_GO = """
CREATE FUNCTION only_old_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < clock_timestamp() - interval '1 year' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER append_only_rows ON security_event;
CREATE TRIGGER only_old_go BEFORE UPDATE OR DELETE ON security_event
  FOR EACH ROW EXECUTE FUNCTION only_old_go();
ALTER TABLE security_event ENABLE ALWAYS TRIGGER only_old_go;
"""


def upgrade() -> None:
    op.execute(ROLE)
    op.create_table(
        "clock_look",
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("apart", sa.Float(), nullable=True),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(doubt = '') = (doubted_at is null)", name=op.f("ck_clock_look_doubted_once")
        ),
        sa.PrimaryKeyConstraint("machine", name=op.f("pk_clock_look")),
    )
    op.add_column(
        "security_event", sa.Column("detail", sa.Text(), nullable=False, server_default="")
    )
    op.alter_column("security_event", "detail", server_default=None)
    op.execute(CLOSED_FILE)
    op.execute(OLD_MAY_GO)


def downgrade() -> None:
    op.execute("DROP TRIGGER only_old_go ON security_event")
    op.execute("DROP TRIGGER append_only_table ON security_event")  # made anew with its neighbour
    op.execute("DROP FUNCTION only_old_go")
    op.execute("SELECT protect_append_only('security_event')")
    op.execute("DROP FUNCTION closed_file")
    op.drop_column("security_event", "detail")
    op.drop_table("clock_look")
