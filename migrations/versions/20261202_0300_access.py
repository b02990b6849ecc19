"""Sign-ins of administrators' pages and of the door; lifted conflicts; events for auditors."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "access"
down_revision = "makes"
branch_labels = None
depends_on = None

#: Made beforehand where the owner may not (docs/running.md); the rights come after the upgrade.
ROLES = """
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['feedback_administration', 'feedback_door'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    END IF;
  END LOOP;
END $$;
"""
STAMP = """
ALTER TABLE user_account ADD COLUMN stamp text NOT NULL
  GENERATED ALWAYS AS (left(encode(sha256(password_hash::bytea), 'hex'), 16)) STORED
"""
#: Without a word on what is closed nobody who reads files sees one; administrators now among them.
#: Asked of who signed in: within a function of the owner, the owner is the current user.
CLOSED_SUBJECTS = """
CREATE OR REPLACE FUNCTION closed_subjects() RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN current_setting('app.closed', true) <> '' THEN current_setting('app.closed')::bigint[]
    WHEN pg_has_role(session_user, 'feedback_office', 'MEMBER')
      OR pg_has_role(session_user, 'feedback_inspector', 'MEMBER')
      OR pg_has_role(session_user, 'feedback_administration', 'MEMBER') THEN NULL
    ELSE '{}'::bigint[]
  END
$$;
GRANT EXECUTE ON FUNCTION closed_to TO feedback_administration;
"""
#: What erasing a sender and counting clocks anew touch.
ADMINISTERED = ("subject", "petition", "legal_case", "party", "deadline", "clock_pause",
                "clock_extension", "conflict", "conflict_lifting", "letter")  # fmt: skip


#: As before, but for conflicts that two people lifted after they were declared.
CLOSED_TO = """
CREATE OR REPLACE FUNCTION closed_to(actor bigint, whole_unit boolean) RETURNS bigint[]
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
       AND NOT EXISTS (SELECT FROM conflict_lifting AS lifted
                        WHERE lifted.subject_id = conflict.subject_id
                          AND lifted.user_id = conflict.user_id AND lifted.state = 'lifted'
                          AND lifted.decided_at >= conflict.declared_at)
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
"""
PROTECTION_ROWS = """
ALTER TABLE protection_call ENABLE ROW LEVEL SECURITY;
CREATE POLICY free ON protection_call TO feedback_office, feedback_inspector
  USING (subject_id <> ALL ((SELECT closed_subjects())::bigint[]));
CREATE POLICY shown ON protection_call TO feedback_public
  USING (subject_id = ANY ((SELECT shown_files())::bigint[]));
CREATE POLICY everything ON protection_call TO feedback_worker USING (true);
"""
#: Whom a conflict keeps out sees nothing of what is said about it.
LIFTING_ROWS = """
ALTER TABLE conflict_lifting ENABLE ROW LEVEL SECURITY;
CREATE POLICY free ON conflict_lifting TO feedback_office, feedback_inspector
  USING (subject_id <> ALL ((SELECT closed_subjects())::bigint[]));
CREATE POLICY shown ON conflict_lifting TO feedback_public
  USING (subject_id = ANY ((SELECT shown_files())::bigint[]));
CREATE POLICY everything ON conflict_lifting TO feedback_worker USING (true);
"""


def upgrade() -> None:
    op.execute(ROLES)
    op.execute(STAMP)
    op.execute(CLOSED_SUBJECTS)
    _lifting()
    _events()
    _protection()
    _confirmations()
    for table in ADMINISTERED:
        op.execute(
            f"ALTER POLICY free ON {table} "
            "TO feedback_office, feedback_inspector, feedback_administration"
        )


def _lifting() -> None:
    """A conflict may be declared again after it was lifted: its rows are no longer unique."""
    op.drop_index("uq_conflict_user_id", "conflict")
    op.create_index("ix_conflict_user_id", "conflict", ["user_id", "subject_id"])
    op.create_table(
        "conflict_lifting",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "user_id not in (proposed_by_id, coalesce(decided_by_id, 0))"
            " and proposed_by_id is distinct from decided_by_id",
            name=op.f("ck_conflict_lifting_two_others"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by_id is null)"
            " and (decided_by_id is null) = (decided_at is null)",
            name=op.f("ck_conflict_lifting_decided_by_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_lifting")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_conflict_lifting_{column}_{table}")
            )
            for column, table in (
                ("subject_id", "subject"),
                ("user_id", "user_account"),
                ("proposed_by_id", "user_account"),
                ("decided_by_id", "user_account"),
            )
        ),
    )
    op.create_index("ix_conflict_lifting_subject_id", "conflict_lifting", ["subject_id", "user_id"])
    op.execute(CLOSED_TO)
    op.execute(LIFTING_ROWS)


def _events() -> None:
    op.create_table(
        "security_event",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_event")),
    )
    op.create_index(op.f("ix_security_event_at"), "security_event", ["at"])
    op.execute("SELECT protect_append_only('security_event')")


def _protection() -> None:
    op.create_table(
        "protection_call",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("told", JSONB(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answer = '') = (answered_at is null)",
            name=op.f("ck_protection_call_answered_at_once"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection_call")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_protection_call_{column}_{table}")
            )
            for column, table in (
                ("subject_id", "subject"),
                ("agency_id", "agency"),
                ("asked_by_id", "user_account"),
                ("answered_by_id", "user_account"),
            )
        ),
    )
    for column in ("agency_id", "subject_id"):
        op.create_index(f"ix_protection_call_{column}", "protection_call", [column])
    op.execute(PROTECTION_ROWS)


def _confirmations() -> None:
    op.create_table(
        "account_confirmation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "user_id not in (proposed_by_id, coalesce(decided_by_id, 0))"
            " and proposed_by_id is distinct from decided_by_id",
            name=op.f("ck_account_confirmation_two_others"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_by_id is null)",
            name=op.f("ck_account_confirmation_decided_by_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_confirmation")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["user_account.id"],
                name=op.f(f"fk_account_confirmation_{column}_user_account"),
            )
            for column in ("user_id", "proposed_by_id", "decided_by_id")
        ),
    )
    op.create_index(
        "uq_account_confirmation_user_id",
        "account_confirmation",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    """Administrators' pages are not given back to the officers' sign-in."""
    raise NotImplementedError("the rooms of the database stay apart")
