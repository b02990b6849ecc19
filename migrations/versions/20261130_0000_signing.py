"""Documents are approved, rendered, signed by a person, sealed by the agency, or voided."""

import sqlalchemy as sa
from alembic import op

revision = "signing"
down_revision = "competence"
branch_labels = None
depends_on = None

CHECKS = {
    "drafter_is_not_signer": "own or drafter_id <> signer_id",
    "signed_has_hash": "(signed_sha256 is null) = (signed_at is null)",
    "rendered_before_signed": "signed_at is null or rendered_at is not null",
    "issued_has_its_file": (
        "issued_at is null or (rendered_at is not null and (own or issued_sha256 is not null))"
    ),
    "voided_with_reason": "(voided_at is null) = (void_reason = '')",
    "nothing_issued_is_voided": "voided_at is null or issued_at is null",
}


def upgrade() -> None:
    op.alter_column("letter", "signed_at", new_column_name="approved_at")
    for column in (
        sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_sha256", sa.Text(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_sha256", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("replaces_id", sa.BigInteger(), nullable=True),
        sa.Column("corrects_id", sa.BigInteger(), nullable=True),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
    ):
        op.add_column("letter", column)
    _earlier_documents()
    for name in ("own", "void_reason"):
        op.alter_column("letter", name, server_default=None)
    op.drop_constraint(op.f("ck_letter_drafter_is_not_signer"), "letter", type_="check")
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_letter_{name}"), "letter", condition)
    for name in ("replaces_id", "corrects_id"):
        op.create_foreign_key(op.f(f"fk_letter_{name}_letter"), "letter", "letter", [name], ["id"])
    op.create_foreign_key(op.f("fk_letter_act_id_act"), "letter", "act", ["act_id"], ["id"])
    op.add_column("proposal", sa.Column("replaces_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_proposal_replaces_id_letter"), "proposal", "letter", ["replaces_id"], ["id"]
    )
    op.create_index(
        "ix_letter_under_way",
        "letter",
        ["signer_id", "id"],
        postgresql_where=sa.text("issued_at is null and voided_at is null"),
    )
    op.create_index("ix_letter_issued_sha256", "letter", ["issued_sha256"])
    _signatures()
    _identities()


def _earlier_documents() -> None:
    """Until now a rendered document counted as issued; its file stays the one that was sent."""
    op.execute("UPDATE letter SET own = true WHERE name = 'proposal_slip'")
    op.execute(
        "UPDATE letter SET issued_at = rendered_at, issued_sha256 = pdf_sha256"
        " WHERE rendered_at IS NOT NULL"
    )


def _signatures() -> None:
    op.create_table(
        "letter_signature",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("certificate_subject", sa.Text(), nullable=False),
        sa.Column("certificate_issuer", sa.Text(), nullable=False),
        sa.Column("certificate_sha256", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind in ('person', 'seal')", name=op.f("ck_letter_signature_person_or_seal")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_signature_letter_id_letter")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_letter_signature_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_signature")),
        sa.UniqueConstraint("letter_id", "kind", name=op.f("uq_letter_signature_letter_id_kind")),
    )
    op.execute("SELECT protect_append_only('letter_signature')")
    op.execute("GRANT USAGE ON SEQUENCE letter_signature_id_seq TO feedback_app")


def _identities() -> None:
    op.create_table(
        "signing_identity",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=True),
        sa.Column("certificate_sha256", sa.Text(), nullable=False),
        sa.Column("picture_sha256", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(user_id is null) <> (agency_id is null)", name=op.f("ck_signing_identity_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_signing_identity_user_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_signing_identity_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_identity")),
    )
    op.create_index("ix_signing_identity_owner", "signing_identity", ["user_id", "agency_id", "id"])
    op.execute("SELECT protect_append_only('signing_identity')")
    op.execute("GRANT USAGE ON SEQUENCE signing_identity_id_seq TO feedback_app")


def downgrade() -> None:
    """What was signed cannot be unsigned."""
    raise NotImplementedError("signatures are not taken back")
