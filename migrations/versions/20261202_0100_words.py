"""What petitions say is stored under their keys; what stood in clear is sealed here.

Like the step that sealed complainants (``20261201_0300_case_keys``) it uses code of the house: rows
of an older release are sealed by the functions that seal new ones, and the columns that held them
go in the same transaction. ``VACUUM FULL petition, subject, redacted_copy, act`` afterwards takes
the old rows off the disk (docs/security/keys-and-erasure.md).
"""

import json
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from flask import current_app
from sqlalchemy.dialects import postgresql

from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind
from feedback.domain.text import fold
from feedback.domain.words import WRITTEN, Words
from feedback.services.subject.numbers import book_of
from feedback.vault.blind_index import TOKEN, BlindIndex, Scope
from feedback.vault.data_keys import DataKey
from feedback.vault.keys import KeyRing
from feedback.vault.providers import data_keys
from feedback.vault.words import TITLE, Texts, added, redacted
from feedback.vault.wrapping import Wrapped

revision = "words"
down_revision = "quarantine"
branch_labels = None
depends_on = None

_READ = f"""
    SELECT petition.id, subject.uid, subject.kind, subject.confidential, subject.received_at,
           petition.channel, petition.year, petition.{", petition.".join(WRITTEN)},
           key.id AS key, key.wrapped, key.kek,
           array(SELECT lexeme FROM unnest(petition.search) WHERE starts_with(lexeme, '{TOKEN}'))
             AS named
      FROM petition JOIN subject ON subject.id = petition.id
           LEFT JOIN data_key AS key ON key.petition_id = petition.id
     WHERE petition.id > :after ORDER BY petition.id LIMIT 500
"""


