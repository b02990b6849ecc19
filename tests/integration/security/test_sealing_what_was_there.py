"""Installations that stored people and words in clear: the migrations seal all of them."""

from collections.abc import Iterator

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine, NullPool, create_engine, select, text
from sqlalchemy.orm import Session

from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.models import granting
from feedback.models.act import StatedFile
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.queries import redactions
from feedback.queries.search import search
from feedback.services.files import kept_files, sealed_files, sent_files, stated_files, store_names
from feedback.services.letters.contexts import context_of
from feedback.services.subject import words
from feedback.services.subject.identities import sender_of
from feedback.settings.frozen import Settings
from feedback.vault.store import FileStore
from tests.canaries import database, folder, found, single_words
from tests.factories import make_agency

WHO = {
    "form_of_address": "bà",
    "name": "Zuyệtz Khuẩnq Vỹ",
    "address": "ngõ Xoắnquỷ 74",
    "phone": "0976318254",
    "email": "zkv.quynh@xoan.invalid",
    "identity_number": "094381726055",
}
#: A petition as the release before wrote it, with its sender and words in clear.
BEFORE = """
    WITH agency AS (SELECT id FROM agency WHERE code = 'BTCD'),
    made AS (INSERT INTO subject (uid, subject_kind, kind, procedure, edition, state, title,
               agency_id, field, confidential, received_at, version)
             SELECT gen_random_uuid(), 'petition', 'complaint', 'intake', '2026', 'received', 'Đơn',
               id, 'land', false, '2026-08-03T02:00Z', 1 FROM agency RETURNING id, agency_id),
    paper AS (INSERT INTO petition (id, book, year, number, entered_agency_id, code_hash,
               declared_kind, channel, forwarded_by, story, wanted, against, place, signed,
               anonymous, people, transfers, search)
             SELECT id, 'QN', 2026, 1, agency_id, 'x', 'complaint', 'web', '', 'Thu hồi đất', '',
               '', '', false, false, 1, 0,
               to_tsvector('simple', 'thu hoi dat zuyetz khuanq vy ngo xoanquy 74 0976318254')
               FROM made RETURNING id),
    counted AS (INSERT INTO register_counter (book, year, last) VALUES ('QN', 2026, 1))
    INSERT INTO party (petition_id, role, form_of_address, name, address, phone, email,
        identity_number)
      SELECT id, 'petitioner', :form_of_address, :name, :address, :phone, :email, :identity_number
      FROM paper RETURNING petition_id
"""


SAID = {
    "story": "Zquẩyxơ lấy đất. Zvẹnkhuỷa đo thiếu.",
    "wanted": "Zmừngtoét",
    "against": "Zphụngkhoằm",
    "place": "Zđàmxoẳn",
}
ADDED, RETYPED = "Zđuểnhoảng lại đến.", "Người tố cáo kể Zquậyngoéo."
#: A denunciation as the release before wrote it: words, an addition and a retyped copy in clear.
DENOUNCED = """
    WITH agency AS (SELECT id FROM agency WHERE code = 'BTCD'),
    made AS (INSERT INTO subject (uid, subject_kind, kind, procedure, edition, state, title,
               agency_id, field, confidential, received_at, version)
             SELECT gen_random_uuid(), 'petition', 'denunciation', 'intake', '2026', 'received',
               'Đơn tố cáo', id, 'conduct', true, '2026-08-03T02:00Z', 1 FROM agency
               RETURNING id, agency_id),
    paper AS (INSERT INTO petition (id, book, year, number, entered_agency_id, code_hash,
               declared_kind, channel, forwarded_by, story, wanted, against, place, signed,
               anonymous, people, transfers, search)
             SELECT id, 'QNTC', 2026, 1, agency_id, 'y', 'denunciation', 'counter', '', :story,
               :wanted, :against, :place, true, false, 1, 0,
               to_tsvector('simple', 'zquayngoeo') FROM made RETURNING id),
    said AS (INSERT INTO act (subject_id, action, happened_on, recorded_at, actor_role, basis, data)
             SELECT id, 'add_information', '2026-08-04', '2026-08-04T02:00:00.123456Z', 'citizen',
               '', jsonb_build_object('information', cast(:added as text)) FROM paper),
    copied AS (INSERT INTO redacted_copy (petition_id, text, sha256, pages, made_at, made_by_id)
             SELECT paper.id, :retyped, 'ab', 0, '2026-08-04T03:00Z', user_account.id
               FROM paper, user_account)
    INSERT INTO party (petition_id, role, sealed) SELECT id, 'petitioner', 'closed' FROM paper
      RETURNING petition_id
"""

