"""Who complains is stored under a key of their petition; what stood in clear is sealed here.

The one migration that uses code of the house: rows written by an older release are sealed by the
same functions as new ones, and the columns that held them are gone in the same transaction.
``VACUUM FULL party, petition`` afterwards takes the old rows off the disk (docs/running.md).
"""

import sqlalchemy as sa
from alembic import op
from flask import current_app
from sqlalchemy.dialects import postgresql

from feedback.domain.identity import STATED, Identity
from feedback.domain.text import fold
from feedback.vault.blind_index import BlindIndex, Scope
from feedback.vault.data_keys import DataKey
from feedback.vault.envelope import Place
from feedback.vault.identities import Identities
from feedback.vault.keys import KeyRing
from feedback.vault.providers import data_keys

revision = "case_keys"
down_revision = "identity_requests"
branch_labels = None
depends_on = None

_READ = """
    SELECT party.id, party.petition_id, subject.uid, subject.received_at, petition.book,
           petition.year, petition.story, petition.wanted, petition.against, petition.place,
           subject.confidential OR subject.urgency <> '' AS hidden, subject.confidential,
           form_of_address, name, address, phone, email, identity_number
      FROM party JOIN subject ON subject.id = party.petition_id
           JOIN petition ON petition.id = party.petition_id
     WHERE party.sealed IS NULL ORDER BY party.id
"""


def upgrade() -> None:
    _make_tables()
    op.add_column("party", sa.Column("person", sa.LargeBinary(), nullable=True))
    op.add_column("delivery", sa.Column("sealed_address", sa.LargeBinary(), nullable=True))
    op.drop_constraint(op.f("ck_party_sealed_is_not_plain"), "party")
    _seal_what_is_there()
    for name in STATED:
        op.drop_column("party", name)
    op.create_check_constraint(
        op.f("ck_delivery_senders_address_is_sealed"),
        "delivery",
        "(sealed_address is not null) = (role = 'sender' and address <> '')",
    )
    op.create_check_constraint(
        op.f("ck_party_sealed_is_not_readable"), "party", "(sealed is null) or (person is null)"
    )


