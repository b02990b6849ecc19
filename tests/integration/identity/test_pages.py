"""The room on the screen: asked, approved, shown once with a watermark, told to the denouncer."""

import itertools
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from feedback.blueprints.office import identity_opening, identity_room
from feedback.domain.conflicts import Ground
from feedback.domain.identity_reading import SHOWN_FOR
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.conflict import Conflict
from feedback.models.identity_reading import IdentityOpening
from feedback.models.petition import Petition
from feedback.services.identity import identity_alarms, identity_readings
from feedback.services.subject.numbers import subject_number
from tests import canaries
from tests.client import Visitor, texts
from tests.hostile_parts import CANARY
from tests.integration.identity.conftest import NOW, WHY, beginning, denounced, entries_of, seal
from tests.papers import PDF
from tests.passwords import PASSWORD

__all__ = ["beginning", "denounced"]

ROOM = "/can-bo/danh-tinh"
NAME = "Nguyễn Thị Kín Đáo"
REQUEST = re.compile(rf"{ROOM}/(\d+)")


class Office:
    """Officers at their screens, on the day of the request."""

    def __init__(self, app, vault, petition, code):
        self.app, self.vault, self.petition, self.code = app, vault, petition, code

    @contextmanager
    def desk(self, username: str, after: timedelta = timedelta(0)) -> Iterator[Visitor]:
        with time_machine.travel(NOW + after, tick=False):
            visitor = Visitor(self.app)
            told = {"username": username, "password": PASSWORD}
            assert visitor.answer("/can-bo/dang-nhap", told).status_code == 302
            yield visitor

    @property
    def number(self) -> str:
        with self.app.app_context():
            return subject_number(db.session.get_one(Petition, self.petition))

    def opening(self) -> int:
        """The announcement made last."""
        with self.app.app_context():
            return db.session.scalar(select(func.max(IdentityOpening.id)))

    def entries(self) -> list[str]:
        with self.app.app_context():
            return entries_of(db.session(), self.petition)

    def ask(self, username="giu1", **otherwise):
        told = {"number": self.number, "reason": "verification", "fields": ["name", "phone"],
                "explanation": WHY}  # fmt: skip
        with self.desk(username) as visitor:
            return visitor.answer(f"{ROOM}/yeu-cau", told | otherwise)

    def decide(self, request, username="giu2", verdict="approve", said=""):
        with self.desk(username) as visitor:
            visitor.get(f"{ROOM}/{request}")
            told = {"verdict": verdict, "said": said}
            return visitor.post(f"{ROOM}/{request}/quyet-dinh", told)

    def open(self, request, username="giu1", after=timedelta(0)):
        with self.desk(username, after) as visitor:
            visitor.get(f"{ROOM}/{request}")
            return visitor.post(f"{ROOM}/{request}/mo", {"what": "identity"})


def seal_apart(app, settings):
    """As a process of its own: within the page it would have the rights of the page."""

    def work():
        with app.app_context():
            seal(settings)

    with ThreadPoolExecutor(1) as process:
        process.submit(work).result()


@pytest.fixture
def office(app, settings, vault, denounced, monkeypatch):
    """The vault and the sealer of the tests in the place of those of the installation."""
    for module in (identity_opening, identity_room):
        monkeypatch.setattr(module, "vault", lambda _settings: vault)
    monkeypatch.setattr(identity_readings, "_pause", lambda: seal_apart(app, settings))
    monkeypatch.setattr(identity_readings, "PATIENCE", 5)
    return Office(app, vault, denounced["petition"], denounced["code"])


def asked(answer):
    assert answer.status_code == 302, texts(answer.text)
    return int(REQUEST.search(answer.location)[1])


def test_the_page_shows_what_was_asked_for_with_the_readers_name_all_over_it(office):
    request = asked(office.ask())
    assert office.decide(request).status_code == 302
    answer = office.open(request)
    assert answer.status_code == 200, texts(answer.text)
    said = texts(answer.text)
    assert f"Ông {NAME}" in said
    assert "0912 345 678" in said
    assert "Đồng Mạ" not in answer.text
    watermark = re.search(r"<svg class=\"watermark\".*?</svg>", answer.text, re.DOTALL)[0]
    assert "Lương Thị Kín" in watermark
    assert "20/11/2026" in watermark
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Refresh"] == f"900; url={ROOM}/{request}"


def test_papers_are_opened_one_by_one_and_each_is_written_down(office):
    request = asked(office.ask(fields=["papers"]))
    office.decide(request)
    with office.desk("giu1") as visitor:
        page = visitor.get(f"{ROOM}/{request}").text
        what, _ = re.findall(r'name="what" value="([^"]+)"', page)
        assert "Kín Đáo" not in page
        told = {"what": what, "how": "original"}
        paper = visitor.post(f"{ROOM}/{request}/mo", told)
        assert paper.data == PDF
        assert "attachment" in paper.headers["Content-Disposition"]
        visitor.get(f"{ROOM}/{request}")
        assert visitor.post(f"{ROOM}/{request}/mo", {"what": "identity"}).status_code == 403
    assert office.entries()[-1] == "identity_opened"
    assert office.vault.custodian.count == 1
    assert "Giấy tờ bạn gửi được mở xem" in tracked(office)


