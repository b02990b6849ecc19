"""Books: symbols from a day on, incoming documents, years that close, whose register it is."""

import sqlalchemy as sa
from alembic import op

revision = "registers"
down_revision = "signing"
branch_labels = None
depends_on = None

#: A number is taken under a shared lock of its year, closing takes it alone: whoever was under way
#: is waited for, whoever comes later finds the year closed.
CLOSED_YEARS = """
CREATE FUNCTION refuse_closed_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(5270, NEW.year::integer);
  IF EXISTS (SELECT FROM register_closing WHERE year = NEW.year) THEN
    RAISE EXCEPTION 'the registers of % are closed', NEW.year USING ERRCODE = 'QN001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closed_year BEFORE INSERT OR UPDATE ON register_counter
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_year();
ALTER TABLE register_counter ENABLE ALWAYS TRIGGER closed_year;
"""

#: The application may add and cancel; what was entered stays as it was.
ENTERED_STAYS = """
CREATE TRIGGER never_fewer BEFORE DELETE OR TRUNCATE ON incoming_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE incoming_document ENABLE ALWAYS TRIGGER never_fewer;
REVOKE ALL ON incoming_document FROM feedback_app;
GRANT SELECT, INSERT ON incoming_document TO feedback_app;
GRANT UPDATE (cancelled_at, cancelled_by_id, cancel_reason) ON incoming_document TO feedback_app;
GRANT USAGE ON SEQUENCE incoming_document_id_seq, register_symbol_id_seq TO feedback_app;
"""

#: Until now the act of submitting alone told where a petition had been written down.
WRITTEN_DOWN_BY = """
UPDATE petition SET entered_agency_id = coalesce(
  (SELECT subject.agency_id FROM subject
    WHERE subject.id = petition.id AND petition.channel = 'voters'),
  (SELECT account.agency_id FROM act JOIN user_account AS account ON account.id = act.user_id
    WHERE act.subject_id = petition.id AND act.action = 'submit' ORDER BY act.id LIMIT 1),
  (SELECT id FROM agency WHERE level = 'board' ORDER BY id LIMIT 1),
  (SELECT subject.agency_id FROM subject WHERE subject.id = petition.id))
"""


def upgrade() -> None:
    _letters()
    _petitions()
    _incoming()
    _symbols()
    _closings()
    op.execute(ENTERED_STAYS)


def _letters() -> None:
    op.add_column(
        "letter", sa.Column("restricted", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.alter_column("letter", "restricted", server_default=None)
    op.create_index(
        "uq_letter_code",
        "letter",
        [sa.text("split_part(book, '/', 1)"), "symbol", "year", "number"],
        unique=True,
    )


def _petitions() -> None:
    op.add_column("petition", sa.Column("entered_agency_id", sa.BigInteger(), nullable=True))
    op.execute(WRITTEN_DOWN_BY)
    op.alter_column("petition", "entered_agency_id", nullable=False)
    op.create_foreign_key(
        op.f("fk_petition_entered_agency_id_agency"),
        "petition",
        "agency",
        ["entered_agency_id"],
        ["id"],
    )
    op.create_index(op.f("ix_petition_entered_agency_id"), "petition", ["entered_agency_id"])


def _incoming() -> None:
    table = "incoming_document"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.BigInteger(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        *_checks(
            table,
            number_positive="number > 0",
            cancelled_with_reason="(cancelled_at is null) = (cancel_reason = '')",
            cancelled_by_one="(cancelled_at is null) = (cancelled_by_id is null)",
            due_after_arrival="due_on is null or due_on >= arrived_on",
        ),
        *_keys(
            table,
            agency_id="agency",
            subject_id="subject",
            entered_by_id="user_account",
            cancelled_by_id="user_account",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sa.UniqueConstraint("book", "year", "number", name=op.f(f"uq_{table}_book_year_number")),
    )
    op.create_index("ix_incoming_document_agency_id", table, ["agency_id", "id"])
    op.create_index("ix_incoming_document_subject_id", table, ["subject_id"])


def _symbols() -> None:
    table = "register_symbol"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("type_code", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        *_checks(
            table,
            not_backwards="first_day >= (entered_at at time zone 'Asia/Ho_Chi_Minh')::date",
            has_symbol="symbol <> ''",
        ),
        *_keys(table, agency_id="agency", entered_by_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    )
    op.create_index(
        "ix_register_symbol_series", table, ["agency_id", "type_code", "restricted", "first_day"]
    )
    op.execute("SELECT protect_append_only('register_symbol')")


def _closings() -> None:
    table = "register_closing"
    op.create_table(
        table,
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        *_checks(table, hash_in_hexadecimal="length(sha256) = 64"),
        sa.PrimaryKeyConstraint("book", "year", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    )
    op.execute("SELECT protect_append_only('register_closing')")
    op.execute(CLOSED_YEARS)


def _checks(table: str, **conditions: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))
        for name, text in conditions.items()
    ]


def _keys(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
        )
        for column, target in targets.items()
    ]


def downgrade() -> None:
    """A closed year is not opened again."""
    raise NotImplementedError("a closed year is not opened again")