def downgrade() -> None:
    """Only where nobody has complained yet: names do not go back into the clear."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM data_key")):
        raise RuntimeError("identities are sealed; this step does not go back")
    op.drop_constraint(op.f("ck_party_sealed_is_not_readable"), "party")
    op.drop_column("party", "person")
    op.drop_constraint(op.f("ck_delivery_senders_address_is_sealed"), "delivery")
    op.drop_column("delivery", "sealed_address")
    for name in STATED:
        op.add_column("party", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.alter_column("party", name, server_default=None)
    op.create_check_constraint(
        op.f("ck_party_sealed_is_not_plain"),
        "party",
        "(sealed is null) or (name = '' and address = '' and phone = '' and email = '')",
    )
    for table in ("legal_hold", "erasure", "blind_mark", "data_key"):
        op.drop_table(table)


def _make_tables() -> None:
    op.create_table(
        "data_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("kek", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("destroyed_for", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(wrapped is null) = (destroyed_at is not null)"
            " and (destroyed_for <> '') = (destroyed_at is not null)",
            name=op.f("ck_data_key_destroyed_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_data_key_petition_id_petition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_key")),
        sa.UniqueConstraint("petition_id", name=op.f("uq_data_key_petition_id")),
    )
    op.create_index("ix_data_key_kek", "data_key", ["kek", "id"])
    op.create_table(
        "blind_mark",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "field in ('identity_number', 'phone')", name=op.f("ck_blind_mark_field")
        ),
        sa.CheckConstraint("octet_length(mark) = 5", name=op.f("ck_blind_mark_mark_has_40_bits")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_blind_mark_petition_id_petition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blind_mark")),
        sa.UniqueConstraint("petition_id", "field", name=op.f("uq_blind_mark_petition_id_field")),
    )
    op.create_index("ix_blind_mark_mark", "blind_mark", ["mark"])
    _make_decisions()
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON data_key TO feedback_app")
    op.execute("GRANT SELECT, INSERT, DELETE ON blind_mark TO feedback_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON erasure, legal_hold TO feedback_app")
    for table in ("blind_mark", "erasure", "legal_hold"):
        op.execute(f"GRANT USAGE ON SEQUENCE {table}_id_seq TO feedback_app")


def _make_decisions() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state in ('proposed', 'confirmed', 'refused')", name=op.f("ck_erasure_state")
        ),
        sa.CheckConstraint(
            "decided_by_id <> proposed_by_id", name=op.f("ck_erasure_second_person")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by_id is null)"
            " and (state = 'proposed') = (decided_at is null)",
            name=op.f("ck_erasure_decided_by_somebody"),
        ),
        sa.CheckConstraint("decision <> ''", name=op.f("ck_erasure_rests_on_a_paper")),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_erasure_petition_id_petition")
        ),
        *_by("erasure", "proposed_by_id", "decided_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("uid", name=op.f("uq_erasure_uid")),
    )
    op.create_index(
        "uq_erasure_undecided",
        "erasure",
        ["petition_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_has_reason")),
        sa.CheckConstraint(
            "(lifted_at is null) = (lifted_by_id is null)"
            " and (lifted_at is null) = (lift_reason = '')",
            name=op.f("ck_legal_hold_lifted_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["petition.id"], name=op.f("fk_legal_hold_petition_id_petition")
        ),
        *_by("legal_hold", "set_by_id", "lifted_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(
        "uq_legal_hold_standing",
        "legal_hold",
        ["petition_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at is null"),
    )


def _by(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], ["user_account.id"], name=op.f(f"fk_{table}_{column}_user_account")
        )
        for column in columns
    ]


def _seal_what_is_there() -> None:
    """Nothing to do, and no key needed, where nobody has lodged yet."""
    rows = op.get_bind().execute(sa.text(_READ)).mappings().all()
    if not rows:
        return
    settings = current_app.extensions["settings"]
    index, identities = KeyRing(settings.keys_dir).blind_index, Identities(data_keys(settings))
    for row in rows:
        _seal(row, identities, index)


def _seal(row: sa.RowMapping, identities: Identities, index: BlindIndex) -> None:
    identity = Identity(**{name: row[name] for name in STATED})
    run = op.get_bind().execute
    key = identities.keys.new(row["uid"])
    person = identities.seal(identity, key, row["uid"])
    run(
        sa.text("INSERT INTO data_key (id, petition_id, wrapped, kek, created_at, destroyed_for)"
                " VALUES (:id, :petition, :wrapped, :kek, :at, '')"),
        {"id": key.id, "petition": row["petition_id"], "wrapped": key.wrapped.content,
         "kek": key.wrapped.kek, "at": row["received_at"]},
    )  # fmt: skip
    run(
        sa.text("UPDATE party SET person = :person WHERE id = :id"),
        {"person": person, "id": row["id"]},
    )
    scope = Scope(row["book"], row["year"])
    named = f"{identity.name} {identity.address} {identity.phone}"
    tokens = [] if row["hidden"] else index.tokens(fold(named), scope)
    words = fold(" ".join(row[name] for name in ("story", "wanted", "against", "place")))
    run(
        sa.text("UPDATE petition SET search = to_tsvector('simple', :words)"
                " || array_to_tsvector(:tokens) WHERE id = :id").bindparams(
            sa.bindparam("tokens", type_=postgresql.ARRAY(sa.Text()))
        ),
        {"words": words, "tokens": tokens, "id": row["petition_id"]},
    )  # fmt: skip
    _seal_addresses(row, key, index)
    for field in () if row["confidential"] else ("identity_number", "phone"):
        mark = index.number(field, row[field], scope)
        if mark is not None:
            run(
                sa.text("INSERT INTO blind_mark (petition_id, field, mark)"
                        " VALUES (:petition, :field, :mark)"),
                {"petition": row["petition_id"], "field": field, "mark": mark},
            )  # fmt: skip


def _seal_addresses(row: sa.RowMapping, key: DataKey, index: BlindIndex) -> None:
    """Deliveries are only ever added to; this once the fence is opened, within the transaction."""
    run = op.get_bind().execute
    typed = run(
        sa.text("SELECT id, address FROM delivery WHERE petition_id = :petition"
                " AND role = 'sender' AND address <> ''"),
        {"petition": row["petition_id"]},
    ).all()  # fmt: skip
    if not typed:
        return
    op.execute("ALTER TABLE delivery DISABLE TRIGGER append_only_rows")
    for delivery in typed:
        mark = index.token(fold(delivery.address), Scope(row["book"], row["year"]))
        place = Place(row["uid"], "delivery.address")
        run(
            sa.text("UPDATE delivery SET address = :mark, sealed_address = :sealed WHERE id = :id"),
            {"mark": mark, "sealed": key.seal(delivery.address.encode(), place), "id": delivery.id},
        )
    op.execute("ALTER TABLE delivery ENABLE ALWAYS TRIGGER append_only_rows")
