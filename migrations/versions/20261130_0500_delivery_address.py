"""Who an envelope goes to, and where, is stated where the document does not say it."""

import sqlalchemy as sa
from alembic import op

revision = "delivery_address"
down_revision = "dossier"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_unique_constraint(op.f("uq_delivery_id_role"), "delivery", ["id", "role"])
    op.create_table(
        "delivery_address",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "role in ('denounced', 'other')", name=op.f("ck_delivery_address_never_the_sender")
        ),
        sa.CheckConstraint("name <> '' and address <> ''", name=op.f("ck_delivery_address_whole")),
        sa.ForeignKeyConstraint(
            ["delivery_id", "role"],
            ["delivery.id", "delivery.role"],
            name=op.f("fk_delivery_address_delivery_id_role_delivery"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_delivery_address_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_address")),
    )
    op.create_index("ix_delivery_address_delivery_id", "delivery_address", ["delivery_id", "id"])
    op.execute("SELECT protect_append_only('delivery_address')")
    op.execute("GRANT USAGE ON SEQUENCE delivery_address_id_seq TO feedback_app")


def downgrade() -> None:
    """An address that was written on an envelope is not forgotten."""
    raise NotImplementedError("addresses are not taken back")
