"""Who continues an agency, who leads it and when; who is denounced, as the officer stated it."""

import sqlalchemy as sa
from alembic import op

revision = "competence"
down_revision = "hours_and_urgency"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _successions()
    _holdings()
    _denounced()
    for table in ("succession", "post_holding"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO feedback_app")
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def _successions() -> None:
    op.create_table(
        "succession",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("successor_id", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("agency_id <> successor_id", name=op.f("ck_succession_not_itself")),
        sa.CheckConstraint("document <> ''", name=op.f("ck_succession_by_which_document")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_succession_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["agency.id"], name=op.f("fk_succession_successor_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint(
            "agency_id", "successor_id", name=op.f("uq_succession_agency_id_successor_id")
        ),
    )
    op.create_index(op.f("ix_succession_successor_id"), "succession", ["successor_id"])


def _holdings() -> None:
    op.create_table(
        "post_holding",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("post in ('head', 'deputy')", name=op.f("ck_post_holding_leading_post")),
        sa.CheckConstraint(
            "last_day is null or last_day >= first_day",
            name=op.f("ck_post_holding_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_post_holding_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_post_holding_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_holding")),
    )
    op.create_index("ix_post_holding_agency_id", "post_holding", ["agency_id", "post", "first_day"])
    op.create_index(op.f("ix_post_holding_user_id"), "post_holding", ["user_id"])


def _denounced() -> None:
    op.add_column("petition", sa.Column("denounced_agency_id", sa.BigInteger(), nullable=True))
    op.add_column("petition", sa.Column("denounced_post", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_petition_denounced_agency_id_agency"),
        "petition",
        "agency",
        ["denounced_agency_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_petition_denounced_where_and_what"),
        "petition",
        "(denounced_agency_id is null) = (denounced_post is null)",
    )
    op.create_check_constraint(
        op.f("ck_petition_denounced_post"),
        "petition",
        "denounced_post in ('head', 'deputy', 'other', 'agency')",
    )


def downgrade() -> None:
    op.drop_column("petition", "denounced_post")
    op.drop_column("petition", "denounced_agency_id")
    op.drop_table("post_holding")
    op.drop_table("succession")
