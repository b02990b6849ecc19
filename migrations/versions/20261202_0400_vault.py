"""Files that acts state lie under a key of their petition or case; marks tell what made them.

Rows written by an older release are sealed by the functions that seal new ones. Their open bytes
stay until ``flask keys erase-open`` takes them away: a migration that fails must have lost nothing.
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op
from flask import current_app

from feedback.vault.data_keys import DataKey, DataKeys
from feedback.vault.envelope import Place
from feedback.vault.providers import data_keys
from feedback.vault.store import FileStore

revision = "vault"
down_revision = "access"
branch_labels = None
depends_on = None

_READERS = "feedback_office, feedback_inspector"


def upgrade() -> None:
    _make_keys()
    op.add_column("stated_file", sa.Column("stored_as", sa.Text(), nullable=True))
    op.execute("ALTER TABLE stated_file DISABLE TRIGGER append_only_rows")
    _seal_what_is_there()
    op.execute("ALTER TABLE stated_file ENABLE ALWAYS TRIGGER append_only_rows")
    op.alter_column("stated_file", "stored_as", nullable=False)
    op.create_index("ix_stated_file_stored_as", "stated_file", ["stored_as"])
    _tell_what_marked()
    _tell_what_was_scanned()


def downgrade() -> None:
    """Only where nothing was sealed yet: papers do not go back into the clear."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM file_key")):
        raise RuntimeError("stated files are sealed; this step does not go back")
    op.drop_constraint(op.f("ck_attachment_an_open_file_has_its_copy"), "attachment")
    op.drop_column("attachment", "scan")
    op.drop_column("stated_file", "stored_as")
    op.drop_table("file_key")
    op.drop_column("data_key", "marked_with")
    op.drop_constraint(op.f("uq_blind_mark_petition_id_field_key"), "blind_mark")
    op.drop_column("blind_mark", "key")
    op.create_unique_constraint(
        op.f("uq_blind_mark_petition_id_field"), "blind_mark", ["petition_id", "field"]
    )


def _make_keys() -> None:
    op.create_table(
        "file_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("kek", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("destroyed_for", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(wrapped is null) = (destroyed_at is not null)"
            " and (destroyed_for <> '') = (destroyed_at is not null)",
            name=op.f("ck_file_key_destroyed_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_file_key_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_key")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_file_key_subject_id")),
    )
    op.create_index("ix_file_key_kek", "file_key", ["kek", "id"])
    op.execute("ALTER TABLE file_key ENABLE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY free ON file_key TO {_READERS}"
        " USING (subject_id <> ALL ((SELECT closed_subjects())::bigint[]))"
    )
    op.execute("CREATE POLICY everything ON file_key TO feedback_worker USING (true)")


def _tell_what_marked() -> None:
    """Nothing is known of older marks; the first rotation makes all of them anew."""
    for table, column in (("data_key", "marked_with"), ("blind_mark", "key")):
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.drop_constraint(op.f("uq_blind_mark_petition_id_field"), "blind_mark")
    op.create_unique_constraint(
        op.f("uq_blind_mark_petition_id_field_key"), "blind_mark", ["petition_id", "field", "key"]
    )


def _tell_what_was_scanned() -> None:
    """Of files closed before, nothing is known."""
    said = sa.Enum("unscanned", "clean", "infected", name="scan", native_enum=False, length=40)
    op.add_column("attachment", sa.Column("scan", said, nullable=True))
    op.create_check_constraint(
        op.f("ck_attachment_an_open_file_has_its_copy"),
        "attachment",
        "(scan is null) or (commitment is not null)",
    )


def _seal_what_is_there() -> None:
    rows = op.get_bind().execute(
        sa.text("SELECT stated.id, subject_id, uid, sha256 FROM stated_file AS stated"
                " JOIN subject ON subject.id = subject_id ORDER BY stated.id")
    ).all()  # fmt: skip
    if not rows:
        return
    settings = current_app.extensions["settings"]
    store, keys = FileStore(settings.files_dir), data_keys(settings)
    made: dict[int, DataKey] = {}
    for row in rows:
        content = store.read_whole(row.sha256)
        if row.subject_id not in made:
            made[row.subject_id] = _new_key(keys, row.subject_id, row.uid)
        # one whose bytes were lost keeps the name under which nothing is found
        stored_as = row.sha256
        if content is not None:
            place = Place(row.uid, f"stated {row.sha256}")
            stored_as = store.keep(made[row.subject_id].seal(content, place))
        op.get_bind().execute(
            sa.text("UPDATE stated_file SET stored_as = :stored_as WHERE id = :id"),
            {"stored_as": stored_as, "id": row.id},
        )


def _new_key(keys: DataKeys, subject_id: int, uid: UUID) -> DataKey:
    key = keys.new(uid)
    op.get_bind().execute(
        sa.text("INSERT INTO file_key (id, subject_id, wrapped, kek, created_at, destroyed_for)"
                " VALUES (:id, :subject, :wrapped, :kek, now(), '')"),
        {"id": key.id, "subject": subject_id, "wrapped": key.wrapped.content,
         "kek": key.wrapped.kek},
    )  # fmt: skip
    return key
