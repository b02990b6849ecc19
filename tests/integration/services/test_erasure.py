"""A complainant is forgotten by two people and on a ground; the history verifies and says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from doi_chung.__main__ import check
from doi_chung.notes import read_key, read_notes
from sqlalchemy import NullPool, create_engine, func, select, text

from feedback.domain.erasure import Ground
from feedback.domain.errors import (
    ConditionsNotMetError,
    InvalidInputError,
    NotAllowedError,
    NotLawfulError,
)
from feedback.domain.history.entries import parse
from feedback.domain.history.report import Report, Rule
from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.roles import CITIZEN, Actor, Role
from feedback.extensions import db
from feedback.models.agency import Agency, UserAccount
from feedback.models.entry import Entry, EntrySalt
from feedback.models.erasure import LegalHold
from feedback.models.identity import BlindMark, DataKey
from feedback.models.petition import Attachment, Party, Petition
from feedback.queries.file import file
from feedback.queries.search import search
from feedback.services.acts import casework
from feedback.services.erasing import erasure, legal_holds
from feedback.services.erasing.erasure import Wanted
from feedback.services.ground.transaction import transaction
from feedback.services.lodging.submission import submit
from feedback.services.log import sealing
from feedback.services.log.log_export import lines
from feedback.services.log.log_key import note_key
from feedback.services.log.verification import snapshot, verify
from feedback.vault.keys import KeyRing
from tests.canaries import database, found, single_words
from tests.factories import a_lodging, at, make_person
from tests.papers import on_its_way
from tests.worlds import stories

WHO = {"name": "Zuyệtz Khuẩnq Vỹ", "address": "ngõ Xoắnquỷ 74", "phone": "0976318254"}
NUMBER, LATER = "QN-2026-00001", at("2032-01-05")
WANTED = Wanted(NUMBER, Ground.RETENTION_OVER, "Tờ trình số 12/TTr-VP ngày 02/01/2032")


def closed(app) -> int:
    """A petition that was withdrawn in 2026, and two administrators; another stays open."""
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        session = db.session()
        board = session.scalars(select(Agency).where(Agency.code == "BTCD")).one()
        for username in ("quantri", "quantri2"):
            make_person(session, username, username, Role.ADMINISTRATOR, board)
        session.commit()
        sent = (on_its_way(b"%PDF Zuyetz"),)
        mine = submit(a_lodging(Kind.RECOMMENDATION, files=sent, **WHO), keys, at("2026-08-03"))
        submit(a_lodging(name="Lý Thị Kẽm"), keys, at("2026-08-03"))
        stated = {"reason": "Đã được giải quyết."}
        casework.apply(mine, "withdraw", CITIZEN, at("2026-08-05"), stated)
    return mine


beginning, petition = stories(petition=closed)


@pytest.fixture
def two(session) -> list[Actor]:
    rows = session.scalars(
        select(UserAccount).where(UserAccount.role == Role.ADMINISTRATOR).order_by(UserAccount.id)
    ).all()
    return [
        Actor(Role.ADMINISTRATOR, f"user:{one.id}", one.id, one.agency_id, "BTCD") for one in rows
    ]


@pytest.fixture
def erased(petition, two) -> int:
    erasure.confirm(erasure.propose(WANTED, two[0], LATER), two[1], LATER)
    return petition


def findings(session) -> list[tuple[Rule, str]]:
    session.rollback()
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    return [(one.rule, one.sentence) for one in report.findings]


def test_key_salts_marks_and_words_are_gone_and_nothing_else(session, erased, settings, province):
    key = session.scalars(select(DataKey).where(DataKey.petition_id == erased)).one()
    assert (key.wrapped, key.destroyed_at, key.destroyed_for) == (None, LATER, "retention_over")
    assert session.scalars(select(Party.person).where(Party.petition_id == erased)).one() is None
    marks = session.scalars(select(BlindMark).where(BlindMark.petition_id == erased)).all()
    assert marks == []
    uid = session.get_one(Petition, erased).uid
    salts = select(EntrySalt).join(Entry, Entry.index == EntrySalt.index)
    assert session.scalars(salts.where(Entry.subject == uid)).all() == []
    assert len(session.scalars(salts).all()) == 1, "the other petition keeps its own"
    assert found(single_words(WHO), database(settings.database_owner_url)) == []
    for word in ("zuyetz", "thu hoi"):
        rows, _ = search(session, province.receptionist, word)
        assert erased not in [row.id for row in rows]


def test_what_they_sent_is_gone_with_them(session, erased, settings):
    assert session.scalars(select(Attachment.petition_id)).one() == erased
    assert [path for path in settings.files_dir.rglob("*") if path.is_file()] == []


def test_the_file_says_on_what_ground(session, erased, province):
    contact = file(session, province.receptionist, erased, SubjectKind.PETITION).contact
    assert contact.erased == Ground.RETENTION_OVER
    assert not contact.name


def test_the_history_verifies_and_one_entry_says_what_was_done(session, erased, settings):
    assert findings(session) == []
    uid = session.get_one(Petition, erased).uid
    last = session.scalars(
        select(Entry.body).where(Entry.subject == uid).order_by(Entry.seq.desc())
    ).first()
    entry = parse(last)
    assert entry.type == "identity_erased"
    assert entry.data["ground"] == "retention_over"
    assert "chưa đối chiếu" in entry.data["basis"]
    outcome, words = stand_alone(settings, LATER)
    assert outcome == 0, words


def stand_alone(settings, now) -> tuple[int, str]:
    """What the verifier that shares no code with us says of log and tables, once sealed."""
    origin, key = settings.history_origin, KeyRing(settings.keys_dir)
    with transaction() as session:
        sealing.seal(
            session,
            directory=settings.checkpoints_dir,
            key=key.history_key,
            origin=origin,
            now=now,
        )
    public = read_key(note_key(key.history_public, origin).as_text())
    notes = read_notes(settings.checkpoints_dir / "notes.jsonl")
    with snapshot(db.engine) as connection:
        report = check(lines(connection), notes, public)
    return report.exit_code, report.as_text()


DESTROYED = {
    "a salt": "delete from entry_salt where index = 0",
    "a key": "update data_key set wrapped = null, destroyed_at = now(), destroyed_for = 'x'",
    "the row of a key": "delete from data_key",
    "a ciphertext": "update party set person = null",
    "the sender": "delete from party",
}


def test_what_was_destroyed_without_a_decision_is_found(session, petition, settings):
    """V11; what the application could not do, a database administrator can."""
    assert findings(session) == []
    uid = session.get_one(Petition, petition).uid.hex
    for name, statement in DESTROYED.items():
        with snapshot_after(settings, statement) as report:
            told = [(one.rule, one.subject) for one in report.findings]
            assert (Rule.ERASURES, uid) in told, name


def test_an_identity_that_is_back_from_an_old_backup_is_found(session, petition, two, settings):
    before = session.execute(
        select(Party.person, DataKey.wrapped)
        .join(DataKey, DataKey.petition_id == Party.petition_id)
        .where(Party.petition_id == petition)
    ).one()
    erasure.confirm(erasure.propose(WANTED, two[0], LATER), two[1], LATER)
    assert findings(session) == []
    with snapshot_after(
        settings,
        "update data_key set wrapped = decode(:wrapped, 'hex'), destroyed_at = null,"
        " destroyed_for = '' where destroyed_for <> ''",
        wrapped=before.wrapped.hex(),
    ) as report:
        assert [one.rule for one in report.findings] == [Rule.ERASURES]
        assert "hãy hủy lại" in report.findings[0].sentence


@contextmanager
def snapshot_after(settings, statement: str, **values: str) -> Iterator[Report]:
    """The verification of a world in which a superuser did something; undone afterwards."""
    engine = create_engine(settings.database_owner_url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("ALTER TABLE party DISABLE TRIGGER USER"))
        connection.execute(text(statement), values)
        yield verify(connection, checkpoints=None, public_key=None)
        connection.rollback()
    engine.dispose()


def test_one_person_alone_erases_nothing(session, petition, two):
    proposed = erasure.propose(WANTED, two[0], LATER)
    with pytest.raises(NotAllowedError, match="thứ hai"):
        erasure.confirm(proposed, two[0], LATER)
    with pytest.raises(NotLawfulError, match="đang chờ"):
        erasure.propose(WANTED, two[1], LATER)
    erasure.refuse(proposed, two[1], LATER, "Chưa đủ hồ sơ.")
    with pytest.raises(NotLawfulError, match="đã được quyết định"):
        erasure.confirm(proposed, two[1], LATER)
    assert session.scalars(select(func.count()).select_from(DataKey)
                           .where(DataKey.wrapped.is_(None))).one() == 0  # fmt: skip
    session.rollback()
    erasure.propose(WANTED, two[1], LATER)


def test_only_administrators_decide_and_only_on_a_paper(petition, two, province):
    for other in (province.receptionist, province.province_head, province.inspector):
        with pytest.raises(NotAllowedError):
            erasure.propose(WANTED, other, LATER)
    with pytest.raises(InvalidInputError):
        erasure.propose(replace(WANTED, decision=""), two[0], LATER)
    with pytest.raises(InvalidInputError):
        erasure.propose(replace(WANTED, number="QN-2026-99999"), two[0], LATER)


def test_what_forbids_it_is_said_at_once_and_again_before_it_is_done(petition, two, province):
    with pytest.raises(ConditionsNotMetError) as told:
        erasure.propose(replace(WANTED, number="QN-2026-00002"), two[0], LATER)
    assert [one.split(" (")[0] for one in told.value.missing] == [
        "Hồ sơ chưa kết thúc", "Còn thời hạn đang chạy", "Chưa hết thời hạn lưu trữ hồ sơ",
    ]  # fmt: skip
    with pytest.raises(ConditionsNotMetError) as told:
        erasure.propose(WANTED, two[0], at("2031-08-05"))
    assert "lưu trữ" in told.value.missing[0]
    proposed = erasure.propose(WANTED, two[0], LATER)
    legal_holds.set_hold(NUMBER, "Tòa án nhân dân tỉnh yêu cầu.", province.inspector, LATER)
    with pytest.raises(ConditionsNotMetError) as told:
        erasure.confirm(proposed, two[1], LATER)
    assert "Đang bị giữ" in told.value.missing[0]
    legal_holds.lift_hold(NUMBER, "Tòa đã xử xong.", province.inspector, LATER)
    erasure.confirm(proposed, two[1], LATER)


def test_a_hold_is_set_and_lifted_with_a_reason_by_those_who_answer_for_it(
    session, petition, two, province
):
    for stranger in (two[0], province.receptionist):
        with pytest.raises(NotAllowedError):
            legal_holds.set_hold(NUMBER, "Vì sao.", stranger, LATER)
    with pytest.raises(InvalidInputError, match="Không có đơn"):
        legal_holds.set_hold(NUMBER, "Vì sao.", province.department_head, LATER)
    with pytest.raises(InvalidInputError):
        legal_holds.set_hold(NUMBER, "", province.board_head, LATER)
    legal_holds.set_hold(NUMBER, "Đang có đơn gửi Tòa.", province.board_head, LATER)
    with pytest.raises(NotLawfulError):
        legal_holds.set_hold(NUMBER, "Lần nữa.", province.inspector, LATER)
    legal_holds.lift_hold(NUMBER, "Đã xong.", province.inspector, LATER)
    with pytest.raises(NotLawfulError):
        legal_holds.lift_hold(NUMBER, "Đã xong.", province.inspector, LATER)
    (hold,) = session.scalars(select(LegalHold)).all()
    assert (hold.reason, hold.lift_reason) == ("Đang có đơn gửi Tòa.", "Đã xong.")
    told = [parse(body) for body in session.scalars(select(Entry.body).order_by(Entry.index))]
    of_holds = [(one.type, one.data, bool(one.commit)) for one in told[-2:]]
    assert of_holds == [("legal_hold_set", {}, True), ("legal_hold_lifted", {}, True)]
    assert findings(session) == []


def test_erasing_twice_is_refused(erased, two):
    with pytest.raises(NotLawfulError, match="đã hủy"):
        erasure.propose(WANTED, two[0], LATER)
