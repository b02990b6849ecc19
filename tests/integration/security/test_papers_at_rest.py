"""What a complainant sent lies nowhere in clear, and cannot be swapped unseen nor lost."""

import pytest
from sqlalchemy import select

from feedback.extensions import db
from feedback.models.petition import Attachment
from feedback.models.safe_copy import SafeCopy
from feedback.services.files import safe_copies, sent_files, store_names
from feedback.vault.store import FileStore
from tests.canaries import database, folder, found
from tests.client import texts
from tests.factories import at
from tests.hostile_parts import picture
from tests.integration.office.conftest import Office
from tests.integration.security.conftest import change
from tests.integration.security.test_copies_of_files import work
from tests.papers import on_its_way
from tests.worlds import stories

#: Behind the last dot of a picture, where a scanner writes what it read.
IN_PICTURE = "Zuyệtz Khuẩnq Vỹ ngõ Xoắnquỷ"
IN_TEXT = "Zrưỡngthoạt 094381726055"
GONE = "Tệp không còn nguyên vẹn; hãy báo quản trị viên."


def sent(app) -> int:
    """A complaint with a picture and a paper, of which the safe copies are made."""
    with app.app_context():
        files = (
            on_its_way(picture("PNG") + IN_PICTURE.encode(), "ảnh.png", "image/png"),
            on_its_way(b"%PDF-1.7 " + IN_TEXT.encode()),
        )
    petition = Office(app).lodge(at("2026-08-03"), files=files)
    with app.app_context():
        work(at("2026-08-03"))
    return petition


beginning, petition = stories(petition=sent)


@pytest.fixture
def office(app) -> Office:
    return Office(app)


def answers(office: Office) -> list[bytes | str]:
    """What a head is handed out: the originals, or the sentence in their place."""
    with office.app.app_context():
        ids = db.session.scalars(select(Attachment.id).order_by(Attachment.id)).all()
    told: list[bytes | str] = []
    with office.desk("truongban", "2026-08-04") as head:
        for one in ids:
            address = f"/can-bo/dinh-kem/{one}/ban-goc"
            head.get(address)
            answer = head.post(address)
            whole = answer.status_code == 200
            assert whole or answer.status_code == 404
            told.append(answer.data if whole else GONE if GONE in texts(answer.text) else "?")
    return told


def test_the_disk_and_the_dump_hold_nothing_of_what_a_complainant_sent(petition, settings, office):
    told = {"picture": IN_PICTURE, "paper": IN_TEXT}
    assert found(told, folder(settings.files_dir, "files")) == []
    assert found(told, database(settings.database_owner_url)) == []
    FileStore(settings.files_dir).keep(IN_TEXT.encode())
    assert found(told, folder(settings.files_dir, "files")), "the search does see"
    assert [b"Zuy" in answers(office)[0], b"Zr" in answers(office)[1]] == [True, True]


def test_two_files_that_were_exchanged_are_handed_out_to_nobody(petition, settings, office, caplog):
    with office.app.app_context():
        digests = db.session.scalars(select(Attachment.sha256))
        kept = [sent_files.sealed(db.session(), petition, one).stored_as for one in digests]
    one, other = map(FileStore(settings.files_dir).path, kept)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert answers(office) == [GONE, GONE]
    assert "file_unreadable" in caplog.text


@pytest.mark.usefixtures("petition")
def test_without_its_key_a_file_is_a_sentence_and_with_it_again_whole(owner, office, caplog):
    change(owner, "create table kept as table data_key; delete from data_key")
    assert answers(office) == [GONE, GONE]
    assert "file_unreadable" in caplog.text
    change(owner, "insert into data_key select * from kept")
    assert all(isinstance(one, bytes) for one in answers(office))


def test_a_worker_that_dies_before_it_commits_leaves_a_copy_that_is_made_again(
    app, owner, petition, monkeypatch, settings
):
    """The bytes are on the disk by then; the second time they get the same name."""
    change(
        owner,
        "update safe_copy set state = 'received', sha256 = null, done_at = null;"
        "update outbox set done_at = null where queue = 'copies'",
    )
    before = {path.name for path in settings.files_dir.rglob("*") if path.is_file()}
    with app.app_context():
        with monkeypatch.context() as dying, pytest.raises(SystemExit):
            kill_after(dying, "_write")
        work(at("2026-08-05"))
        copies = db.session.scalars(select(SafeCopy.sha256)).all()
        assert any(copies)
        assert all(sent_files.content(db.session(), petition, one) for one in copies if one)
    assert {path.name for path in settings.files_dir.rglob("*") if path.is_file()} == before


def kill_after(dying: pytest.MonkeyPatch, what: str) -> None:
    real = getattr(safe_copies, what)

    def last(*given: object) -> None:
        real(*given)
        raise SystemExit

    dying.setattr(safe_copies, what, last)
    work(at("2026-08-04"))


@pytest.mark.usefixtures("petition")
def test_what_is_sealed_is_never_taken_for_what_lay_open(settings, office):
    with office.app.app_context():
        assert store_names.erase_open(db.session(), FileStore(settings.files_dir)) == (0, [])
    assert all(isinstance(one, bytes) for one in answers(office))


def test_the_last_of_its_kind_is_never_erased(app, petition, settings, office, owner):
    """Only what opens under a key may go from the open; what cannot be sealed is named."""
    store, erase_open = FileStore(settings.files_dir), ["keys", "erase-open"]
    with office.app.app_context():
        digest = db.session.scalars(select(Attachment.sha256).order_by(Attachment.id)).first()
        sealed = sent_files.sealed(db.session(), petition, digest)
        content = sent_files.content(db.session(), petition, digest)
    store.keep(content)
    for harm in (store.erase, lambda name: store.path(name).write_bytes(b"junk")):
        harm(sealed.stored_as)
        change(owner, "create table kept as table data_key; delete from data_key")
        told = app.test_cli_runner().invoke(args=erase_open)
        assert (told.exit_code, digest in told.output) == (1, True), told.output
        assert store.read_whole(digest) == content
        change(owner, "insert into data_key select * from kept; drop table kept")
        assert app.test_cli_runner().invoke(args=erase_open).exit_code == 0
        assert answers(office)[0] == content
        assert not store.path(digest).exists()
        store.keep(content)
    change(owner, "update data_key set wrapped = null, destroyed_at = now(), destroyed_for = 'x'")
    assert app.test_cli_runner().invoke(args=erase_open).exit_code == 0
    assert not store.path(digest).exists(), "nobody owes what went with its sender"