KEEPER = """
    INSERT INTO user_account (username, name, title, role, agency_id, email, password_hash, active,
        created_at)
      SELECT 'giumat', 'Người giữ', 'Chuyên viên', 'custodian', id, 'giu@example.invalid', '', true,
        '2026-01-01T00:00Z' FROM agency
"""


def before(sealing: str) -> str:
    """The revision that a sealing follows."""
    return ScriptDirectory("migrations").get_revision(sealing).down_revision


@pytest.fixture(params=["case_keys"])
def then(
    request: pytest.FixtureRequest,
    settings: Settings,
    house: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Engine]:
    """The owner's connection to a database as the release before left it, with one agency."""
    db.session.remove()
    owner = create_engine(settings.owner_url, poolclass=NullPool)
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.execute(text("GRANT USAGE ON SCHEMA public TO PUBLIC"))
    with monkeypatch.context() as unsettled:  # rights are those of the newest tables
        unsettled.setattr(granting, "settle", lambda _connection: None)
        upgrade(revision=before(request.param))
    with Session(owner) as session:
        make_agency(session, "BTCD", "Ban Tiếp công dân tỉnh", "board")
        session.execute(text(KEEPER))
        session.commit()
    yield owner
    owner.dispose()


#: A paper stated with an act, whose bytes lie in the store in the clear.
STATED = """
    INSERT INTO stated_file (subject_id, sha256, name, media_type, size, added_at)
    VALUES (:petition, :sha256, 'bien-ban.pdf', 'application/pdf', 9, '2026-08-04T02:00Z')
"""


#: A file that was sent, and a document with what it was drawn from, likewise.
SENT = """
    INSERT INTO attachment (petition_id, name, media_type, size, sha256, added_at)
    VALUES (:petition, 'don.pdf', 'application/pdf', 9, :sha256, '2026-08-04T02:00Z')
"""
ISSUED = """
    INSERT INTO letter (uid, subject_id, name, title, symbol, restricted, issued_on, context, own,
        approved_at, for_citizen, rendered_at, pdf_sha256, pages, failure, void_reason)
    VALUES (gen_random_uuid(), :petition, 'reply', 'Trả lời', '', false, '2026-08-05',
        jsonb_build_object('to', 'Zuyệtz'), true, '2026-08-05T02:00Z', true, '2026-08-05T02:00Z',
        :sha256, 1, '', '')
"""


