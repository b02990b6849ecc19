"""Files that senders sent, documents with their frozen contexts and dossiers lie under keys.

What an older release wrote is sealed by the functions that seal new files. Open bytes stay until
``flask keys erase-open`` takes them away: a migration that fails or is killed has lost nothing, and
begins anew. What cannot be read is logged by its name, and sealed by that command once it is back.
Where none of the files can be read, the folder is the wrong one, and nothing is changed.
"""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from flask import current_app
from sqlalchemy.dialects import postgresql

from feedback.vault import frozen
from feedback.vault.data_keys import DataKey, DataKeys, stored_name
from feedback.vault.envelope import Place
from feedback.vault.providers import data_keys
from feedback.vault.store import FileStore
from feedback.vault.wrapping import Wrapped

log = logging.getLogger("alembic.papers")

revision = "papers"
down_revision = "events"
branch_labels = None
depends_on = None

#: Files and safe copies of whoever is not protected, while the key of their petition is there.
_SENT = """
    SELECT uid, key.id, key.wrapped, key.kek, name.sha256
      FROM attachment JOIN subject ON subject.id = petition_id
           JOIN data_key AS key ON key.petition_id = attachment.petition_id
           LEFT JOIN safe_copy AS copy ON copy.attachment_id = attachment.id
           CROSS JOIN LATERAL (VALUES (attachment.sha256), (copy.sha256)) AS name (sha256)
     WHERE commitment IS NULL AND wrapped IS NOT NULL AND name.sha256 IS NOT NULL
     ORDER BY attachment.id
"""
#: What the archive keeps, by the file it belongs to.
_KEPT = """
    SELECT subject_id, uid, sha256 FROM subject JOIN (
      SELECT subject_id, pdf_sha256 FROM letter UNION SELECT subject_id, signed_sha256 FROM letter
      UNION SELECT subject_id, issued_sha256 FROM letter
      UNION SELECT subject_id, pdf_sha256 FROM dossier
      UNION SELECT subject_id, zip_sha256 FROM dossier
      UNION SELECT petition_id, sha256 FROM redacted_copy WHERE pages > 0
    ) AS kept (subject_id, sha256) ON subject.id = subject_id
     WHERE sha256 IS NOT NULL ORDER BY subject_id
"""
_CONTEXTS = """
    SELECT letter.id, letter.uid AS letter, subject_id, subject.uid, context
      FROM letter JOIN subject ON subject.id = subject_id ORDER BY letter.id
"""
#: A citizen's page hands out documents; of whose file, tells what was shown to it.
_SHOWN = """
    CREATE POLICY shown ON file_key TO feedback_public
     USING (purpose = 'kept' AND subject_id = ANY ((SELECT shown_subjects())::bigint[]))
"""
#: Whoever forgets a sender has to see which files there are, and the key that goes.
_ERASED = ("attachment", "file_key")
_READERS = "feedback_office, feedback_inspector"


def upgrade() -> None:
    _tell_purposes()
    op.execute(_SHOWN)
    for table in _ERASED:
        op.execute(f"ALTER POLICY free ON {table} TO {_READERS}, feedback_administration")
    sealed = _seal_sent()
    made, kept = _seal_kept()
    _look_at(sealed + kept)
    _seal_contexts(made)


def downgrade() -> None:
    """Only where nothing was sealed yet: papers do not go back into the clear."""
    if any((*_rows(_SENT), *_rows(_KEPT), *_rows("SELECT id FROM letter"))):
        raise RuntimeError("files are sealed; this step does not go back")
    op.drop_column("letter", "frozen")
    op.add_column("letter", sa.Column("context", postgresql.JSONB(), nullable=False))
    op.execute("DROP POLICY shown ON file_key")
    for table in _ERASED:
        op.execute(f"ALTER POLICY free ON {table} TO {_READERS}")
    op.drop_constraint(op.f("uq_file_key_subject_id_purpose"), "file_key")
    op.drop_constraint(op.f("ck_file_key_purpose"), "file_key")
    op.drop_column("file_key", "purpose")
    op.create_unique_constraint(op.f("uq_file_key_subject_id"), "file_key", ["subject_id"])