def upgrade() -> None:
    op.add_column("petition", sa.Column("content", sa.LargeBinary(), nullable=True))
    op.add_column("petition", sa.Column("title", sa.LargeBinary(), nullable=True))
    op.add_column("redacted_copy", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.add_column("act", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    _seal_what_is_there()
    for name in WRITTEN:
        op.drop_column("petition", name)
    op.drop_column("subject", "title")
    op.drop_constraint(op.f("ck_redacted_copy_retyped_or_masked"), "redacted_copy")
    op.drop_column("redacted_copy", "text")
    op.create_check_constraint(
        op.f("ck_redacted_copy_retyped_or_masked"),
        "redacted_copy",
        "(sealed is null) = (pages > 0)",
    )
    op.create_check_constraint(
        op.f("ck_act_sealed_is_not_plain"), "act", "(sealed is null) or (data = '{}')"
    )


def downgrade() -> None:
    """Only where nobody has lodged yet: words do not go back into the clear."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM petition")):
        raise RuntimeError("what petitions say is sealed; this step does not go back")
    op.drop_constraint(op.f("ck_redacted_copy_retyped_or_masked"), "redacted_copy")
    op.drop_column("redacted_copy", "sealed")
    _add_plain("redacted_copy", "text")
    op.create_check_constraint(
        op.f("ck_redacted_copy_retyped_or_masked"), "redacted_copy", "(text = '') = (pages > 0)"
    )
    op.drop_constraint(op.f("ck_act_sealed_is_not_plain"), "act")
    op.drop_column("act", "sealed")
    op.drop_column("petition", "title")
    op.drop_column("petition", "content")
    for name in WRITTEN:
        _add_plain("petition", name)
    _add_plain("subject", "title")


def _add_plain(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.alter_column(table, name, server_default=None)


def _seal_what_is_there() -> None:
    """Nothing to do, and no key needed, where nobody has lodged yet.

    Acts and copies are only ever added to; this once the fence is opened, in the transaction.
    """
    batch = _after(0)
    if not batch:
        return
    settings = current_app.extensions["settings"]
    index, texts = KeyRing(settings.keys_dir).blind_index, Texts(data_keys(settings))
    for table in ("act", "redacted_copy"):
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only_rows")
    while batch:
        for row in batch:
            if row["key"] is not None and row["wrapped"] is None:
                _forget(row)
            else:
                _seal(row, texts, index)
        batch = _after(batch[-1]["id"])
    for table in ("act", "redacted_copy"):
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only_rows")


def _after(petition_id: int) -> Sequence[sa.RowMapping]:
    return op.get_bind().execute(sa.text(_READ), {"after": petition_id}).mappings().all()


def _forget(row: sa.RowMapping) -> None:
    """Its key was destroyed: by what is said of an erasure now, its words go the same way."""
    op.get_bind().execute(
        sa.text("UPDATE petition SET search = '' WHERE id = :id"), {"id": row["id"]}
    )


def _seal(row: sa.RowMapping, texts: Texts, index: BlindIndex) -> None:
    words = Words(**{name: row[name] for name in WRITTEN})
    key = _key(row, texts)
    title = file_title(Kind(row["kind"]), row["channel"], words.story)
    op.get_bind().execute(
        sa.text("UPDATE petition SET content = :content, title = :title,"
                " search = array_to_tsvector(:tokens) WHERE id = :id").bindparams(
            sa.bindparam("tokens", type_=postgresql.ARRAY(sa.Text()))
        ),
        {
            "content": texts.seal(words, key, row["uid"]),
            "title": texts.seal_text(title, TITLE, key, row["uid"]),
            "tokens": [] if row["confidential"] else _marks(row, index),
            "id": row["id"],
        },
    )  # fmt: skip
    _seal_copies(row, texts, key)
    if row["confidential"]:
        _seal_additions(row, texts, key)


def _key(row: sa.RowMapping, texts: Texts) -> DataKey:
    """The key of the petition; a denunciation had none."""
    if row["key"] is not None:
        return texts.keys.again(row["key"], Wrapped(row["wrapped"], row["kek"]), row["uid"])
    key = texts.keys.new(row["uid"])
    op.get_bind().execute(
        sa.text("INSERT INTO data_key (id, petition_id, wrapped, kek, created_at, destroyed_for)"
                " VALUES (:id, :petition, :wrapped, :kek, :at, '')"),
        {"id": key.id, "petition": row["id"], "wrapped": key.wrapped.content,
         "kek": key.wrapped.kek, "at": row["received_at"]},
    )  # fmt: skip
    return key


def _marks(row: sa.RowMapping, index: BlindIndex) -> list[str]:
    """Of its words; those of its sender are there already."""
    scope = Scope(book_of(confidential=False), row["year"])
    told = fold(" ".join(row[name] for name in WRITTEN))
    return sorted({*index.tokens(told, scope), *row["named"]})


def _seal_copies(row: sa.RowMapping, texts: Texts, key: DataKey) -> None:
    run = op.get_bind().execute
    copies = run(
        sa.text("SELECT id, text, sha256 FROM redacted_copy WHERE petition_id = :id AND pages = 0"),
        {"id": row["id"]},
    )
    for copy in copies.all():
        sealed = texts.seal_text(copy.text, redacted(copy.sha256), key, row["uid"])
        run(
            sa.text("UPDATE redacted_copy SET sealed = :sealed WHERE id = :id"),
            {"sealed": sealed, "id": copy.id},
        )


def _seal_additions(row: sa.RowMapping, texts: Texts, key: DataKey) -> None:
    """What a denouncer added from the page of the receipt, to the petition or to its case."""
    run = op.get_bind().execute
    acts = run(
        sa.text("SELECT act.id, act.action, act.recorded_at, act.data FROM act"
                " WHERE act.actor_role = 'citizen' AND act.data <> '{}' AND act.subject_id IN"
                " (:id, (SELECT case_id FROM petition WHERE id = :id AND joined_to_id IS NULL))"),
        {"id": row["id"]},
    )  # fmt: skip
    for act in acts.all():
        text = json.dumps(act.data, ensure_ascii=False)
        sealed = texts.seal_text(text, added(act.action, act.recorded_at), key, row["uid"])
        run(
            sa.text("UPDATE act SET data = '{}', sealed = :sealed WHERE id = :id"),
            {"sealed": sealed, "id": act.id},
        )
