"""What a document says lies nowhere in clear; one that was moved is drawn and listed by nobody."""

import pytest
from sqlalchemy import select

from feedback.domain.history.report import Rule
from feedback.extensions import db
from feedback.models.letter import IssuedLetter
from feedback.models.subject import Subject
from feedback.services.documents.rendering import DamagedLetterError, letter_bytes
from feedback.services.letters.contexts import UnreadableContextError, context_of
from feedback.services.log.verification import snapshot, verify
from feedback.services.upkeep import restored_files
from feedback.vault.store import FileStore
from tests.canaries import database, folder, found, single_words
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.integration.security.conftest import change
from tests.worlds import stories

WHO = {"name": "Zuyệtz Khuẩnq", "address": "ngõ Xoắnquỷ"}


def accepted(app) -> int:
    """A complaint taken up: a slip of the house, and a notice to whoever complains; both drawn."""
    office = Office(app)
    petition = office.lodge(at("2026-08-03"), **WHO)
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    office.act("canboxa", "2026-08-05", petition, "record_signature", signature_form="counter")
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đủ điều kiện.")
    office.act("canboxa", "2026-08-05", petition, "accept")
    office.approve("chutichxa", "2026-08-06")
    office.render(at("2026-08-06", 11))
    return petition


beginning, petition = stories(petition=accepted)


@pytest.fixture
def office(app) -> Office:
    return Office(app)


def letters() -> list[IssuedLetter]:
    return list(db.session.scalars(select(IssuedLetter).order_by(IssuedLetter.id)))


@pytest.mark.usefixtures("petition")
def test_neither_dump_nor_disk_tells_what_documents_say(app, settings):
    with app.app_context():
        told = [str(context_of(each)) for each in letters()]
        assert any(WHO["name"] in each for each in told), "the documents do name them"
        drawn = [letter_bytes(each)[:5] for each in letters()]
    assert drawn == [b"%PDF-"] * len(drawn)
    words = single_words(WHO)
    assert found(words | {"a PDF": "%PDF-1."}, folder(settings.files_dir, "files")) == []
    assert found(words, database(settings.database_owner_url)) == []


MOVED = {
    "exchanged": (
        "update letter set frozen = (select frozen from letter as other"
        " where other.id <> letter.id order by other.id limit 1)"
    ),
    "cut off": "update letter set frozen = substr(frozen, 1, 20)",
    "their key gone": "delete from file_key",
}


def test_a_context_that_was_moved_is_drawn_by_nobody_and_with_its_key_it_is_whole_again(
    office, petition, owner, caplog
):
    change(owner, "create table kept as table letter; create table k2 as table file_key")
    for name, statement in MOVED.items():
        change(owner, statement)
        with office.app.app_context():
            for each in letters():
                with pytest.raises(UnreadableContextError):
                    context_of(each)
        with office.desk("canboxa", "2026-08-07") as officer:
            assert officer.get(f"/can-bo/don/{petition}").status_code == 200, name
        change(
            owner,
            "truncate file_key; insert into file_key select * from k2;"
            "update letter set frozen = kept.frozen from kept where kept.id = letter.id",
        )
    assert "context_unreadable" in caplog.text
    with office.app.app_context():
        assert all(context_of(each) for each in letters())


def test_without_the_key_a_document_is_a_sentence_and_no_failure(office, petition, owner):
    with office.app.app_context():
        newest = letters()[-1].id
    change(owner, "create table k2 as table file_key; delete from file_key")
    with office.desk("canboxa", "2026-08-07") as officer:
        answer = officer.get(f"/can-bo/van-ban/{newest}.pdf")
        assert answer.status_code == 409
        assert "Bản in của văn bản không còn nguyên vẹn" in texts(answer.text)
    change(owner, "insert into file_key select * from k2")
    with office.app.app_context():
        assert letter_bytes(db.session.get_one(IssuedLetter, newest)).startswith(b"%PDF-")


@pytest.mark.usefixtures("petition")
def test_the_file_of_one_document_is_not_handed_out_as_another(app, owner):
    change(
        owner,
        "update letter set pdf_sha256 = repeat('0', 64), signed_at = null, signed_sha256 = null,"
        " issued_at = null, issued_sha256 = null",
    )
    with app.app_context(), pytest.raises(DamagedLetterError):
        letter_bytes(letters()[0])


GONE = {
    "destroyed": (
        "update file_key set wrapped = null, destroyed_at = now(), destroyed_for = 'x'"
        " where purpose = 'kept'"
    ),
    "taken away": "delete from file_key where purpose = 'kept'",
    "another": "update file_key set id = gen_random_uuid() where purpose = 'kept'",
    "a context that is none": "update letter set frozen = 'x'",
}


@pytest.mark.usefixtures("petition")
@pytest.mark.parametrize("harm", GONE.values(), ids=GONE)
def test_what_the_archive_keeps_does_not_lose_its_key_unnoticed(app, owner, settings, harm):
    """No erasure destroys this key: the verifier says so, and the check of a restore."""
    store = FileStore(settings.files_dir)
    with app.app_context():
        files = {db.session.get_one(Subject, each.subject_id).uid.hex for each in letters()}
        assert of_keys() == []
        assert restored_files.missing(db.session(), store) == {}
    change(owner, harm)
    with app.app_context():
        assert set(of_keys()) == files
        missing = restored_files.missing(db.session(), store)
        drawn = [each for each in letters() if each.pdf_sha256]
    owed = len(drawn) if "file_key" in harm else 0
    assert len(missing.get("IssuedLetter.pdf_sha256", [])) == owed


def of_keys() -> list[str | None]:
    """Whose keys the verifier misses."""
    db.session.rollback()
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    return [one.subject for one in report.findings if one.rule is Rule.ERASURES]
