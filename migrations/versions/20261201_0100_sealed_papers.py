"""Papers of denouncers are envelopes, and of each denunciation there is a copy without its sender.

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
    op.create_table(
        "redacted_copy",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(text = '') = (pages > 0)", name=op.f("ck_redacted_copy_retyped_or_masked")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_redacted_copy_petition_id_petition")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["user_account.id"],
            name=op.f("fk_redacted_copy_made_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redacted_copy")),
    )
    op.create_index("ix_redacted_copy_petition_id", "redacted_copy", ["petition_id", "id"])
    op.execute("SELECT protect_append_only('redacted_copy')")
    op.execute("GRANT USAGE ON SEQUENCE redacted_copy_id_seq TO feedback_app")


def downgrade() -> None:
    """What is closed cannot be opened here; the columns that tell so stay."""
    raise NotImplementedError("papers of denouncers stay closed")
