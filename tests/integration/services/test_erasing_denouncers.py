"""A denouncer is forgotten like anybody else: by two, on a ground, and nothing opens any more."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from feedback.domain.erasure import Ground
from feedback.domain.errors import ConditionsNotMetError, NotAllowedError, NotLawfulError
from feedback.domain.history.report import Rule
from feedback.domain.identity_reading import Wish
from feedback.domain.petitions import Kind
from feedback.domain.roles import CITIZEN, SYSTEM, Actor, Role
from feedback.extensions import db
from feedback.models.act import StatedFile
from feedback.models.agency import Agency, UserAccount
from feedback.models.file_key import FileKey, Purpose
from feedback.models.petition import Attachment, Party, Petition
from feedback.services.acts import casework
from feedback.services.erasing import erasure, legal_holds
from feedback.services.erasing.erasure import Wanted
from feedback.services.files import kept_files, sealed_files, stated_files
from feedback.services.identity import identity_readings, identity_requests, sealed_parts
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from feedback.vault.store import FileStore
from tests.factories import a_lodging, at, make_person
from tests.integration.services.test_erasure import LATER, findings, snapshot_after, stand_alone
from tests.papers import PDF, on_its_way
from tests.worlds import stories

NUMBER = "QNTC-2026-00001"
WANTED = Wanted(NUMBER, Ground.RETENTION_OVER, "Tờ trình số 12/TTr-VP ngày 02/01/2032")
WISH = Wish("verification", "Cần gặp người tố cáo để làm rõ hai biên nhận tiền.", ("papers",))
#: A request of this day is over when the file may be erased.
EARLY = at("2026-08-04")


def closed(app) -> int:
    """A denunciation with two papers, one from its writer, withdrawn; keepers, administrators."""
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        session = db.session()
        board = session.scalars(select(Agency).where(Agency.code == "BTCD")).one()
        for role in (Role.ADMINISTRATOR, Role.CUSTODIAN):
            for number in "12":
                make_person(session, f"{role}{number}", f"{role} {number}", role, board)
        session.commit()
        sent = a_lodging(Kind.DENUNCIATION, files=(on_its_way(PDF, "đơn tay.pdf"),))
        petition = submit(sent, keys, at("2026-08-03"))
        paper = on_its_way(b"giay rut don cua Nhung")
        stated_files.add(session, session.get_one(Petition, petition), [paper], SYSTEM, EARLY)
        session.commit()
        stated = {"reason": "Đã được giải quyết."}
        casework.apply(petition, "withdraw", CITIZEN, at("2026-08-05"), stated)
    return petition


beginning, petition = stories(petition=closed)


@pytest.fixture
def people(session) -> dict[str, Actor]:
    rows = session.scalars(select(UserAccount)).all()
    return {
        one.username: Actor(Role(one.role), f"user:{one.id}", one.id, one.agency_id, "BTCD")
        for one in rows
    }


def erase(people) -> None:
    first, second = people["administrator1"], people["administrator2"]
    erasure.confirm(erasure.propose(WANTED, first, LATER), second, LATER)


def test_what_the_archive_keeps_opens_when_a_denouncer_is_forgotten(session, petition, people):
    decided = kept_files.keep(session, session.get_one(Petition, petition), b"ket luan", EARLY)
    session.commit()
    erase(people)
    assert kept_files.content(session, petition, decided) == b"ket luan"


def test_nothing_of_a_denouncer_opens_any_more(session, petition, people, settings):
    sent = session.scalars(select(Attachment).where(Attachment.petition_id == petition)).one()
    stated = session.scalars(select(StatedFile)).one()
    store = FileStore(settings.files_dir)
    assert store.path(sent.sha256).exists()
    assert sealed_files.content(stated_files.sealed(session, stated))
    erase(people)
    session.expire_all()
    assert session.scalars(select(Party.sealed).where(Party.petition_id == petition)).one() is None
    assert not store.path(sent.sha256).exists()
    assert sealed_files.content(stated_files.sealed(session, stated)) is None
    of_papers = select(FileKey.destroyed_for).where(FileKey.purpose == Purpose.STATED)
    assert session.scalars(of_papers).all() == ["retention_over"]
    assert sealed_parts.parts(session, petition) == ()
    with pytest.raises(NotAllowedError, match="đã hủy theo"):
        identity_requests.ask(petition, WISH, people["custodian1"], LATER)
    with pytest.raises(NotLawfulError, match="đã hủy"):
        erasure.propose(WANTED, people["administrator1"], LATER)


def test_the_history_verifies_and_what_comes_back_is_found(session, petition, people, settings):
    erase(people)
    assert findings(session) == []
    outcome, words = stand_alone(settings, LATER)
    assert outcome == 0, words
    with snapshot_after(settings, "update party set sealed = 'again'") as report:
        assert [one.rule for one in report.findings] == [Rule.ERASURES]
        assert "hãy hủy lại" in report.findings[0].sentence


HARMS = {
    "the envelope": "update party set sealed = null",
    "the key of stated files": "delete from file_key",
    "the key of a dossier": (
        "insert into dossier (uid, subject_id, requested_at, done, total, failure, made_at,"
        " pdf_sha256, zip_sha256, pages)"
        " select gen_random_uuid(), id, now(), 1, 1, '', now(), 'a', 'b', 1 from petition"
    ),
    "the key of a masked copy": (
        "insert into redacted_copy (petition_id, sha256, pages, made_at, made_by_id)"
        " select petition.id, 'a', 1, now(), min(user_account.id) from petition, user_account"
        " group by petition.id"
    ),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_what_goes_without_a_decision_is_found(session, petition, settings, harm):
    assert findings(session) == []
    uid = session.get_one(Petition, petition).uid.hex
    with snapshot_after(settings, harm) as report:
        assert (Rule.ERASURES, uid) in [(one.rule, one.subject) for one in report.findings]


def test_who_asked_to_read_waits_and_reads_before_it_is_destroyed(petition, people):
    before = LATER.replace(day=4)
    asked = identity_requests.ask(petition, WISH, people["custodian1"], before)
    with pytest.raises(ConditionsNotMetError) as told:
        erasure.propose(WANTED, people["administrator1"], LATER)
    assert "yêu cầu xem danh tính" in told.value.missing[0]
    said = {"approved": False, "said": "Hồ sơ sắp hủy.", "now": before}
    identity_requests.decide(asked, actor=people["custodian2"], **said)
    erase(people)
    with pytest.raises(NotAllowedError):
        identity_readings.announce(asked, "identity", people["custodian1"], LATER)


def test_it_is_held_and_kept_as_long_as_any_other_file(session, petition, people, province):
    with pytest.raises(ConditionsNotMetError, match="Chưa hủy được"):
        erasure.propose(WANTED, people["administrator1"], at("2031-08-05"))
    legal_holds.set_hold(NUMBER, "Tòa án nhân dân tỉnh yêu cầu.", province.inspector, LATER)
    with pytest.raises(ConditionsNotMetError) as told:
        erasure.propose(replace(WANTED, ground=Ground.ORDERED), people["administrator1"], LATER)
    assert "Đang bị giữ" in told.value.missing[0]
    legal_holds.lift_hold(NUMBER, "Tòa đã xử xong.", province.inspector, LATER)
    erase(people)


def test_an_approval_that_nobody_used_stands_in_nobodys_way(petition, people):
    asked = identity_requests.ask(petition, WISH, people["custodian1"], EARLY)
    identity_requests.decide(asked, approved=True, said="", actor=people["custodian2"], now=EARLY)
    erase(people)
    with pytest.raises(NotAllowedError, match="hết hạn"):
        identity_readings.announce(asked, "identity", people["custodian1"], LATER)