def test_what_stood_in_clear_is_sealed_and_still_found(then, session, settings, caplog):
    store = FileStore(settings.files_dir)
    with then.begin() as connection:
        petition = connection.execute(text(BEFORE), WHO).scalar_one()
        paper = {"petition": petition, "sha256": store.keep(b"%PDF bien ban")}
        connection.execute(text(STATED), paper)
        came = paper | {"sha256": store.keep(b"%PDF cua Zuyetz")}
        connection.execute(text(SENT), came)
        went = paper | {"sha256": store.keep(b"%PDF tra loi Zuyetz")}
        connection.execute(text(ISSUED), went)
        agency = connection.execute(text("SELECT id FROM agency")).scalar_one()
    assert found(single_words(WHO), database(settings.database_owner_url))
    upgrade()
    assert found(single_words(WHO), database(settings.database_owner_url)) == []
    assert sender_of(session, petition).stated == WHO
    reader = Actor(Role.RECEPTION_OFFICER, "user:1", 1, agency, "BTCD")
    rows, _ = search(session, reader, "zuyetz dat")
    assert [(row.id, row.title) for row in rows] == [(petition, "Thu hồi đất")]
    assert words.read(session.get_one(Petition, petition)).story == "Thu hồi đất"
    stated = session.scalars(select(StatedFile)).one()
    assert sealed_files.content(stated_files.sealed(session, stated)) == b"%PDF bien ban"
    assert [store_names.erase_open(session, store) for _ in range(2)] == [(3, []), (0, [])]
    assert sent_files.content(session, petition, came["sha256"]) == b"%PDF cua Zuyetz"
    assert kept_files.content(session, petition, went["sha256"]) == b"%PDF tra loi Zuyetz"
    assert context_of(session.scalars(select(IssuedLetter)).one()) == {"to": "Zuyệtz"}
    assert found({"any": "Zuyetz"}, folder(settings.files_dir, "files")) == []
    assert not store.path(stated.sha256).exists()


def test_files_that_were_away_stop_the_upgrade_or_are_named_and_sealed_once_back(
    then, session, settings, caplog
):
    store = FileStore(settings.files_dir)
    told = {STATED: b"%PDF bien ban", SENT: b"%PDF cua Zuyetz", ISSUED: b"%PDF tra loi"}
    with then.begin() as connection:
        petition = connection.execute(text(BEFORE), WHO).scalar_one()
        names = {row: store.keep(content) for row, content in told.items()}
        for row, name in names.items():
            connection.execute(text(row), {"petition": petition, "sha256": name})
    away = settings.files_dir.rename(settings.data_dir / "away")
    with pytest.raises(SystemExit):
        upgrade()
    assert "none of the 2 files" in caplog.text
    caplog.clear()
    store.keep(told[ISSUED])
    upgrade()
    assert f"not sealed: {names[SENT]}" in caplog.text
    assert names[ISSUED] not in caplog.text
    away_store = FileStore(away)
    for name in (names[STATED], names[SENT]):
        assert store.keep(away_store.read(name)) == name
    assert [store_names.erase_open(session, store) for _ in range(2)] == [(3, []), (0, [])]
    stated = session.scalars(select(StatedFile)).one()
    assert sealed_files.content(stated_files.sealed(session, stated)) == told[STATED]
    assert sent_files.content(session, petition, names[SENT]) == told[SENT]
    assert kept_files.content(session, petition, names[ISSUED]) == told[ISSUED]
    assert found({"any": "%PDF"}, folder(settings.files_dir, "files")) == []


@pytest.mark.parametrize("then", ["words"], indirect=True)
def test_what_a_denouncer_wrote_and_added_and_the_copy_of_it_are_sealed(then, session, settings):
    told = SAID | {"added": ADDED, "retyped": RETYPED}
    with then.begin() as connection:
        petition = connection.execute(text(DENOUNCED), told).scalar_one()
    assert len(found(told, database(settings.database_owner_url))) >= len(told)
    upgrade()
    apart = single_words(told) | {"a mark": "zquayngoeo"}
    odd = {name: word for name, word in apart.items() if word.lower().startswith("z")}
    assert found(odd, database(settings.database_owner_url)) == []
    read = redactions.words(session, petition)
    assert {name: getattr(read, name) for name in SAID} == SAID
    assert read.added == (ADDED,)
    assert redactions.shown_copy(session, petition).text == RETYPED
    step = ScriptDirectory("migrations").get_revision("words").module
    with (
        then.connect() as owner,
        Operations.context(MigrationContext.configure(owner)),
        pytest.raises(RuntimeError, match="does not go back"),
    ):
        step.downgrade()
