"""Who denounces is protected from the moment somebody sees that it is a denunciation."""

import json
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import cast, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session, object_session

from feedback.domain.errors import InvalidInputError
from feedback.domain.identity import NOBODY
from feedback.domain.petitions import Kind, SubjectKind
from feedback.models.entry import Entry
from feedback.models.petition import Attachment, Petition
from feedback.queries.file import file
from feedback.queries.search import with_marks
from feedback.services.acts import casework
from feedback.services.files import sent_files
from feedback.services.lodging.submission import submit
from feedback.services.subject import identities
from feedback.vault.envelope import open_envelope
from feedback.vault.keys import KeyRing
from feedback.vault.originals import file_place, identity_place, unpack
from feedback.vault.store import FileStore
from tests.factories import Province, a_lodging, at
from tests.papers import on_its_way

STORY = "Tôi là Bế Thị Nhung, giáo viên, xin báo việc thu tiền sai. Việc kéo dài hai năm."


@pytest.fixture
def lodged(session: Session, province: Province, keys: KeyRing):
    """A paper sent as the kind named, by somebody who says who they are."""

    def lodge(kind: Kind) -> int:
        return submit(a_lodging(kind, name="Bế Thị Nhung", story=STORY), keys, at("2026-08-03"))

    return lodge


def classify(petition: int, province: Province, kind: str, day: str) -> None:
    stated = {"kind": kind, "field": "conduct", "agency": "BTCD"}
    casework.apply(petition, "classify", province.receptionist, at(day), stated)


def seen(session: Session, province: Province, petition: int):
    session.expire_all()
    return file(session, province.receptionist, petition, SubjectKind.PETITION)


def is_found_by(session: Session, petition: int, word: str) -> bool:
    words, _ = with_marks(session, word)
    query = cast(words, TSQUERY)
    found = select(Petition.id).where(Petition.id == petition, Petition.search.op("@@")(query))
    return session.scalars(found).first() is not None


def test_the_title_of_a_denunciation_is_not_the_sentence_in_which_the_writer_names_themselves(
    session: Session, province: Province, lodged
):
    assert seen(session, province, lodged(Kind.DENUNCIATION)).title == (
        "Thông tin có nội dung tố cáo"
    )


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.RECOMMENDATION, Kind.REPORT])
def test_what_was_sent_as_another_kind_is_protected_once_it_is_classified_as_a_denunciation(
    session: Session, province: Province, lodged, kind: Kind
):
    petition = lodged(kind)
    assert seen(session, province, petition).contact is not None
    classify(petition, province, "denunciation", "2026-08-04")
    hidden = seen(session, province, petition)
    assert hidden.confidential
    assert hidden.contact is None
    assert "Nhung" not in hidden.title
    paper = hidden.paper
    assert (paper.story, paper.wanted, paper.against, paper.place) == ("",) * 4


def test_no_word_of_it_finds_it_any_more(session: Session, province: Province, keys: KeyRing):
    told = a_lodging(Kind.COMPLAINT, name="Bế Thị Nhung", story="Trường thu tiền sai.")
    petition = submit(told, keys, at("2026-08-03"))
    assert [word for word in ("nhung", "truong") if is_found_by(session, petition, word)]
    classify(petition, province, "denunciation", "2026-08-04")
    assert not [word for word in ("nhung", "truong") if is_found_by(session, petition, word)]


SCAN = b"%PDF but tich Be Thi Nhung"


@pytest.fixture
def turned_out(session: Session, province: Province, keys: KeyRing) -> Petition:
    """Came as a report with two files, one of which another petition sent too."""
    files = (
        on_its_way(SCAN, "đơn của Nhung.pdf"),
        on_its_way(b"ID3 chung", "chung.mp3", "audio/mpeg"),
    )
    sent = a_lodging(Kind.REPORT, name="Bế Thị Nhung", identity_number="022", files=files)
    petition = submit(sent, keys, at("2026-08-03"))
    submit(a_lodging(Kind.REPORT, files=(on_its_way(b"ID3 chung"),)), keys, at("2026-08-03"))
    classify(petition, province, "denunciation", "2026-08-04")
    session.expire_all()
    return session.get_one(Petition, petition)