def test_a_paper_is_looked_at_as_pictures_and_told_before_whether_it_was_scanned(office):
    """The bytes that came reach no machine but on a further press, written down once more."""
    request = asked(office.ask(fields=["papers"]))
    office.decide(request)
    with office.desk("giu1") as visitor:
        page = visitor.get(f"{ROOM}/{request}")
        assert "Chưa quét vi-rút" in texts(page.text)
        harmful = re.findall(r'name="what" value="([^"]+)"', page.text)[-1]
        shown = visitor.post(f"{ROOM}/{request}/mo", {"what": harmful})
        assert shown.status_code == 200, texts(shown.text)
        assert shown.text.count('src="data:image/jpeg;base64,') == 1
        assert "Lương Thị Kín" in re.search(r"<svg class=\"watermark\".*?</svg>", shown.text)[0]
        assert shown.headers["Refresh"].startswith("900;")
        assert CANARY not in shown.data
    assert office.vault.custodian.count == 1


def test_one_press_opens_one_envelope(office):
    """No bulk: whatever else is sent along stays shut."""
    request = asked(office.ask(fields=["name", "papers"]))
    office.decide(request)
    with office.desk("giu1") as visitor:
        page = visitor.get(f"{ROOM}/{request}").text
        every = re.findall(r'name="what" value="([^"]+)"', page)
        assert len(every) == 3
        visitor.post(f"{ROOM}/{request}/mo", {"what": every})
    assert office.vault.custodian.count == 1
    assert office.entries().count("identity_opened") == 1


def test_a_reading_leaves_no_copy_in_the_application(office, settings):
    request = asked(office.ask())
    office.decide(request)
    assert NAME in texts(office.open(request).text)
    places = itertools.chain(
        canaries.database(settings.database_owner_url),
        canaries.queue(settings.redis_url),
        canaries.folder(settings.data_dir, "data folder"),
    )
    assert canaries.found({"name": NAME}, places) == []


@pytest.mark.parametrize("who", ["giu1", "giu2"])
def test_who_declared_a_conflict_asks_decides_and_reads_nothing_more(office, who):
    """The other's part is done; theirs is as if there were no such request."""
    request = asked(office.ask())
    if who == "giu1":
        office.decide(request)
    with office.app.app_context():
        account = db.session.scalars(select(UserAccount).filter_by(username=who)).one()
        db.session.add(
            Conflict(subject_id=office.petition, user_id=account.id, ground=Ground.INTEREST,
                     declared_by_id=account.id, declared_at=NOW)
        )  # fmt: skip
        db.session.commit()
    with office.desk(who) as visitor:
        assert office.number not in visitor.get(ROOM).text
        assert visitor.get(f"{ROOM}/{request}").status_code == 404
        steps = {"mo": {"what": "identity"}, "quyet-dinh": {"verdict": "approve", "said": ""}}
        for step, told in steps.items():
            visitor.get(f"{ROOM}/yeu-cau")
            assert visitor.post(f"{ROOM}/{request}/{step}", told).status_code == 404, step
    assert office.vault.custodian.count == 0
    assert "identity_opened" not in office.entries()


def test_it_is_gone_after_a_quarter_of_an_hour(office):
    request = asked(office.ask())
    office.decide(request)
    office.open(request)
    late = office.open(request, after=SHOWN_FOR + timedelta(seconds=1))
    assert late.status_code == 403
    assert "hết 15 phút" in texts(late.text)
    assert NAME not in late.text


def test_no_address_shows_a_name_and_a_reading_is_no_page_to_come_back_to(office):
    request = asked(office.ask())
    office.decide(request)
    office.open(request)
    opening = office.opening()
    with office.desk("giu1") as visitor:
        assert NAME not in visitor.get(f"{ROOM}/{request}").text
        for path in (f"{ROOM}/{request}/mo", f"{ROOM}/lan-xem/{opening}"):
            assert visitor.open("GET", path).status_code == 405
        visitor.get(f"{ROOM}/{request}")
        again = visitor.post(f"{ROOM}/lan-xem/{opening}")
        assert "đã dùng để mở" in texts(again.text)
        assert NAME not in again.text


def test_before_the_seal_the_page_says_so_and_goes_on_later(office, monkeypatch):
    request = asked(office.ask())
    office.decide(request)
    with monkeypatch.context() as without:
        without.setattr(identity_readings, "PATIENCE", 0)
        waiting = office.open(request)
    assert waiting.status_code == 202
    assert "Chờ niêm phong" in texts(waiting.text)
    assert office.vault.custodian.count == 0
    with office.desk("giu1") as visitor:
        visitor.get(f"{ROOM}/{request}")
        opening = office.opening()
        assert NAME in texts(visitor.post(f"{ROOM}/lan-xem/{opening}").text)