def _tell_purposes() -> None:
    """Keys that are there are those of files stated with acts."""
    purpose = sa.Enum("stated", "kept", name="purpose", native_enum=False, length=40)
    op.add_column(
        "file_key", sa.Column("purpose", purpose, nullable=False, server_default="stated")
    )
    op.alter_column("file_key", "purpose", server_default=None)
    op.create_check_constraint(
        op.f("ck_file_key_purpose"), "file_key", "purpose in ('stated', 'kept')"
    )
    op.drop_constraint(op.f("uq_file_key_subject_id"), "file_key")
    op.create_unique_constraint(
        op.f("uq_file_key_subject_id_purpose"), "file_key", ["subject_id", "purpose"]
    )


def _seal_sent() -> list[bool]:
    return [
        _seal(
            _keys().again(row.id, Wrapped(row.wrapped, row.kek), row.uid),
            Place(row.uid, f"sent {row.sha256}"),
            row.sha256,
        )
        for row in _rows(_SENT)
    ]


def _seal_kept() -> tuple[dict[int, DataKey], list[bool]]:
    made: dict[int, DataKey] = {}
    sealed: list[bool] = []
    for row in _rows(_KEPT):
        if row.subject_id not in made:
            made[row.subject_id] = _new_key(row.subject_id, row.uid)
        place = Place(row.uid, f"kept {row.sha256}")
        sealed.append(_seal(made[row.subject_id], place, row.sha256))
    return made, sealed


def _look_at(sealed: list[bool]) -> None:
    if sealed and not any(sealed):
        raise RuntimeError(
            f"none of the {len(sealed)} files that rows name is in the data folder;"
            " set FEEDBACK_DATA_DIR to where they are"
        )
    log.info("%d files sealed, %d unreadable", sum(sealed), sealed.count(False))


def _seal_contexts(made: dict[int, DataKey]) -> None:
    op.add_column("letter", sa.Column("frozen", sa.LargeBinary(), nullable=True))
    for row in _rows(_CONTEXTS):
        if row.subject_id not in made:
            made[row.subject_id] = _new_key(row.subject_id, row.uid)
        sealed = frozen.seal(row.context, made[row.subject_id], frozen.place(row.uid, row.letter))
        op.get_bind().execute(
            sa.text("UPDATE letter SET frozen = :frozen WHERE id = :id"),
            {"frozen": sealed, "id": row.id},
        )
    op.alter_column("letter", "frozen", nullable=False)
    op.drop_column("letter", "context")


def _new_key(subject_id: int, uid: UUID) -> DataKey:
    key = _keys().new(uid)
    op.get_bind().execute(
        sa.text("INSERT INTO file_key (id, subject_id, purpose, wrapped, kek, created_at,"
                " destroyed_for) VALUES (:id, :subject, 'kept', :wrapped, :kek, now(), '')"),
        {"id": key.id, "subject": subject_id, "wrapped": key.wrapped.content,
         "kek": key.wrapped.kek},
    )  # fmt: skip
    return key


def _seal(key: DataKey, place: Place, sha256: str) -> bool:
    """A file of the store, whose open bytes are named by their hash; whether it could be read."""
    store = _store()
    content = store.read_whole(sha256)
    if content is None:
        log.warning("missing or damaged, not sealed: %s of %s", sha256, place.subject)
        return False
    store.keep_as(stored_name(key.id, place), key.seal(content, place))
    return True


def _rows(query: str) -> Iterator[Any]:
    yield from op.get_bind().execute(sa.text(query)).all()


def _store() -> FileStore:
    return FileStore(current_app.extensions["settings"].files_dir)


def _keys() -> DataKeys:
    return data_keys(current_app.extensions["settings"])
