"""Papers of denouncers are envelopes; the copy without their name; who read what they wrote.

A row of ``attachment`` still never changes but once, from open to closed: when a petition turns out
to be a denunciation.
"""

import sqlalchemy as sa
from alembic import op

revision = "sealed_papers"
down_revision = "checkpoint_peaks"
branch_labels = None
depends_on = None

CLOSING = """
CREATE FUNCTION only_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.commitment IS NULL AND NEW.commitment IS NOT NULL
     AND (NEW.id, NEW.petition_id, NEW.added_at) = (OLD.id, OLD.petition_id, OLD.added_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a file that came is never changed, only closed'
    USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER append_only_rows ON attachment;
CREATE TRIGGER only_close BEFORE UPDATE OR DELETE ON attachment
  FOR EACH ROW EXECUTE FUNCTION only_close();
ALTER TABLE attachment ENABLE ALWAYS TRIGGER only_close;
GRANT UPDATE (name, media_type, size, sha256, commitment) ON attachment TO feedback_app;
"""


def upgrade() -> None:
    op.add_column("attachment", sa.Column("commitment", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_attachment_closed_is_not_told"),
        "attachment",
        "(commitment is null) or (name ~ '^Tệp [0-9]+$' and"
        " media_type = 'application/octet-stream' and size % 65536 = 0)",
    )
    op.drop_constraint(op.f("ck_party_sealed_is_not_plain"), "party")
    op.create_check_constraint(
        op.f("ck_party_sealed_is_not_plain"),
        "party",
        "(sealed is null) or (form_of_address = '' and name = '' and address = ''"
        " and phone = '' and email = '' and identity_number = '')",
    )
    op.execute(CLOSING)


def downgrade() -> None:
    """What is closed cannot be opened here; the columns that tell so stay."""
    raise NotImplementedError("papers of denouncers stay closed")