REFUSED = (
    ({"explanation": "Cần."}, "ít nhất 30"),
    ({"fields": []}, "Chọn những mục"),
    ({"reason": ""}, "Chọn lý do"),
    ({"number": "QNTC-2026-99999"}, "Không có đơn tố cáo số này"),
)


def test_a_refused_request_keeps_what_was_typed_and_tells_at_the_field(office):
    for typed, said in REFUSED:
        answer = office.ask(**typed)
        assert answer.status_code == 422
        assert said in texts(answer.text)
        assert (typed.get("explanation") or WHY) in answer.text


def test_numbers_of_others_and_numbers_that_are_none_are_answered_alike(office):
    other, none = office.ask("giamdoc"), office.ask("giamdoc", number="QNTC-2026-99999")
    assert other.status_code == none.status_code == 422
    line = re.compile(r'id="number-error">.*?</p>', re.DOTALL)
    assert line.search(other.text)[0] == line.search(none.text)[0]


def test_who_asked_sees_no_button_to_approve_and_may_not_press_it(office):
    request = asked(office.ask())
    with office.desk("giu1") as visitor:
        assert "Phê duyệt có hiệu lực" not in visitor.get(f"{ROOM}/{request}").text
    refused = office.decide(request, "giu1")
    assert refused.status_code == 403
    assert "người thứ hai" in texts(refused.text)


def test_a_refusal_needs_its_reason(office):
    request = asked(office.ask())
    empty = office.decide(request, verdict="refuse")
    assert "Viết rõ vì sao" in texts(empty.text)
    assert (
        office.decide(request, verdict="refuse", said="Chưa cần, đã đủ giấy tờ.").status_code == 302
    )
    assert office.open(request).status_code == 403


def test_who_may_look_at_a_request(office):
    request = asked(office.ask())
    for who, status in (("chutichxa", 404), ("tiepnhan", 403), ("thanhtra", 200), ("giu2", 200)):
        with office.desk(who) as visitor:
            assert visitor.get(f"{ROOM}/{request}").status_code == status


def test_inspectors_see_every_reading_and_alarm(office):
    request = asked(office.ask(reason="danger"))
    office.open(request)
    with office.app.app_context():
        identity_alarms.find_unreviewed(NOW + timedelta(days=2))
    with office.desk("thanhtra", timedelta(days=2)) as visitor:
        said = texts(visitor.get("/thanh-tra/danh-tinh").text)
    assert "quá 24 giờ chưa ai xem xét lại" in said
    assert "Lương Thị Kín" in said
    with office.desk("thanhtra") as visitor:
        history = texts(visitor.get(f"/thanh-tra/ho-so/{office.petition}").text)
    assert "Mở xem danh tính người gửi" in history


def test_an_emergency_is_reviewed_on_its_page(office):
    request = asked(office.ask(reason="danger"))
    office.open(request)
    with office.desk("giu2") as visitor:
        visitor.get(f"{ROOM}/{request}")
        told = {"verdict": "justified", "said": "Đúng, đã báo công an xã bảo vệ."}
        assert visitor.post(f"{ROOM}/{request}/xem-xet-lai", told).status_code == 302
    assert office.entries()[-1] == "identity_reviewed"


def test_the_denouncer_reads_when_why_and_in_what_office_and_no_name(office):
    request = asked(office.ask())
    office.decide(request)
    before = tracked(office)
    office.open(request)
    after = tracked(office)
    assert "Chưa ai xem" in before
    assert "Danh tính của bạn được mở xem lúc 09:00 ngày 20/11/2026" in after
    assert "Vì: Cần gặp, làm việc với người tố cáo để xác minh" in after
    assert "người giữ bí mật danh tính" in after
    assert "Lương" not in after


def tracked(office):
    code = office.code
    with time_machine.travel(NOW, tick=False):
        return texts(Visitor(office.app).answer("/tra-cuu", {"code": code}).text)


def test_whoever_keeps_identities_is_signed_out_sooner_than_others(office):
    """A quarter of an hour idle and four hours at all; others half an hour and twelve."""
    idle, steps = timedelta(minutes=16), [timedelta(minutes=14 * each) for each in range(1, 19)]
    rooms = (("giu1", ROOM, False), ("thanhtra", "/thanh-tra/danh-tinh", True))
    for who, page, stays in rooms:
        with office.desk(who) as visitor:
            assert visitor.get(page).status_code == 200
            with time_machine.travel(NOW + idle, tick=False):
                assert (visitor.get(page).status_code == 200) is stays
        with office.desk(who) as visitor:
            for after in steps:
                with time_machine.travel(NOW + after, tick=False):
                    last = visitor.get(page).status_code
            assert (last == 200) is stays
