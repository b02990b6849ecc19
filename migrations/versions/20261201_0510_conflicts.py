"""Conflicts of interest: who is kept out of which file, in rows, in a function, in row policies."""

import sqlalchemy as sa
from alembic import op

revision = "conflicts"
down_revision = "database_roles"
branch_labels = None
depends_on = None

#: Files closed to an account: about the agency it leads, about itself, and those it was declared
#: for; with each petition its case, and with each case its petitions and the cases that follow.
#: The owner's, so that it sees past the policies that ask it.
CLOSED_TO = """
CREATE FUNCTION closed_to(actor bigint, whole_unit boolean) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE led AS (
    SELECT agency_id FROM post_holding WHERE user_id = actor AND last_day IS NULL
    UNION
    SELECT agency_id FROM user_account WHERE id = actor AND (whole_unit OR role = 'head')
  ), about AS (
    SELECT petition.id FROM petition
     WHERE denounced_post IN ('head', 'deputy', 'agency')
       AND denounced_agency_id IN (SELECT agency_id FROM led)
    UNION
    SELECT petition.id FROM petition
      JOIN post_holding held ON held.agency_id = petition.denounced_agency_id
                            AND held.post = petition.denounced_post
     WHERE held.user_id = actor
    UNION
    SELECT conflict.subject_id FROM conflict
      LEFT JOIN petition ON petition.id = conflict.subject_id
     WHERE conflict.user_id = actor
       AND (conflict.ground <> 'named' OR petition.denounced_post IS NULL)
  ), linked (id) AS (
    SELECT id FROM about
    UNION
    SELECT near.id FROM linked CROSS JOIN LATERAL (
      SELECT case_id FROM petition WHERE petition.id = linked.id AND case_id IS NOT NULL
      UNION ALL SELECT petition.id FROM petition WHERE case_id = linked.id
      UNION ALL SELECT petition.id FROM petition WHERE joined_to_id = linked.id
      UNION ALL SELECT legal_case.id FROM legal_case WHERE follows_id = linked.id
      UNION ALL SELECT petition.id FROM petition WHERE earlier_case_id = linked.id
    ) AS near (id)
  )
  SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM linked
$$;

CREATE FUNCTION closed_subjects() RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN current_setting('app.closed', true) <> '' THEN current_setting('app.closed')::bigint[]
    WHEN current_user IN ('feedback_office', 'feedback_inspector') THEN NULL
    ELSE '{}'::bigint[]
  END
$$;
-- What queries ask; policies ask the other, so that each fence can be tried without its neighbour.
CREATE FUNCTION closed_to_reader() RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT closed_subjects()
$$;
-- A policy comes before every condition that could tell something of a row, and so before the index
-- of words; this goes by the index and leaves out what the policy would.
CREATE FUNCTION petitions_with(words text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM petition
   WHERE search @@ words::tsquery AND id <> ALL (closed_subjects())
$$;
REVOKE ALL ON FUNCTION closed_to, petitions_with FROM PUBLIC;
GRANT EXECUTE ON FUNCTION closed_to, petitions_with
   TO feedback_office, feedback_inspector, feedback_worker;
"""
#: Tables of files, and the column that names the file.
GUARDED = {
    "subject": "id",
    "petition": "id",
    "legal_case": "id",
    "party": "petition_id",
    "attachment": "petition_id",
    "redacted_copy": "petition_id",
    "act": "subject_id",
    "stated_file": "subject_id",
    "proposal": "subject_id",
    "deadline": "subject_id",
    "clock_pause": "subject_id",
    "obligation": "subject_id",
    "letter": "subject_id",
    "delivery": "subject_id",
    "delivery_task": "subject_id",
    "document_draft": "subject_id",
    "dossier": "subject_id",
    "notice": "subject_id",
    "incoming_document": "subject_id",
    "conflict": "subject_id",
}
#: Tables of their parts, and what each is a part of.
PARTS = {
    "letter_signature": ("letter", "letter_id"),
    "delivery_attempt": ("delivery", "delivery_id"),
    "delivery_address": ("delivery", "delivery_id"),
    "draft_version": ("document_draft", "draft_id"),
    "escalation": ("deadline", "deadline_id"),
    "clock_extension": ("deadline", "deadline_id"),
}
READERS = "feedback_office, feedback_inspector"
#: What a citizen's page may see follows from what was shown to it and nobody guesses: the hash of a
#: receipt code, the word of a public page, the hash of a document's file, the name of the petition
#: being lodged. ``shown`` tells what; an injected statement knows none of them. A document's number
#: can be guessed, and opens the document's row alone.
SHOWN = """
CREATE FUNCTION shown(what text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.' || what, true), '')
$$;

CREATE FUNCTION shown_files() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(file), '{}') FROM (
    SELECT id AS file FROM petition WHERE code_hash = decode(shown('code'), 'hex')
    UNION ALL
    SELECT case_id FROM petition
     WHERE code_hash = decode(shown('code'), 'hex') AND joined_to_id IS NULL AND case_id IS NOT NULL
  ) AS files
$$;

CREATE FUNCTION shown_documents() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT letter.id FROM letter, string_to_array(shown('files'), ',') AS digests
     WHERE pdf_sha256 = ANY (digests) OR signed_sha256 = ANY (digests)
        OR issued_sha256 = ANY (digests)
    UNION ALL
    SELECT copy.id FROM delivery
      JOIN letter ON letter.id = delivery.letter_id
      JOIN letter AS copy ON copy.subject_id = letter.subject_id
     WHERE token = shown('page')
    UNION ALL
    SELECT id FROM letter
     WHERE concat_ws('|', split_part(book, '/', 1), symbol, year, number, issued_on)
           = shown('number')
       AND number = split_part(shown('number'), '|', 4)::bigint
  ) AS documents
$$;

CREATE FUNCTION shown_subjects() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shown_files() || coalesce(array_agg(subject_id), '{}')
    FROM letter WHERE id = ANY (shown_documents()) AND shown('number') IS NULL
$$;
"""
FILE = "ANY ((SELECT shown_files())::bigint[])"
DOCUMENT = "ANY ((SELECT shown_documents())::bigint[])"
#: Where a citizen's page sees more than the rows of the file itself.
CITIZENS = {
    "subject": "uid = shown('lodging')::uuid OR id = ANY ((SELECT shown_subjects())::bigint[])",
    "petition": f"code_hash = decode(shown('code'), 'hex') OR case_id = {FILE} "
    f"OR joined_to_id = {FILE}",
    "legal_case": f"id = {FILE} OR follows_id = {FILE}",
    "letter": f"subject_id = {FILE} OR id = {DOCUMENT} OR replaces_id = {DOCUMENT} "
    f"OR corrects_id = {DOCUMENT}",
    "delivery": f"subject_id = {FILE} OR token = shown('page')",
}