def custodian(keys: KeyRing) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(
        bytes.fromhex((keys.folder / "custodian_private").read_text())
    )


def test_its_sender_is_sealed_as_if_it_had_come_so(turned_out, keys):
    (party,) = turned_out.parties
    assert party.person is None
    assert identities.sender_of(object_session(turned_out), turned_out.id) == NOBODY
    told = open_envelope(party.sealed, custodian(keys), identity_place(turned_out.uid))
    assert json.loads(told)["name"] == "Bế Thị Nhung"
    assert json.loads(told)["identity_number"] == "022"


def test_its_files_are_closed_and_what_lay_sealed_to_us_is_erased(
    session, turned_out, keys, settings
):
    store = FileStore(settings.files_dir)
    rows = sorted(turned_out.attachments, key=lambda row: row.id)
    assert [row.name for row in rows] == ["Tệp 1", "Tệp 2"]
    opened = [
        unpack(
            open_envelope(
                store.read(row.sha256), custodian(keys), file_place(turned_out.uid, row.commitment)
            )
        )
        for row in rows
    ]
    assert [one.name for one in opened] == ["đơn của Nhung.pdf", "chung.mp3"]
    assert opened[0].content == SCAN
    other = session.scalars(select(Attachment).where(Attachment.commitment.is_(None))).one()
    theirs = sent_files.sealed(session, other.petition_id, other.sha256).stored_as
    lying = {path.name for path in settings.files_dir.rglob("*") if path.is_file()}
    assert lying == {theirs, *(row.sha256 for row in rows)}


def test_the_history_knows_them_by_commitment(session, turned_out):
    body = session.scalars(
        select(Entry.body).where(Entry.subject == turned_out.uid, Entry.type == "classified")
    ).one()
    rows = sorted(turned_out.attachments, key=lambda row: row.id)
    assert json.loads(body)["data"]["closed_files"] == [row.commitment for row in rows]


def test_a_classification_that_is_refused_erases_nothing(session, province, keys, settings):
    files = (on_its_way(SCAN),)
    petition = submit(a_lodging(Kind.REPORT, files=files), keys, at("2026-08-03"))
    about_its_head = {"denounced_agency": "X06862", "denounced_post": "head"}
    said = {"kind": "denunciation", "field": "conduct", "agency": "X06862", **about_its_head}
    with pytest.raises(InvalidInputError):
        casework.apply(petition, "classify", province.receptionist, at("2026-08-04"), said)
    casework.apply(
        petition, "classify", province.receptionist, at("2026-08-04"),
        {"kind": "report", "field": "conduct", "agency": "BTCD"},
    )  # fmt: skip
    kept = sha256(SCAN).hexdigest()
    assert sent_files.content(session, petition, kept) == SCAN
    assert session.scalars(select(Attachment.sha256)).one() == kept


def test_a_file_that_came_is_never_changed_otherwise(session, turned_out):
    """Neither opened again nor put in another's place, by whatever statement."""
    for change in ("commitment = null", "sha256 = repeat('0', 64)", "petition_id = petition_id"):
        with pytest.raises(ProgrammingError):
            session.execute(text(f"update attachment set {change}"))  # noqa: S608 - a table
        session.rollback()


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_found_to_be_no_denunciation_after_all_it_stays_sealed(province, turned_out, kind):
    """Nobody here could open it again: its sender is asked to lodge anew."""
    with pytest.raises(InvalidInputError, match="nộp đơn mới"):
        classify(turned_out.id, province, kind, "2026-08-05")


def test_what_was_sealed_when_it_was_lodged_stays_a_denunciation(
    session: Session, province: Province, lodged
):
    with pytest.raises(InvalidInputError, match="đã niêm phong"):
        classify(lodged(Kind.DENUNCIATION), province, "complaint", "2026-08-04")
