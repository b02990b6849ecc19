"""Passkeys, one-time codes, codes on paper, single sign-on; wrong tries counted in the database."""

import sqlalchemy as sa
from alembic import op

revision = "second_factors"
down_revision = "conflicts"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sign_in_try",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("wait_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("account", "network", name=op.f("pk_sign_in_try")),
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "ceremony",
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        _account(nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        *_keys("ceremony", "token_sha256"),
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "passkey",
        _id(),
        _account(),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
        *_keys("passkey", "id"),
    )
    op.create_table(
        "code_generator",
        _account(),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        *_keys("code_generator", "user_id"),
    )
    op.create_table(
        "paper_code",
        _id(),
        _account(),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("code_sha256", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_paper_code_code_sha256")),
        *_keys("paper_code", "id"),
    )
    op.create_table(
        "sign_on_link",
        _id(),
        _account(),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_sign_on_link_issuer_subject")),
        *_keys("sign_on_link", "id"),
    )
    op.create_table(
        "account_event",
        _id(),
        _account(),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_account_event_by_id_user_account")
        ),
        *_keys("account_event", "id"),
    )
    for table in ("passkey", "paper_code", "sign_on_link", "account_event"):
        op.create_index(op.f(f"ix_{table}_user_id"), table, ["user_id"])
    op.add_column(
        "office_session",
        sa.Column("method", sa.Text(), nullable=False, server_default="password"),
    )
    op.add_column("office_session", sa.Column("stepped_up_at", MOMENT, nullable=True))
    op.execute("UPDATE office_session SET stepped_up_at = since")
    op.alter_column("office_session", "stepped_up_at", nullable=False)
    op.alter_column("office_session", "method", server_default=None)
    _grants()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), nullable=False)


def _account(*, nullable: bool = False) -> sa.Column[int]:
    return sa.Column("user_id", sa.BigInteger(), nullable=nullable)


def _keys(table: str, primary: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint(primary, name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f(f"fk_{table}_user_id_user_account")
        ),
    )


def _grants() -> None:
    """Passkeys and codes are never deleted; what happened to an account is never changed."""
    op.execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_try, code_generator TO feedback_app"
    )
    op.execute("GRANT SELECT, INSERT, DELETE ON ceremony, sign_on_link TO feedback_app")
    op.execute("GRANT SELECT, INSERT ON passkey, paper_code, account_event TO feedback_app")
    op.execute(
        "GRANT UPDATE (sign_count, name, copied, last_used_at, removed_at) ON passkey"
        " TO feedback_app"
    )
    op.execute("GRANT UPDATE (used_at) ON paper_code TO feedback_app")
    op.execute(
        "GRANT UPDATE (token_sha256, method, stamp, stepped_up_at) ON office_session"
        " TO feedback_app"
    )
    for table in ("passkey", "paper_code", "sign_on_link", "account_event"):
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def downgrade() -> None:
    op.drop_column("office_session", "stepped_up_at")
    op.drop_column("office_session", "method")
    for table in (
        "account_event", "sign_on_link", "paper_code", "code_generator", "passkey", "ceremony",
        "sign_in_try",
    ):  # fmt: skip
        op.drop_table(table)
