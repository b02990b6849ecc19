"""Who denounced is read by request, approval and announcement; rows that are only ever added."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "identity_requests"
down_revision = "sealed_papers"
branch_labels = None
depends_on = None

NUMBERED = ("identity_request", "identity_opening", "identity_alarm")
TABLES = (*NUMBERED, "identity_decision", "identity_review")


def upgrade() -> None:
    _requests()
    _answers("identity_decision", "decided", "approved")
    _openings()
    _answers("identity_review", "reviewed", "justified")
    _alarms()
    for table in TABLES:
        op.execute(f"SELECT protect_append_only('{table}')")
    for table in NUMBERED:
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def _requests() -> None:
    table = "identity_request"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_role", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("fields", JSONB(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("explanation <> ''", name=op.f(f"ck_{table}_says_why")),
        sa.CheckConstraint("jsonb_array_length(fields) > 0", name=op.f(f"ck_{table}_says_what")),
        _of(table, "petition_id", "petition"),
        _of(table, "asker_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sa.UniqueConstraint("id", "asker_id", name=op.f(f"uq_{table}_id_asker_id")),
    )
    op.create_index(f"ix_{table}_petition_id", table, ["petition_id"])
    op.create_index(f"ix_{table}_asker_id", table, ["asker_id", "asked_at"])


def _answers(table: str, verb: str, verdict: str) -> None:
    """What a second person says of a request: before the reading, or after an emergency."""
    by = f"{verb}_by_id"
    op.create_table(
        table,
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column(by, sa.BigInteger(), nullable=False),
        sa.Column(verdict, sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(f"{verb}_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"{by} <> asker_id", name=op.f(f"ck_{table}_by_a_second_person")),
        _asked_by(table, "asker_id"),
        _of(table, by, "user_account"),
        sa.PrimaryKeyConstraint("request_id", name=op.f(f"pk_{table}")),
    )


def _openings() -> None:
    table = "identity_opening"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("reader_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("log_index", sa.BigInteger(), nullable=False),
        _asked_by(table, "reader_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("log_index", name=op.f(f"uq_{table}_log_index")),
    )
    op.create_index(f"ix_{table}_request_id", table, ["request_id", "id"])
    op.create_index(f"ix_{table}_reader_id", table, ["reader_id", "opened_at"])


def _alarms() -> None:
    table = "identity_alarm"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('too_many', 'unreviewed')", name=op.f(f"ck_{table}_known_kind")
        ),
        _of(table, "user_id", "user_account"),
        _of(table, "petition_id", "petition"),
        _of(table, "request_id", "identity_request"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(
        f"uq_{table}_unreviewed",
        table,
        ["request_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'unreviewed'"),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "raised_at"])


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _asked_by(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["request_id", column],
        ["identity_request.id", "identity_request.asker_id"],
        name=op.f(f"fk_{table}_request_id_{column}_identity_request"),
    )


def downgrade() -> None:
    """What was read is not forgotten."""
    raise NotImplementedError("the record of identities read is not taken down")
