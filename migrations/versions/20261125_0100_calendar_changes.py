"""Changes of the calendar need two people; remote communes are dated rows with their document."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "calendar_changes"
down_revision = "crowds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _changes()
    _days()
    _remote_periods()
    for table in ("calendar_change", "remote_period"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO feedback_app")
    for table in ("calendar_change", "remote_period", "calendar_day"):
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def _changes() -> None:
    op.create_table(
        "calendar_change",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("content", JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reached_subject_id", sa.BigInteger(), nullable=False),
        sa.Column("moved", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('proposed', 'confirmed', 'refused')", name=op.f("ck_calendar_change_state")
        ),
        sa.CheckConstraint(
            "decided_by_id <> proposed_by_id", name=op.f("ck_calendar_change_second_person")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by_id is null)"
            " and (state = 'proposed') = (decided_at is null)",
            name=op.f("ck_calendar_change_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "finished_at is null or state = 'confirmed'",
            name=op.f("ck_calendar_change_finished_is_confirmed"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["user_account.id"],
            name=op.f("fk_calendar_change_proposed_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_calendar_change_decided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_change")),
        sa.UniqueConstraint("uid", name=op.f("uq_calendar_change_uid")),
    )
    op.create_index(
        "ix_calendar_change_unfinished",
        "calendar_change",
        ["id"],
        postgresql_where=sa.text("state = 'confirmed' and finished_at is null"),
    )


def _days() -> None:
    op.drop_constraint("pk_calendar_day", "calendar_day")
    op.execute("ALTER TABLE calendar_day ADD COLUMN id bigserial")
    op.create_primary_key("pk_calendar_day", "calendar_day", ["id"])
    op.add_column(
        "calendar_day", sa.Column("decision", sa.Text(), nullable=False, server_default="")
    )
    op.alter_column("calendar_day", "decision", server_default=None)
    op.add_column("calendar_day", sa.Column("entered_at", sa.DateTime(timezone=True)))
    op.add_column("calendar_day", sa.Column("change_id", sa.BigInteger()))
    op.create_foreign_key(
        op.f("fk_calendar_day_change_id_calendar_change"),
        "calendar_day",
        "calendar_change",
        ["change_id"],
        ["id"],
    )
    op.create_index(
        "uq_calendar_day_active",
        "calendar_day",
        ["day"],
        unique=True,
        postgresql_where=sa.text("active"),
    )


def _remote_periods() -> None:
    """What was marked by a bare column becomes a row from the day the 54 units exist."""
    op.create_table(
        "remote_period",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("commune_code", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("basis <> ''", name=op.f("ck_remote_period_has_basis")),
        sa.CheckConstraint(
            "last_day is null or last_day >= first_day",
            name=op.f("ck_remote_period_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["commune.code"], name=op.f("fk_remote_period_commune_code_commune")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_period")),
    )
    op.create_index(
        "uq_remote_period_start", "remote_period", ["commune_code", "first_day"], unique=True
    )
    op.execute(
        "INSERT INTO remote_period (commune_code, first_day, basis, source, verified, entered_by,"
        " entered_at) SELECT code, '2025-07-01', remote_basis, '', false, 'system', now()"
        " FROM commune WHERE remote"
    )
    op.drop_constraint("ck_commune_remote_has_basis", "commune")
    op.drop_column("commune", "remote")
    op.drop_column("commune", "remote_basis")


def downgrade() -> None:
    """Who changed the calendar by which decision is not forgotten."""
    raise NotImplementedError("the record of changes is not taken down")