def upgrade() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("declared_by_id", sa.BigInteger(), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_conflict_{column}_{table}")
            )
            for column, table in (
                ("subject_id", "subject"),
                ("user_id", "user_account"),
                ("declared_by_id", "user_account"),
            )
        ),
    )
    op.create_index(
        "uq_conflict_user_id", "conflict", ["user_id", "subject_id", "ground"], unique=True
    )
    op.create_index("ix_conflict_subject_id", "conflict", ["subject_id"])
    op.create_index(
        "ix_petition_denounced_agency_id",
        "petition",
        ["denounced_agency_id"],
        postgresql_where=sa.text("denounced_agency_id is not null"),
    )
    op.create_index(
        "ix_petition_earlier_case_id",
        "petition",
        ["earlier_case_id"],
        postgresql_where=sa.text("earlier_case_id is not null"),
    )
    op.execute("SELECT protect_append_only('conflict')")
    op.execute(CLOSED_TO)
    op.execute(SHOWN)
    for table, column in GUARDED.items():
        closed = f"{column} <> ALL ((SELECT closed_subjects())::bigint[])"
        _guard(table, closed, CITIZENS.get(table, f"{column} = {FILE}"))
    op.execute(
        "ALTER POLICY free ON incoming_document USING "
        "(subject_id IS NULL OR subject_id <> ALL ((SELECT closed_subjects())::bigint[]))"
    )
    for table, (whole, column) in PARTS.items():
        seen = f"EXISTS (SELECT FROM {whole} WHERE {whole}.id = {table}.{column})"
        _guard(table, seen, seen)


def _guard(table: str, free: str, shown: str) -> None:
    """Background work is nobody's colleague, and sees every row."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY free ON {table} TO {READERS} USING ({free})")
    op.execute(f"CREATE POLICY shown ON {table} TO feedback_public USING ({shown})")
    op.execute(f"CREATE POLICY everything ON {table} TO feedback_worker USING (true)")


def downgrade() -> None:
    """Who was kept out stays out."""
    raise NotImplementedError("conflicts of interest are not forgotten")
