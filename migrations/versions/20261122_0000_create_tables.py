"""Create every table of the first release."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "create_tables"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

#: What the application may do in general; a later migration takes back what history forbids.
GRANTS = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'feedback_app') THEN
    CREATE ROLE feedback_app NOLOGIN;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO feedback_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO feedback_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO feedback_app;
GRANT DELETE ON draft TO feedback_app;
REVOKE ALL ON alembic_version FROM feedback_app;
GRANT SELECT ON alembic_version TO feedback_app;
"""


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "commune",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("remote_basis", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "not remote or remote_basis <> ''", name=op.f("ck_commune_remote_has_basis")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_commune")),
    )
    op.create_table(
        "draft",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_updated_at"), "draft", ["updated_at"], unique=False)
    op.create_table(
        "entry",
        sa.Column(
            "index",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="place in the log, from 0",
        ),
        sa.Column(
            "subject", sa.Uuid(), nullable=False, comment="uid of the petition or case it is about"
        ),
        sa.Column(
            "seq",
            sa.BigInteger(),
            nullable=False,
            comment="place in the chain of the subject, from 1",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="petition, case or system"),
        sa.Column("type", sa.Text(), nullable=False, comment="what happened, in the past tense"),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="never before the entry at the index below",
        ),
        sa.Column(
            "book", sa.Text(), nullable=True, comment="register book the entry gives a number of"
        ),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="canonical bytes, as hashed"),
        sa.Column("leaf", sa.LargeBinary(), nullable=False, comment="SHA-256 of 0x00 and body"),
        sa.CheckConstraint(
            "at = date_trunc('milliseconds', at)", name=op.f("ck_entry_at_in_milliseconds")
        ),
        sa.CheckConstraint("index >= 0", name=op.f("ck_entry_index_counts_from_zero")),
        sa.CheckConstraint(
            "num_nulls(book, year, number) IN (0, 3)",
            name=op.f("ck_entry_register_number_is_whole"),
        ),
        sa.CheckConstraint(
            "octet_length(body) BETWEEN 1 AND 65535", name=op.f("ck_entry_body_fits_a_bundle")
        ),
        sa.CheckConstraint("octet_length(leaf) = 32", name=op.f("ck_entry_leaf_is_a_hash")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_entry_seq_counts_from_one")),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_entry")),
    )
    op.create_index(
        "uq_entry_book_year_number",
        "entry",
        ["book", "year", "number"],
        unique=True,
        postgresql_where="book IS NOT NULL",
    )
    op.create_index("uq_entry_subject_seq", "entry", ["subject", "seq"], unique=True)
    op.create_table(
        "log_checkpoint",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column(
            "note", sa.Text(), nullable=False, comment="signed note, c2sp.org/tlog-checkpoint"
        ),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "octet_length(root) = 32", name=op.f("ck_log_checkpoint_root_is_a_hash")
        ),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_log_checkpoint")),
    )
    op.create_table(
        "log_head",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "size", sa.BigInteger(), nullable=False, comment="entries so far; the next index"
        ),
        sa.Column(
            "last_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="time of the newest entry",
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_log_head_only_one_row")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_log_head_size_is_a_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["next_try_at"],
        unique=False,
        postgresql_where=sa.text("done_at is null and failed_at is null"),
    )
    op.create_table(
        "register_counter",
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("last >= 1", name=op.f("ck_register_counter_numbers_count_from_one")),
        sa.PrimaryKeyConstraint("book", "year", name=op.f("pk_register_counter")),
    )
    op.create_table(
        "sweep_report",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escalations", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweep_report")),
    )
    op.create_index(op.f("ix_sweep_report_at"), "sweep_report", ["at"], unique=False)
    op.create_table(
        "agency",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("superior_id", sa.BigInteger(), nullable=True),
        sa.Column("commune_code", sa.Text(), nullable=True),
        sa.Column("superior_lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("issuing_lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("head_title", sa.Text(), nullable=False),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["commune.code"], name=op.f("fk_agency_commune_code_commune")
        ),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["agency.id"], name=op.f("fk_agency_superior_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
    )
    op.create_table(
        "entry_salt",
        sa.Column("index", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(salt) = 32", name=op.f("ck_entry_salt_salt_has_32_bytes")),
        sa.ForeignKeyConstraint(["index"], ["entry.index"], name=op.f("fk_entry_salt_index_entry")),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_entry_salt")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_user_account_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username", name=op.f("uq_user_account_username")),
    )
    op.create_index("ix_user_account_agency_id", "user_account", ["agency_id"], unique=False)
    op.create_table(
        "subject",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column(
            "subject_kind",
            sa.Enum("petition", "case", name="subjectkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "complaint",
                "denunciation",
                "recommendation",
                "report",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("commune_code", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "subject_kind in ('petition', 'case')", name=op.f("ck_subject_subject_kind")
        ),
        sa.CheckConstraint(
            "(closed_on is null) or (paused_on is null)",
            name=op.f("ck_subject_closed_is_not_paused"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_subject_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["commune.code"], name=op.f("fk_subject_commune_code_commune")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"], name=op.f("fk_subject_person_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("uid", name=op.f("uq_subject_uid")),
    )
    op.create_index(
        "ix_subject_open_by_agency",
        "subject",
        ["agency_id", "id"],
        unique=False,
        postgresql_where=sa.text("closed_on is null"),
    )
    op.create_table(
        "act",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_act_subject_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_act_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    op.create_index("ix_act_subject_id_id", "act", ["subject_id", "id"], unique=False)
    op.create_table(
        "clock_pause",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "until is null or until >= since", name=op.f("ck_clock_pause_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_clock_pause_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_pause")),
    )
    op.create_index("ix_clock_pause_subject_id", "clock_pause", ["subject_id"], unique=False)
    op.create_index(
        "uq_clock_pause_open",
        "clock_pause",
        ["subject_id"],
        unique=True,
        postgresql_where=sa.text("until is null"),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("limit_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_raw", sa.Date(), nullable=True),
        sa.Column("due_legal", sa.Date(), nullable=True),
        sa.Column("guard_on", sa.Date(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("flags", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("explanation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("next_level", sa.BigInteger(), nullable=True),
        sa.Column("next_level_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on is null)", name=op.f("ck_deadline_closed_has_day")
        ),
        sa.CheckConstraint("state in ('open', 'met', 'void')", name=op.f("ck_deadline_state")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_deadline_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("uid", name=op.f("uq_deadline_uid")),
    )
    op.create_index(
        "ix_deadline_alarm",
        "deadline",
        ["next_level_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_deadline_subject_id", "deadline", ["subject_id"], unique=False)
    op.create_index(
        "uq_deadline_open_rule",
        "deadline",
        ["subject_id", "rule"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "legal_case",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("complex", sa.Boolean(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_legal_case_number_positive")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_legal_case_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_case")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_legal_case_year_number")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("context", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("drafter_id", sa.BigInteger(), nullable=True),
        sa.Column("signer_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("for_citizen", sa.Boolean(), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pdf_sha256", sa.Text(), nullable=True),
        sa.Column("pages", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "name = 'proposal_slip' or drafter_id <> signer_id",
            name=op.f("ck_letter_drafter_is_not_signer"),
        ),
        sa.CheckConstraint(
            "(pdf_sha256 is null) = (rendered_at is null)", name=op.f("ck_letter_rendered_has_hash")
        ),
        sa.ForeignKeyConstraint(
            ["drafter_id"], ["user_account.id"], name=op.f("fk_letter_drafter_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["user_account.id"], name=op.f("fk_letter_signer_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_letter_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("book", "year", "number", name=op.f("uq_letter_book_year_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_letter_uid")),
    )
    op.create_index("ix_letter_subject_id", "letter", ["subject_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_notice_subject_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_notice_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(
        "ix_notice_unread",
        "notice",
        ["user_id", "id"],
        unique=False,
        postgresql_where=sa.text("read_at is null"),
    )
    op.create_table(
        "obligation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("head_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_obligation_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["head_id"], ["user_account.id"], name=op.f("fk_obligation_head_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"], name=op.f("fk_obligation_person_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_obligation_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
    )
    op.create_index(
        "ix_obligation_person",
        "obligation",
        ["person_id", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index(
        "ix_obligation_queue",
        "obligation",
        ["agency_id", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index(
        "uq_obligation_current",
        "obligation",
        ["subject_id"],
        unique=True,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(decided_at is null) = (verdict = '')", name=op.f("ck_proposal_decided_has_verdict")
        ),
        sa.CheckConstraint(
            "decided_by_id is null or decided_by_id <> proposed_by_id",
            name=op.f("ck_proposal_drafter_is_not_signer"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_proposal_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_proposal_decided_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["user_account.id"],
            name=op.f("fk_proposal_proposed_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_proposal_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(
        "ix_proposal_waiting",
        "proposal",
        ["agency_id", "id"],
        unique=False,
        postgresql_where=sa.text("decided_at is null"),
    )
    op.create_index(
        "uq_proposal_open",
        "proposal",
        ["subject_id"],
        unique=True,
        postgresql_where=sa.text("decided_at is null"),
    )
    op.create_table(
        "clock_extension",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("deadline_id", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_clock_extension_deadline_id_deadline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_extension")),
    )
    op.create_index(
        op.f("ix_clock_extension_deadline_id"), "clock_extension", ["deadline_id"], unique=False
    )
    op.create_table(
        "escalation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("deadline_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_escalation_deadline_id_deadline")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_escalation_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("deadline_id", "level", name=op.f("uq_escalation_deadline_id_level")),
    )
    op.create_index(op.f("ix_escalation_user_id"), "escalation", ["user_id"], unique=False)
    op.create_table(
        "petition",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "declared_kind",
            sa.Enum(
                "complaint",
                "denunciation",
                "recommendation",
                "report",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("transfers", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("joined_to_id", sa.BigInteger(), nullable=True),
        sa.Column("search", postgresql.TSVECTOR(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_petition_number_positive")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["legal_case.id"], name=op.f("fk_petition_case_id_legal_case")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_petition_id_subject")),
        sa.ForeignKeyConstraint(
            ["joined_to_id"], ["petition.id"], name=op.f("fk_petition_joined_to_id_petition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition")),
        sa.UniqueConstraint("book", "year", "number", name=op.f("uq_petition_book_year_number")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_petition_code_hash")),
    )
    op.create_index(op.f("ix_petition_case_id"), "petition", ["case_id"], unique=False)
    op.create_index(
        "ix_petition_search", "petition", ["search"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_attachment_petition_id_petition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_petition_id"), "attachment", ["petition_id"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("form_of_address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("identity_number", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(sealed is null) or (name = '' and address = '' and phone = '' and email = '')",
            name=op.f("ck_party_sealed_is_not_plain"),
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_party_petition_id_petition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_petition_id"), "party", ["petition_id"], unique=False)
    op.execute(GRANTS)


def downgrade() -> None:
    op.drop_index(op.f("ix_party_petition_id"), table_name="party")
    op.drop_table("party")
    op.drop_index(op.f("ix_attachment_petition_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index("ix_petition_search", table_name="petition", postgresql_using="gin")
    op.drop_index(op.f("ix_petition_case_id"), table_name="petition")
    op.drop_table("petition")
    op.drop_index(op.f("ix_escalation_user_id"), table_name="escalation")
    op.drop_table("escalation")
    op.drop_index(op.f("ix_clock_extension_deadline_id"), table_name="clock_extension")
    op.drop_table("clock_extension")
    op.drop_index(
        "uq_proposal_open", table_name="proposal", postgresql_where=sa.text("decided_at is null")
    )
    op.drop_index(
        "ix_proposal_waiting", table_name="proposal", postgresql_where=sa.text("decided_at is null")
    )
    op.drop_table("proposal")
    op.drop_index(
        "uq_obligation_current",
        table_name="obligation",
        postgresql_where=sa.text("done_at is null"),
    )
    op.drop_index(
        "ix_obligation_queue", table_name="obligation", postgresql_where=sa.text("done_at is null")
    )
    op.drop_index(
        "ix_obligation_person", table_name="obligation", postgresql_where=sa.text("done_at is null")
    )
    op.drop_table("obligation")
    op.drop_index(
        "ix_notice_unread", table_name="notice", postgresql_where=sa.text("read_at is null")
    )
    op.drop_table("notice")
    op.drop_index("ix_letter_subject_id", table_name="letter")
    op.drop_table("letter")
    op.drop_table("legal_case")
    op.drop_index(
        "uq_deadline_open_rule", table_name="deadline", postgresql_where=sa.text("state = 'open'")
    )
    op.drop_index("ix_deadline_subject_id", table_name="deadline")
    op.drop_index(
        "ix_deadline_alarm", table_name="deadline", postgresql_where=sa.text("state = 'open'")
    )
    op.drop_table("deadline")
    op.drop_index(
        "uq_clock_pause_open", table_name="clock_pause", postgresql_where=sa.text("until is null")
    )
    op.drop_index("ix_clock_pause_subject_id", table_name="clock_pause")
    op.drop_table("clock_pause")
    op.drop_index("ix_act_subject_id_id", table_name="act")
    op.drop_table("act")
    op.drop_index(
        "ix_subject_open_by_agency",
        table_name="subject",
        postgresql_where=sa.text("closed_on is null"),
    )
    op.drop_table("subject")
    op.drop_index("ix_user_account_agency_id", table_name="user_account")
    op.drop_table("user_account")
    op.drop_table("entry_salt")
    op.drop_table("agency")
    op.drop_index(op.f("ix_sweep_report_at"), table_name="sweep_report")
    op.drop_table("sweep_report")
    op.drop_table("register_counter")
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox",
        postgresql_where=sa.text("done_at is null and failed_at is null"),
    )
    op.drop_table("outbox")
    op.drop_table("log_head")
    op.drop_table("log_checkpoint")
    op.drop_index("uq_entry_subject_seq", table_name="entry")
    op.drop_index(
        "uq_entry_book_year_number", table_name="entry", postgresql_where="book IS NOT NULL"
    )
    op.drop_table("entry")
    op.drop_index(op.f("ix_draft_updated_at"), table_name="draft")
    op.drop_table("draft")
    op.drop_table("commune")
    op.drop_table("calendar_day")
